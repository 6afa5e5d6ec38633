package org.bailiwick.change;

import org.bailiwick.connector.Connector;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.proof.Json;
import org.bailiwick.register.Snapshots;
import org.springframework.stereotype.Component;

/**
 * Reads the tenant's system and writes down what that says of the change: nothing else leads to verified. What is not
 * proven is ordered to be read again, and the register is to see for itself what has changed.
 */
@Component
final class Verification {
    private final Transactions transactions;
    private final ChangeStore store;
    private final ChangeProgress progress;
    private final Executor executor;
    private final Systems systems;
    private final ReadBack readBack;
    private final Work work;
    private final Snapshots snapshots;

    Verification(Transactions transactions, ChangeStore store, ChangeProgress progress, Executor executor,
            Systems systems, ReadBack readBack, Work work, Snapshots snapshots) {
        this.transactions = transactions;
        this.store = store;
        this.progress = progress;
        this.executor = executor;
        this.systems = systems;
        this.readBack = readBack;
        this.work = work;
        this.snapshots = snapshots;
    }

    ChangeOrder read(ChangeOrder order) {
        return switch (systems.open(order)) {
            case Systems.Opening.Failed(var reason) -> conclude(order,
                    new Verdict.Unreachable(reason, Json.array()));
            case Systems.Opening.Opened(var connector) -> {
                try (connector) {
                    yield read(order, connector);
                }
            }
        };
    }

    ChangeOrder read(ChangeOrder order, Connector connector) {
        return conclude(order, readBack.of(order.readPlan(), connector));
    }

    private ChangeOrder conclude(ChangeOrder order, Verdict verdict) {
        return transactions.worker(order.tenant(), tx -> {
            var step = Conclusion.of(order, verdict, tx.now(), store.lostAnswers(tx, order.id()));
            if (step.isEmpty()) {
                return follow(tx, store.readAgain(tx, order));
            }
            var now = progress.advance(tx, order, step.get(), executor.witness(tx, order).having(verdict.reads()));
            if (now.state() == ChangeState.VERIFIED || now.state() == ChangeState.STILL_EFFECTIVE) {
                snapshots.request(tx, now.connection(), null);
            }
            return follow(tx, now);
        });
    }

    /** Orders, in the same transaction, what must come next, so that no crash forgets it. */
    ChangeOrder follow(TenantTx tx, ChangeOrder order) {
        if (order.state().unproven()) {
            work.order(tx, ReadAgain.KIND, order.id(), Patience.nextRead(order, tx.now()));
        } else if (order.state() == ChangeState.AUTHORISED) {
            order.dueAt().ifPresent(due -> work.order(tx, CarryOut.KIND, order.id(), due));
        } else if (order.state() == ChangeState.REFUSED) {
            // The access is there still: what was decided about it is asked anew when it was read.
            snapshots.request(tx, order.connection(), null);
        }
        return order;
    }
}
