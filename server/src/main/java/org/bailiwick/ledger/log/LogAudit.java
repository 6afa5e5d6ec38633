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
 */
public record LogAudit(Instant passedAt, long size, @Nullable String fault, @Nullable Long faultIndex,
        @Nullable Instant faultSince, List<LogFault> faults, long faultCount) {
    public LogAudit {
        faults = List.copyOf(faults);
    }
}
