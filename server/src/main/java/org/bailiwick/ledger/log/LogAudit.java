package org.bailiwick.ledger.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the last pass over a log found that rebuilt it from its entries.
 *
 * @param size how many entries were gone through
 * @param fault the first thing that did not fit; null where everything did
 * @param faultIndex the entry's position, where the fault is about one
 * @param faultSince since when each pass has found something
 */
public record LogAudit(Instant passedAt, long size, @Nullable String fault, @Nullable Long faultIndex,
        @Nullable Instant faultSince) {}
