package org.bailiwick.register;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bailiwick.platform.PlatformClock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * When a system is read again without anybody asking: at the latest so long after its last reading ended, whatever became
 * of that. Each connection is a part of its own earlier, always the same, so that a thousand tenants are not read at once;
 * what fell due while no server ran is spread over the time after the start in the same way.
 */
@Component
final class ReadingSchedule {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int EARLIER_BY_AT_MOST = 10;
    private static final int AFTER_A_START_WITHIN = 24;

    private final Duration every;
    private final Instant started;

    ReadingSchedule(@Value("${bailiwick.observe-every:24h}") Duration every, PlatformClock clock) {
        if (!every.isZero() && (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0)) {
            throw new IllegalStateException(
                    "`bailiwick.observe-every` is from `1m` to `366d`, or `0` for never, not `%s`; change it"
                            .formatted(every));
        }
        this.every = every;
        this.started = clock.now();
    }

    Duration every() {
        return every;
    }

    /** Whether systems are read by themselves at all. */
    boolean on() {
        return !every.isZero();
    }

    /**
     * @param ended when the last reading of the connection did; null where none ever has
     * @return empty where nothing is read by itself
     */
    Optional<Instant> due(long connection, @Nullable Instant ended) {
        if (!on()) {
            return Optional.empty();
        }
        var due = ended == null ? Instant.MIN : ended.plus(every).minus(part(connection, EARLIER_BY_AT_MOST));
        return Optional.of(due.isBefore(started) ? started.plus(part(connection, AFTER_A_START_WITHIN)) : due);
    }

    /** The connection's own part of a fraction of the time between two readings. */
    private Duration part(long connection, int fraction) {
        return Duration.ofMillis((long) (every.dividedBy(fraction).toMillis() * share(connection)));
    }

    /** From 0 up to 1; neighbouring numbers are far apart (the finalizer of SplitMix64). */
    private static double share(long connection) {
        long mixed = connection + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return ((mixed ^ mixed >>> 31) >>> 11) * 0x1.0p-53;
    }
}
