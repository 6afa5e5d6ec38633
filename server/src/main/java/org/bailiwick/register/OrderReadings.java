package org.bailiwick.register;

import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Sees to it at each start of a server that every connection has its next reading ordered: also those of before systems
 * were read by themselves, and sooner where the time between two readings was made shorter. Ordering again changes
 * nothing.
 */
@Component
final class OrderReadings implements WorkHandler {
    static final String KIND = "order readings";

    private final Transactions transactions;
    private final TurnStore store;
    private final ReadingSchedule schedule;
    private final Work work;

    OrderReadings(Transactions transactions, TurnStore store, ReadingSchedule schedule, Work work) {
        this.transactions = transactions;
        this.store = store;
        this.schedule = schedule;
        this.work = work;
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        if (schedule.on()) {
            transactions.worker(TenantId.MSP, tx -> {
                work.orderAnew(tx, KIND, tx.now());
                return true;
            });
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        for (var turn : transactions.estate(store::all)) {
            schedule.due(turn.connection(), turn.ended()).ifPresent(due -> transactions.worker(turn.tenant(),
                    tx -> work.hasten(tx, ReadRegularly.KIND, turn.connection(), due)));
        }
        return Outcome.done();
    }
}
