package org.bailiwick.risk;

import java.util.Comparator;
import java.util.TreeSet;
import org.bailiwick.finding.Judging;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.bailiwick.register.AfterSnapshot;
import org.bailiwick.register.MaybeSomebody;
import org.bailiwick.register.Register;
import org.bailiwick.register.SnapshotRef;
import org.springframework.stereotype.Component;

/**
 * When the MSP's own directory was read, somebody may have left, and when its people were found to be others elsewhere,
 * they may be anywhere: the rules are asked anew about each tenant where people of that directory are, or may be,
 * each in a transaction of its own.
 */
@Component
final class AskOtherTenants implements AfterSnapshot, WorkHandler {
    static final String KIND = "ask other tenants";

    private final Transactions transactions;
    private final LeaverStore store;
    private final Register register;
    private final MaybeSomebody maybe;
    private final Judging judging;
    private final Work work;

    AskOtherTenants(Transactions transactions, LeaverStore store, Register register, MaybeSomebody maybe,
            Judging judging, Work work) {
        this.transactions = transactions;
        this.store = store;
        this.register = register;
        this.maybe = maybe;
        this.judging = judging;
        this.work = work;
    }

    @Override
    public void taken(TenantTx tx, SnapshotRef snapshot) {
        if (snapshot.tenant().equals(TenantId.MSP)) {
            work.order(tx, KIND, snapshot.id(), tx.now());
        }
    }

    @Override
    public void changed(TenantTx tx) {
        if (tx.tenant().equals(TenantId.MSP)) {
            work.orderAnew(tx, KIND, tx.now());
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        boolean known = transactions.worker(TenantId.MSP,
                tx -> register.ageOfIdentities(tx).observedAt() != null);
        var tenants = new TreeSet<>(Comparator.comparing(TenantId::value));
        tenants.addAll(transactions.estate(store::sharing));
        tenants.addAll(transactions.estate(tx -> store.toldOtherwise(tx, known)));
        var left = transactions.worker(TenantId.MSP, store::left).keySet();
        tenants.addAll(transactions.estate(tx -> maybe.everywhere(tx, left)).keySet());
        tenants.remove(TenantId.MSP);
        for (var tenant : tenants) {
            transactions.worker(tenant, tx -> {
                judging.orderAfterReading(tx);
                return true;
            });
        }
        return Outcome.done();
    }
}
