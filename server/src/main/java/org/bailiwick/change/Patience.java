package org.bailiwick.change;

import java.time.Duration;
import java.time.Instant;

/** How long a change waits: until the next read, and until its owner must have settled it. */
final class Patience {
    /** An unproven change stays with its owner this long before it is overdue. */
    static final Duration OWNER = Duration.ofDays(1);
    static final Duration SOONEST = Duration.ofSeconds(2);
    static final Duration LATEST = Duration.ofMinutes(1);

    private Patience() {}

    /** Grows with the time it has been unproven, so a system that is down is not asked every second for a week. */
    static Instant nextRead(ChangeOrder order, Instant now) {
        var pause = Duration.between(order.stateAt(), now).dividedBy(2);
        return now.plus(pause.compareTo(SOONEST) < 0 ? SOONEST : pause.compareTo(LATEST) > 0 ? LATEST : pause);
    }
}
