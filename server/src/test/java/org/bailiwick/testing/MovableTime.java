package org.bailiwick.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.bailiwick.platform.TimeOffset;

/** The product's time, moved by hand: tests never sleep. */
public final class MovableTime implements TimeOffset {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    public void advance(Duration by) {
        ahead.accumulateAndGet(by, Duration::plus);
    }

    @Override
    public Duration get() {
        return ahead.get();
    }
}
