package org.bailiwick.finding;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that became of a finding.
 *
 * @param what {@code opened}, {@code changed}, {@code closed}, {@code reopened}, {@code kept}, {@code revoke ordered},
 *     {@code owner named} or {@code owner removed}
 * @param person the decider's name as the tenant knows it; null for what the product found
 * @param owner who was named its owner, where somebody was
 * @param evidence the ledger entry
 */
public record FindingEvent(Instant at, String what, Severity severity, @Nullable String detail,
        @Nullable String person, @Nullable String owner, @Nullable String ticket, UUID evidence) {}
