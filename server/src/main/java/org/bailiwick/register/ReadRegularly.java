package org.bailiwick.register;

import java.time.Instant;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.springframework.stereotype.Component;

/**
 * Has one connection read again when it is time, although nobody asks for it: access that returned, a leaver who still is
 * in, secrets that grew old. Looks at what was read meanwhile each time it wakes, so a reading that somebody asked for
 * puts this one off and never makes it a second one. It goes on for as long as the connection is there.
 */
@Component
final class ReadRegularly implements WorkHandler {
    static final String KIND = "read regularly";

    private final Transactions transactions;
    private final TurnStore store;
    private final ReadingSchedule schedule;
    private final Snapshots snapshots;

    ReadRegularly(Transactions transactions, TurnStore store, ReadingSchedule schedule, Snapshots snapshots) {
        this.transactions = transactions;
        this.store = store;
        this.schedule = schedule;
        this.snapshots = snapshots;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        return transactions.worker(item.tenant(), tx -> store.locked(tx, item.subject())
                .flatMap(turn -> schedule.due(turn.connection(), turn.ended()).map(due -> look(tx, turn, due)))
                .orElseGet(Outcome::done));
    }

    private Outcome look(TenantTx tx, TurnStore.Turn turn, Instant due) {
        if (!turn.underWay() && due.isAfter(tx.now())) {
            return Outcome.again(due);
        }
        if (!turn.underWay()) {
            snapshots.requestByItself(tx, turn.connection(), turn.name());
        }
        // However the reading ends, it is not before this that the next one is due.
        return Outcome.again(schedule.due(turn.connection(), tx.now()).orElseThrow());
    }
}
