package org.bailiwick.ledger.log;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the last pass over a log found that rebuilt it from its entries.
 *
 * @param size how many entries were gone through
 * @param fault the first thing that did not fit; null where everything did
 * @param faultIndex the entry's position, where the fault is about one
 * @param faultSince since when each pass has found something
 * @param faults the first that did not fit, with that one; the others are counted only
 * @param faultCount how many things did not fit
 * @param waitsSince when the entry happened that waits longest for its position, where that is too long: whatever gives
 *     positions is away, and nothing is known of what came since; null where none waits so long
 */
public record LogAudit(Instant passedAt, long size, @Nullable String fault, @Nullable Long faultIndex,
        @Nullable Instant faultSince, List<LogFault> faults, long faultCount,
        @Nullable Instant waitsSince) {
    public LogAudit {
        faults = List.copyOf(faults);
    }
}
