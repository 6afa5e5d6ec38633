package org.bailiwick.ledger.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.Transactions;
import org.springframework.stereotype.Component;

/**
 * For whoever watches the installation: how long ago the log that was checked longest ago was, how many are wrong, and
 * how long entries wait for their place in one.
 */
@Component
final class LogMeters implements MeterBinder {
    private final Transactions transactions;
    private final AuditStore store;
    private final PlatformClock clock;

    LogMeters(Transactions transactions, AuditStore store, PlatformClock clock) {
        this.transactions = transactions;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("bailiwick.log.audit.age", this, LogMeters::oldestPass).baseUnit("seconds")
                .description("age of the last full pass over the log that was gone through longest ago")
                .register(registry);
        Gauge.builder("bailiwick.log.faulty", this, LogMeters::faulty)
                .description("logs that stand still, the heads log too, or of which a pass found something altered")
                .register(registry);
        Gauge.builder("bailiwick.log.waiting", this, LogMeters::waiting).baseUnit("seconds")
                .description("age of the oldest entry that waits for its position; 0 where none waits")
                .register(registry);
    }

    /** Not a number without logs: there is no age then, and 0 would be a good one. */
    private double oldestPass() {
        var oldest = transactions.estate(store::ages).oldest();
        return oldest == null ? Double.NaN : Duration.between(oldest.toInstant(), clock.now()).toMillis() / 1000.0;
    }

    private double waiting() {
        return transactions.estate(store::waitsSince)
                .map(since -> Duration.between(since.toInstant(), clock.now()).toMillis() / 1000.0).orElse(0.0);
    }

    private double faulty() {
        return transactions.estate(store::ages).faulty();
    }
}
