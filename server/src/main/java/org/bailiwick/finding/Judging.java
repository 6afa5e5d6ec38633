package org.bailiwick.finding;

import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Work;
import org.bailiwick.register.AfterSnapshot;
import org.bailiwick.register.SnapshotRef;
import org.springframework.stereotype.Component;

/** Orders that the rules be asked about a tenant, in the transaction that makes it necessary. */
@Component
public final class Judging implements AfterSnapshot {
    private final Work work;

    Judging(Work work) {
        this.work = work;
    }

    @Override
    public void taken(TenantTx tx, SnapshotRef snapshot) {
        orderAfterReading(tx);
    }

    @Override
    public void changed(TenantTx tx) {
        order(tx);
    }

    /**
     * Has all rules asked. Each order is a piece of work of its own: one that meets a judgement under way must not be
     * lost in it.
     */
    public void order(TenantTx tx) {
        work.orderAnew(tx, JudgeTenant.KIND, tx.now());
    }

    /** Something was read, here or where rules of this tenant look besides: has those asked that may answer otherwise. */
    public void orderAfterReading(TenantTx tx) {
        work.orderAnew(tx, JudgeReading.KIND, tx.now());
    }
}
