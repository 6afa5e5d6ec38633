package org.bailiwick.register;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * How old a reading may be and still say how it is now: three times as old as the next one should be, by which time two
 * have failed to come. Where systems are read only when somebody asks, three days.
 */
@Component
public final class Freshness {
    private static final int TIMES = 3;
    private static final Duration WHERE_ASKED_FOR = Duration.ofDays(1);

    private final ReadingSchedule schedule;

    Freshness(ReadingSchedule schedule) {
        this.schedule = schedule;
    }

    /** What was read before this is not known since. */
    public Instant notBefore(Instant now) {
        return now.minus((schedule.on() ? schedule.every() : WHERE_ASKED_FOR).multipliedBy(TIMES));
    }
}
