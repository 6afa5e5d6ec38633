package org.bailiwick.ledger.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** One round over all tenants with entries that wait. A log that is stopped is tried again now and then. */
@Component
final class Sequencer {
    private static final Logger log = LoggerFactory.getLogger(Sequencer.class);
    private static final int MOST_TENANTS = 1000;
    private static final Duration WHEN_STOPPED = Duration.ofMinutes(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final Transactions transactions;
    private final LogStore store;
    private final SequenceTenant sequence;
    private final EnterHeads heads;
    private final PlatformClock clock;
    private final Map<TenantId, Instant> resting = new ConcurrentHashMap<>();
    /** The last tenant of each loop's last round; 0 where the next begins anew. */
    private final Map<Integer, Integer> reached = new ConcurrentHashMap<>();

    Sequencer(Transactions transactions, LogStore store, SequenceTenant sequence, EnterHeads heads,
            PlatformClock clock) {
        this.transactions = transactions;
        this.store = store;
        this.sequence = sequence;
        this.heads = heads;
        this.clock = clock;
    }

    /**
     * Two loops of a node begin at different places, so that they rarely meet.
     *
     * @param part which of {@code parts} places to begin at
     * @return the number of entries that were taken into logs
     */
    int round(int part, int parts) {
        return round(part, parts, MOST_TENANTS);
    }

    /** The next round goes on after the last tenant of this one: logs that stand still keep no others out. */
    int round(int part, int parts, int most) {
        var now = clock.now();
        resting.values().removeIf(until -> !until.isAfter(now));
        int after = reached.getOrDefault(part, 0);
        var waiting = new ArrayList<>(transactions.sequencer(tx -> store.waiting(tx, after, most)));
        reached.put(part, waiting.size() < most ? 0 : waiting.getLast().value());
        waiting.removeIf(resting::containsKey);
        Collections.rotate(waiting, waiting.size() * part / parts);
        return waiting.stream().mapToInt(this::run).sum();
    }

    int round() {
        return round(0, 1);
    }

    /** Enters the newest checkpoints into the heads log where that is due. */
    boolean heads() {
        return heads.run();
    }

    private int run(TenantId tenant) {
        try {
            return switch (sequence.run(tenant)) {
                case SequenceTenant.Outcome.Taken(int entries) -> entries;
                case SequenceTenant.Outcome.Stopped(String why) -> rest(tenant, WHEN_STOPPED);
            };
        } catch (DataAccessException failed) {
            log.warn("the entries of tenant {} wait on: {}", tenant.value(), failed.getMessage());
            return rest(tenant, AFTER_FAILURE);
        }
    }

    private int rest(TenantId tenant, Duration time) {
        resting.put(tenant, clock.now().plus(time));
        return 0;
    }
}
