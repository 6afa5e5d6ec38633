package org.bailiwick.ledger.log;

import java.util.Set;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Sees to it at each start of a server that somebody goes through every log: an order that was lost would else end its
 * passes for good, and a log that stopped at its first entry would never have one.
 */
@Component
final class OrderAudits {
    private final Transactions transactions;
    private final AuditStore store;
    private final Work work;

    OrderAudits(Transactions transactions, AuditStore store, Work work) {
        this.transactions = transactions;
        this.store = store;
        this.work = work;
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        var ordered = Set.copyOf(transactions.work(store::ordered));
        transactions.estate(store::logs).stream().filter(tenant -> !ordered.contains(tenant))
                .forEach(tenant -> transactions.worker(tenant, tx -> {
                    work.order(tx, AuditLog.KIND, 0, tx.now());
                    return true;
                }));
    }
}
