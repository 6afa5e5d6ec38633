package org.bailiwick.evidence.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row that says something about a control.
 *
 * @param at of what it tells; null where it tells of no time
 * @param path of its page, within the tenant's
 */
public record EvidenceRow(String what, Coverage coverage, @Nullable Instant at, String why, String path) {}
