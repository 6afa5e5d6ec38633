package org.bailiwick.ledger.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.Transactions;
import org.springframework.stereotype.Component;

/** For whoever watches the installation: who witnesses the heads log, how long ago, and whether somebody refuses it. */
@Component
final class WitnessMeters implements MeterBinder {
    private final Transactions transactions;
    private final WitnessStore store;
    private final PlatformClock clock;

    WitnessMeters(Transactions transactions, WitnessStore store, PlatformClock clock) {
        this.transactions = transactions;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("bailiwick.log.witnesses", this, meters -> meters.watch().witnesses())
                .description("witnesses that are asked to cosign the heads log").register(registry);
        Gauge.builder("bailiwick.log.witnesses.refusing", this, meters -> meters.watch().refusing())
                .description("witnesses that saw another history of this log than the one it shows").register(registry);
        Gauge.builder("bailiwick.log.cosignature.age", this, WitnessMeters::age).baseUnit("seconds")
                .description("how long the witness that has been silent longest has not cosigned the heads log")
                .register(registry);
    }

    /** Counted from its registration where it never did; not a number where nobody is asked, 0 would be a good one. */
    private double age() {
        var oldest = watch().oldest();
        return oldest == null ? Double.NaN : Duration.between(oldest.toInstant(), clock.now()).toMillis() / 1000.0;
    }

    private WitnessStore.Watch watch() {
        return transactions.estate(store::watch);
    }
}
