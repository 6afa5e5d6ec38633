package org.bailiwick.platform;

import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * The time outside a transaction: for retries and ages of caches. What is decided or recorded takes its time from the
 * transaction, which reads the database's.
 */
@Component
public final class PlatformClock {
    private final TimeOffset offset;

    public PlatformClock(TimeOffset offset) {
        this.offset = offset;
    }

    public Instant now() {
        return Instant.now().plus(offset.get());
    }

    Instant shifted(Instant databaseTime) {
        return databaseTime.plus(offset.get());
    }
}
