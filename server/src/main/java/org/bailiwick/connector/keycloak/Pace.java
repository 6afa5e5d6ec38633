package org.bailiwick.connector.keycloak;

import java.time.Duration;

/** Keeps requests apart, so that reading a realm never becomes an outage of it. */
final class Pace {
    private final long apart;
    private long next = System.nanoTime();

    Pace(int requestsPerSecond) {
        this.apart = Duration.ofSeconds(1).toNanos() / requestsPerSecond;
    }

    void await() throws InterruptedException {
        var now = System.nanoTime();
        if (next - now > 0) {
            Thread.sleep(Duration.ofNanos(next - now));
        }
        next = Math.max(next, now) + apart;
    }
}
