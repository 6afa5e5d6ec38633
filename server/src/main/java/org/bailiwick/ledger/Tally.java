package org.bailiwick.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** How often the same thing happened in a period, from its start up to, not including, its end. */
record Tally(long id, UUID firstEvent, Instant start, Instant end, long occurrences) {
    /** Periods are the same for everybody: they follow each other from the epoch on. */
    static Instant startOf(Instant at, Duration period) {
        if (period.toMillis() <= 0) {
            throw new IllegalArgumentException("a period is longer than a millisecond, not `%s`".formatted(period));
        }
        return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), period.toMillis()) * period.toMillis());
    }
}
