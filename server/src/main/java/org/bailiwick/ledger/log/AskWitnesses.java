package org.bailiwick.ledger.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Goes round the witnesses and asks those whose turn it is, many at once: whoever is slow or away delays nobody else, and
 * each answer is kept as it comes.
 */
@Component
final class AskWitnesses implements WorkHandler {
    static final String KIND = "ask witnesses";
    /** All of them; any other subject of this work is one that was registered a moment ago. */
    static final long ALL = 0;
    /** A log that does not grow is shown again, so that it is known whether the witness is still there. */
    static final Duration QUIET = Duration.ofMinutes(10);
    static final Duration AFTER_REFUSAL = Duration.ofMinutes(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int AT_ONCE = 16;
    private static final Logger log = LoggerFactory.getLogger(AskWitnesses.class);

    private final Transactions transactions;
    private final WitnessStore store;
    private final HeadsLog heads;
    private final AskWitness ask;
    private final Work work;
    private final PlatformClock clock;
    private final Duration every;

    AskWitnesses(Transactions transactions, WitnessStore store, HeadsLog heads, AskWitness ask, Work work,
            PlatformClock clock, @Value("${bailiwick.log.witness-every:15s}") Duration every) {
        this.transactions = transactions;
        this.store = store;
        this.heads = heads;
        this.ask = ask;
        this.work = work;
        this.clock = clock;
        this.every = every;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        var next = clock.now().plus(every);
        long size = transactions.estate(heads::size);
        ask(transactions.work(store::asked).stream()
                .filter(each -> item.subject() == ALL || item.subject() == each.rowId())
                .filter(each -> due(each, size, clock.now())).toList());
        if (item.subject() == ALL) {
            return Outcome.again(next);
        }
        return transactions.worker(TenantId.MSP, tx -> {
            work.order(tx, KIND, ALL, next);
            return Outcome.done();
        });
    }

    private boolean due(WitnessStore.Asked witness, long size, Instant now) {
        if (size == 0 && witness.cosigned() == 0) {
            return false;
        }
        var at = witness.askedAt();
        if (at == null) {
            return true;
        }
        if (witness.refused()) {
            return !at.plus(AFTER_REFUSAL).isAfter(now);
        }
        if (witness.failures() > 0) {
            var doubled = every.multipliedBy(1L << Math.min(witness.failures() - 1, 10));
            var pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
            return !at.plus(pause).isAfter(now);
        }
        return size != witness.cosigned() || !at.plus(QUIET).isAfter(now);
    }

    /** Those who answered last come first, in case there are more than are asked at once. */
    private void ask(List<WitnessStore.Asked> due) {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            due.stream().sorted(Comparator.comparingInt(WitnessStore.Asked::failures))
                    .forEach(each -> threads.execute(() -> carefully(each)));
        }
    }

    private void carefully(WitnessStore.Asked witness) {
        try {
            ask.ask(witness);
        } catch (RuntimeException failed) {
            log.warn("the witness `{}` could not be asked and is asked again: {}", witness.witness().name(),
                    failed.getMessage());
        }
    }
}
