package org.bailiwick.ledger.log;

import java.time.Instant;
import java.util.UUID;

/**
 * What retention has removed of a tenant's log so far: the bytes of its first entries. Their hashes stay, so nothing
 * else of the log changes.
 *
 * @param before the first position that was not removed
 * @param olderThan what happened before this was removed
 * @param event the entry that says so
 */
public record Removal(long before, Instant olderThan, Instant at, UUID event) {}
