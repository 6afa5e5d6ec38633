package org.bailiwick.change;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.bailiwick.connector.Connector;
import org.bailiwick.connector.Connector.Expected;
import org.bailiwick.connector.Receipt;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.springframework.stereotype.Component;

/**
 * Sends a change once: the intent is committed before the first byte goes out, with authority and plan checked in that
 * very transaction. What the system answers is written down as an answer, never as an effect.
 */
@Component
final class Sending {
    private final Transactions transactions;
    private final ChangeProgress progress;
    private final Executor executor;
    private final Systems systems;
    private final Verification verification;
    private final ToBeDisabled toBeDisabled;

    Sending(Transactions transactions, ChangeProgress progress, Executor executor, Systems systems,
            Verification verification, ToBeDisabled toBeDisabled) {
        this.transactions = transactions;
        this.progress = progress;
        this.executor = executor;
        this.systems = systems;
        this.verification = verification;
        this.toBeDisabled = toBeDisabled;
    }

    /** @return the change as it is when nothing more can be done now */
    ChangeOrder send(ChangeOrder order) {
        return switch (systems.open(order)) {
            case Systems.Opening.Failed(var reason) -> notReached(order, reason);
            case Systems.Opening.Opened(var connector) -> {
                try (connector) {
                    var intent = transactions.worker(order.tenant(), tx -> intend(tx, order));
                    yield intent.state() == ChangeState.INTENT ? send(intent, connector) : intent;
                }
            }
        };
    }

    private ChangeOrder intend(TenantTx tx, ChangeOrder order) {
        if (!MessageDigest.isEqual(Plan.hash(order.plan()), order.planHash())) {
            return hold(tx, order, "not sent, the plan is not the one that was agreed to; decide again");
        }
        var ending = order.readPlan().letsIn()
                ? toBeDisabled.why(tx, order.account().id())
                : Optional.<String>empty();
        if (ending.isPresent()) {
            return hold(tx, order, "not sent, it could let the account in again: " + ending.get());
        }
        return switch (executor.leave(tx, order)) {
            case Executor.Leave.Gone(var reason) -> hold(tx, order,
                    "not sent, the authority to carry it out is gone: " + reason);
            case Executor.Leave.Given(var authority, var witness) -> progress.advance(tx, order,
                    ChangeStep.from(order, ChangeState.INTENT).under(order.executedBy(), Optional.of(authority)),
                    witness);
        };
    }

    /** It stays authorised and waits for an operator, with the reason. */
    private ChangeOrder hold(TenantTx tx, ChangeOrder order, String why) {
        return progress.advance(tx, order, ChangeStep.from(order, ChangeState.AUTHORISED).because(why)
                .under(Optional.empty(), Optional.empty()), executor.witness(tx, order));
    }

    private ChangeOrder send(ChangeOrder intent, Connector connector) {
        var sent = move(intent, now -> ChangeStep.from(intent, ChangeState.SENT));
        var receipt = connector.apply(sent.readPlan().alteration(), sent.publicId().toString(),
                sent.applied() == Applied.NO ? Expected.AS_PLANNED : Expected.NOT_KNOWN);
        return switch (receipt) {
            case Receipt.Accepted(var answer) -> verification.read(move(sent,
                    now -> ChangeStep.from(sent, ChangeState.ACCEPTED).applied(Applied.YES).because(answer)),
                    connector);
            case Receipt.Refused(var reason) -> refused(sent, reason);
            case Receipt.Unknown(var reason) -> verification.read(
                    unknown(sent, Applied.NOT_KNOWN, "no answer: " + reason), connector);
            case Receipt.NotAsExpected(var found) -> verification.read(
                    unknown(sent, sent.applied(), "nothing was sent, the system was not as planned: " + found),
                    connector);
            case Receipt.Throttled(var retryAfter) -> move(sent,
                    now -> ChangeStep.from(sent, ChangeState.AUTHORISED).due(now.plus(retryAfter))
                            .because("the system asked to wait %d s".formatted(retryAfter.toSeconds())));
            case Receipt.Unreachable(var reason) -> notReached(sent, reason);
        };
    }

    private ChangeOrder unknown(ChangeOrder sent, Applied applied, String why) {
        return move(sent, now -> ChangeStep.from(sent, ChangeState.UNKNOWN).applied(applied).because(why)
                .due(now.plus(Patience.OWNER)));
    }

    private ChangeOrder refused(ChangeOrder sent, String reason) {
        return transactions.worker(sent.tenant(),
                tx -> verification.follow(tx, progress.advance(tx, sent,
                        ChangeStep.from(sent, ChangeState.REFUSED).because(reason), executor.witness(tx, sent))));
    }

    private ChangeOrder notReached(ChangeOrder order, String reason) {
        return transactions.worker(order.tenant(),
                tx -> verification.follow(tx, progress.advance(tx, order,
                        ChangeStep.from(order, ChangeState.UNREACHABLE).due(tx.now().plus(Patience.OWNER))
                                .because("nothing was sent: " + reason),
                        executor.witness(tx, order))));
    }

    private ChangeOrder move(ChangeOrder order, Function<Instant, ChangeStep> step) {
        return transactions.worker(order.tenant(),
                tx -> progress.advance(tx, order, step.apply(tx.now()), executor.witness(tx, order)));
    }
}
