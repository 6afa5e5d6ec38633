package org.bailiwick.register;

import java.util.UUID;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Jobs;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Work;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Has a tenant's systems read, as durable jobs. */
@Component
public final class Snapshots {
    private final SnapshotStore store;
    private final Jobs jobs;
    private final Work work;
    private final Ledger ledger;
    private final DecisionPoint decisionPoint;

    Snapshots(SnapshotStore store, Jobs jobs, Work work, Ledger ledger, DecisionPoint decisionPoint) {
        this.store = store;
        this.jobs = jobs;
        this.work = work;
        this.ledger = ledger;
        this.decisionPoint = decisionPoint;
    }

    /** As {@link #request(TenantTx, long, PersonId)}, for somebody who asks for it, and recorded as theirs. */
    public UUID request(TenantTx tx, Permit permit, long connection, String connectionName) {
        decisionPoint.confirm(tx, permit);
        var by = permit.principal() instanceof Principal.Person person ? person.id() : null;
        var job = request(tx, connection, by);
        ledger.append(tx, Entry.of(Activity.SNAPSHOT_REQUESTED, permit.principal().actor(),
                new Target("snapshot", job.toString(), connectionName), Outcome.SUCCESS, job,
                "a reading of the system was requested").under(permit.authority(), permit.evaluation()));
        return job;
    }

    /**
     * Orders a reading of one connection; one that is still waiting is taken instead of a second one.
     *
     * @return the job's public id
     */
    public UUID request(TenantTx tx, long connection, @Nullable PersonId by) {
        return store.waiting(tx, connection).orElseGet(() -> {
            long id = store.nextId(tx);
            var job = jobs.open(tx, "snapshot", id);
            store.insert(tx, id, job, connection, by);
            work.order(tx, ObserveConnection.KIND, id, tx.now());
            return job;
        });
    }
}
