package org.bailiwick.change;

import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Principal;
import org.bailiwick.change.ChangeProgress.Witness;
import org.bailiwick.ledger.Actor;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/**
 * Asks, in the transaction that writes the intent, whether the change may still go out: by the contract's leave to the
 * product, or by the authority of the operator who ordered the execution. What was revoked since counts at once.
 */
@Component
final class Executor {
    static final String CAPABILITY = "change.execute";

    private final DecisionPoint decisions;

    Executor(DecisionPoint decisions) {
        this.decisions = decisions;
    }

    sealed interface Leave {
        /** @param authority inside id of the authority that carries it */
        record Given(long authority, Witness witness) implements Leave {}

        record Gone(String reason) implements Leave {}
    }

    Leave leave(TenantTx tx, ChangeOrder order) {
        if (order.executedBy().isPresent()) {
            return ofOperator(tx, order, order.executedBy().get());
        }
        return switch (decisions.decide(tx, new Principal.Product(), CAPABILITY)) {
            case Evaluation.Permitted(var permit) -> new Leave.Given(permit.authorityId(),
                    new Witness(Actor.PRODUCT, permit.authority(), permit.evaluation(), null));
            case Evaluation.Denied denied -> new Leave.Gone(denied.reason());
        };
    }

    private Leave ofOperator(TenantTx tx, ChangeOrder order, PersonId operator) {
        var authority = order.execution().orElseThrow();
        return decisions.stands(tx, operator, CAPABILITY, authority)
                .<Leave>map(standing -> new Leave.Given(authority, Witness.product(standing)))
                .orElseGet(() -> new Leave.Gone("the operator's authority to execute was revoked or ran out"));
    }

    /** For the record of what follows once it went out: under which authority, whether or not it still stands. */
    Witness witness(TenantTx tx, ChangeOrder order) {
        return Witness.product(order.execution().flatMap(id -> decisions.authority(tx, id)).orElse(null));
    }
}
