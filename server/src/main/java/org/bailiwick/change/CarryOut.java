package org.bailiwick.change;

import java.time.Instant;
import java.util.Optional;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.springframework.stereotype.Component;

/**
 * Carries out an authorised change, from intent to the read that proves it. Killed at any point, the next claim knows
 * from the state what may have happened: after the intent it is never sent blindly again, a read decides.
 */
@Component
final class CarryOut implements WorkHandler {
    static final String KIND = "change";

    private final Transactions transactions;
    private final PlatformClock clock;
    private final ChangeStore store;
    private final ChangeProgress progress;
    private final Executor executor;
    private final Sending sending;
    private final Verification verification;

    CarryOut(Transactions transactions, PlatformClock clock, ChangeStore store, ChangeProgress progress,
            Executor executor, Sending sending, Verification verification) {
        this.transactions = transactions;
        this.clock = clock;
        this.store = store;
        this.progress = progress;
        this.executor = executor;
        this.sending = sending;
        this.verification = verification;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        try {
            return transactions.worker(item.tenant(), tx -> begin(tx, item)).map(this::carryOut).map(this::outcome)
                    .orElseGet(this::lookAgain);
        } catch (FencedOffException takenElsewhere) {
            return lookAgain();
        }
    }

    /** Takes the change; what was under way when its last holder died has an unknown outcome. */
    private Optional<Claim> begin(TenantTx tx, WorkItem item) {
        return store.take(tx, item.subject(), item.fence()).map(order -> new Claim(tx.now(), switch (order.state()) {
            case INTENT, SENT -> progress.advance(tx, order, ChangeStep.from(order, ChangeState.UNKNOWN)
                    .applied(Applied.NOT_KNOWN).due(tx.now().plus(Patience.OWNER))
                    .because("interrupted when it may already have been sent; reading the system again decides"),
                    executor.witness(tx, order));
            case PLANNED, AUTHORISED, ACCEPTED, UNKNOWN, REFUSED, VERIFIED, STILL_EFFECTIVE, UNREACHABLE, NOT_PROVEN,
                    UNDONE ->
                order;
        }));
    }

    /** @param now the database's time, by which it is due or not */
    private record Claim(Instant now, ChangeOrder order) {
        /** Not before an operator orders it, nor before the time the system asked for. */
        boolean goesOutNow() {
            return order.dueAt().filter(due -> !due.isAfter(now)).isPresent();
        }
    }

    private ChangeOrder carryOut(Claim claim) {
        var order = claim.order();
        return switch (order.state()) {
            case AUTHORISED -> claim.goesOutNow() ? sending.send(order) : order;
            case ACCEPTED, UNKNOWN, UNREACHABLE, NOT_PROVEN, STILL_EFFECTIVE -> verification.read(order);
            case PLANNED, INTENT, SENT, REFUSED, VERIFIED, UNDONE -> order;
        };
    }

    /** To whoever lost the lease this answer is void; where an operator took the change, there is still work to do. */
    private Outcome lookAgain() {
        return Outcome.again(clock.now().plus(Patience.SOONEST));
    }

    /** What is not proven is read again as work of its own kind. */
    private Outcome outcome(ChangeOrder order) {
        return order.state() == ChangeState.AUTHORISED
                ? order.dueAt().map(Outcome::again).orElse(Outcome.done())
                : Outcome.done();
    }
}
