package org.bailiwick.bulk;

import org.bailiwick.platform.Jobs;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Work;
import org.springframework.stereotype.Component;

/** Lets a bulk run as durable work, from the transaction in which everything it needs has come together. */
@Component
final class StartBulk {
    static final String JOB = "bulk decision";

    private final BulkStore store;
    private final Jobs jobs;
    private final Work work;

    StartBulk(BulkStore store, Jobs jobs, Work work) {
        this.store = store;
        this.jobs = jobs;
        this.work = work;
    }

    BulkDecision now(TenantTx tx, BulkDecision asked) {
        store.run(tx, asked.id(), jobs.open(tx, JOB, asked.id()));
        work.order(tx, CarryOutBulk.KIND, asked.id(), tx.now());
        return store.find(tx, asked.id()).orElseThrow();
    }
}
