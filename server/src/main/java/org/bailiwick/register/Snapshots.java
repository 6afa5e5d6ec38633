package org.bailiwick.register;

import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.connector.Connections;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Jobs;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Has a tenant's systems read, as durable jobs. */
@Component
public final class Snapshots {
    private final Transactions transactions;
    private final Connections connections;
    private final SnapshotStore store;
    private final Jobs jobs;
    private final Work work;
    private final Ledger ledger;
    private final DecisionPoint decisionPoint;

    Snapshots(Transactions transactions, Connections connections, SnapshotStore store, Jobs jobs, Work work,
            Ledger ledger, DecisionPoint decisionPoint) {
        this.transactions = transactions;
        this.connections = connections;
        this.store = store;
        this.jobs = jobs;
        this.work = work;
        this.ledger = ledger;
        this.decisionPoint = decisionPoint;
    }

    /**
     * For somebody who asks for it, and recorded as theirs.
     *
     * @param named the connection's public id; may be left out where the tenant has one connection
     * @return the job's public id
     */
    Result<UUID, RegisterProblem> request(Permit permit, Optional<UUID> named) {
        return transactions.tenant(permit.tenant(), tx -> {
            decisionPoint.confirm(tx, permit);
            var all = connections.list(tx);
            var gone = all.stream().filter(Connections.Connection::disconnected)
                    .filter(each -> all.size() == 1 || named.filter(each.publicId()::equals).isPresent()).findFirst();
            if (gone.isPresent()) {
                return Result.no(new RegisterProblem.Disconnected(gone.get().name()));
            }
            var fitting = all.stream().filter(each -> !each.disconnected())
                    .filter(each -> named.isEmpty() || named.get().equals(each.publicId())).toList();
            if (fitting.size() == 1) {
                return Result.ok(recorded(tx, permit, fitting.getFirst()));
            }
            if (fitting.isEmpty()) {
                return Result.no(named.<RegisterProblem>map(RegisterProblem.NoSuchConnection::new)
                        .orElseGet(RegisterProblem.NothingConnected::new));
            }
            return Result.no(new RegisterProblem.SeveralConnections(
                    fitting.stream().map(Connections.Connection::publicId).toList()));
        });
    }

    private UUID recorded(TenantTx tx, Permit permit, Connections.Connection connection) {
        var by = permit.principal() instanceof Principal.Person person ? person.id() : null;
        var job = request(tx, connection.id(), by);
        ledger.append(tx, Entry.of(Activity.SNAPSHOT_REQUESTED, permit.principal().actor(),
                new Target("snapshot", job.toString(), connection.name()), Outcome.SUCCESS, job,
                "a reading of the system was requested").under(permit.authority(), permit.evaluation()));
        return job;
    }

    /** For the product, because none ended for so long; recorded as its own. */
    void requestByItself(TenantTx tx, long connection, String name) {
        var job = request(tx, connection, null);
        ledger.append(tx, Entry.of(Activity.SNAPSHOT_REQUESTED, Actor.PRODUCT,
                new Target("snapshot", job.toString(), name), Outcome.SUCCESS, job,
                "the system's regular reading is due"));
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
