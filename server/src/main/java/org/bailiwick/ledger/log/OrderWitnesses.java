package org.bailiwick.ledger.log;

import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Sees to it that somebody goes round the witnesses: at each start of a server, and in place of what versions that asked
 * each witness by itself have ordered, also while such a version still runs beside this one.
 */
@Component
final class OrderWitnesses implements WorkHandler {
    static final String EARLIER = "ask witness";

    private final Transactions transactions;
    private final WitnessStore store;
    private final Work work;

    OrderWitnesses(Transactions transactions, WitnessStore store, Work work) {
        this.transactions = transactions;
        this.store = store;
        this.work = work;
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        if (!transactions.work(store::asked).isEmpty()) {
            order();
        }
    }

    @Override
    public String kind() {
        return EARLIER;
    }

    @Override
    public Outcome handle(WorkItem item) {
        order();
        return Outcome.done();
    }

    private void order() {
        transactions.worker(TenantId.MSP, tx -> {
            work.order(tx, AskWitnesses.KIND, AskWitnesses.ALL, tx.now());
            return true;
        });
    }
}
