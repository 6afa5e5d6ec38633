package org.bailiwick.change;

import java.util.Optional;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.springframework.stereotype.Component;

/**
 * Reads again what is not proven, until it is: a system that was down comes back, a second path is removed, a directory
 * settles. Of its own kind, so that a system that does not answer delays no new change of the tenant.
 */
@Component
final class ReadAgain implements WorkHandler {
    static final String KIND = "change re-read";

    private final Transactions transactions;
    private final PlatformClock clock;
    private final ChangeStore store;
    private final Verification verification;

    ReadAgain(Transactions transactions, PlatformClock clock, ChangeStore store, Verification verification) {
        this.transactions = transactions;
        this.clock = clock;
        this.store = store;
        this.verification = verification;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        try {
            return transactions.worker(item.tenant(), tx -> begin(tx, item))
                    .map(order -> order.state().unproven() ? verification.read(order) : order).map(this::outcome)
                    .orElseGet(this::lookAgain);
        } catch (FencedOffException takenElsewhere) {
            return lookAgain();
        }
    }

    private Outcome lookAgain() {
        return Outcome.again(clock.now().plus(Patience.SOONEST));
    }

    /** What is being carried out just now is left to whoever does it. */
    private Optional<ChangeOrder> begin(TenantTx tx, WorkItem item) {
        return store.find(tx, item.subject()).flatMap(order -> order.state().unproven()
                ? store.take(tx, item.subject(), item.fence())
                : Optional.of(verification.follow(tx, order)));
    }

    private Outcome outcome(ChangeOrder order) {
        return order.state().ended() ? Outcome.done() : Outcome.again(Patience.nextRead(order, clock.now()));
    }
}
