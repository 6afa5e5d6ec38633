package org.bailiwick.change;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A state that a change went through.
 *
 * @param evidence the ledger entry that records it
 */
public record ChangeEvent(int number, Instant at, ChangeState state, Optional<String> detail, UUID evidence) {}
