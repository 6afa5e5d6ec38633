package org.bailiwick.change;

import java.util.List;
import java.util.Optional;
import org.bailiwick.authority.Permit;
import org.bailiwick.change.ChangeProgress.Witness;
import org.bailiwick.connector.DependsOnConnection;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/**
 * What becomes of changes when their system is disconnected: nothing is sent and nothing can be read back, so they are
 * unreachable, with owner and clock, until the system is connected again. One that is just being sent is waited for.
 */
@Component
final class LosesReach implements DependsOnConnection {
    private final ChangeStore store;
    private final ChangeProgress progress;
    private final Verification verification;

    LosesReach(ChangeStore store, ChangeProgress progress, Verification verification) {
        this.store = store;
        this.progress = progress;
        this.verification = verification;
    }

    @Override
    public List<String> consequences(TenantTx tx, long connection) {
        var open = open(tx, connection).size();
        return open == 0
                ? List.of()
                : List.of("%d changes that are not verified are unreachable until the system is connected again"
                        .formatted(open));
    }

    @Override
    public Optional<String> hindrance(TenantTx tx, long connection) {
        return open(tx, connection).stream()
                .filter(order -> order.state() == ChangeState.INTENT || order.state() == ChangeState.SENT).findFirst()
                .map(order -> "the change `%s` is being sent just now; try again in a moment"
                        .formatted(order.publicId()));
    }

    @Override
    public void disconnected(TenantTx tx, Permit permit, long connection) {
        for (var order : open(tx, connection)) {
            if (order.state().next().contains(ChangeState.UNREACHABLE)) {
                var taken = store.takeOver(tx, order.id());
                var why = order.state() == ChangeState.AUTHORISED ? "nothing was sent: " : "it cannot be read back: ";
                var step = ChangeStep.from(taken, ChangeState.UNREACHABLE).due(tx.now().plus(Patience.OWNER))
                        .because(why + "the system was disconnected; connect it again, or settle it in the system");
                verification.follow(tx, progress.advance(tx, taken, step, new Witness(permit.principal().actor(),
                        permit.authority(), permit.evaluation(), null)));
            }
        }
    }

    private List<ChangeOrder> open(TenantTx tx, long connection) {
        return store.notEnded(tx, connection);
    }
}
