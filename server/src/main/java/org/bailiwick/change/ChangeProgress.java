package org.bailiwick.change;

import java.util.HexFormat;
import java.util.UUID;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The one way from state to state: the row, its event and the ledger entry in the same transaction, or none of them.
 * Whoever lost the change to a newer claim, or does not know its present state, cannot write.
 */
@Component
final class ChangeProgress {
    private final ChangeStore store;
    private final Ledger ledger;

    ChangeProgress(ChangeStore store, Ledger ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    /**
     * Who moves the change, by which authority, and what was read for it.
     *
     * @param evaluation the access decision that permitted it
     */
    record Witness(Actor actor, Entry.@Nullable Authority authority, @Nullable UUID evaluation, @Nullable Json reads) {
        static Witness product(Entry.@Nullable Authority authority) {
            return new Witness(Actor.PRODUCT, authority, null, null);
        }

        Witness having(Json made) {
            return new Witness(actor, authority, evaluation, made);
        }
    }

    /** The first event of a new order. */
    void ordered(TenantTx tx, ChangeOrder order, Witness witness) {
        record(tx, order, null, witness);
    }

    /**
     * @return the change as it is now
     * @throws FencedOffException where somebody else has taken it since {@code order} was read
     */
    ChangeOrder advance(TenantTx tx, ChangeOrder order, ChangeStep step, Witness witness) {
        if (!order.state().next().contains(step.to())) {
            throw new IllegalStateException(
                    "a change that is %s cannot become %s".formatted(order.state().text(), step.to().text()));
        }
        var now = store.advance(tx, order, step);
        record(tx, now, order.state(), witness);
        return now;
    }

    private void record(TenantTx tx, ChangeOrder order, @Nullable ChangeState before, Witness witness) {
        var entry = Entry
                .of(KindOfStep.of(order, before), witness.actor(), target(order), outcome(order), order.correlation(),
                        message(order))
                .under(witness.authority(), witness.evaluation())
                .withTicket(order.ticket().orElse(null)).withAccess(access(order)).withFacts(facts(order))
                .withChange(before == null ? null : Json.object().put("state", before.text()).build(), after(order));
        var evidence = ledger.append(tx,
                witness.reads() == null ? entry : entry.withVerification(verification(order, witness.reads())));
        store.insertEvent(tx, order, evidence);
    }

    /** Stands in the entry in clear: what was concluded from which requests, and for which plan. */
    private static Entry.Verification verification(ChangeOrder order, Json reads) {
        var told = Json.object().put("result", order.state().text()).put("planHash", hash(order)).put("reads", reads)
                .build();
        return new Entry.Verification(told,
                order.state() == ChangeState.UNREACHABLE ? null : order.readAt().orElse(null), effective(order));
    }

    /** What a read proved; null where it proved neither. */
    private static @Nullable Boolean effective(ChangeOrder order) {
        return switch (order.state()) {
            case VERIFIED -> true;
            case STILL_EFFECTIVE, AUTHORISED -> false;
            case PLANNED, INTENT, SENT, ACCEPTED, UNKNOWN, REFUSED, UNREACHABLE, NOT_PROVEN, UNDONE -> null;
        };
    }

    private static String hash(ChangeOrder order) {
        return HexFormat.of().formatHex(order.planHash());
    }

    private static Target target(ChangeOrder order) {
        return new Target("change", order.publicId().toString(),
                "%s of %s".formatted(order.what(), order.account().name()));
    }

    private static Entry.Access access(ChangeOrder order) {
        return new Entry.Access(order.readPlan().accountId(), order.account().name(),
                order.entitlement().map(ChangeOrder.Subject::name).orElse(null));
    }

    private static String message(ChangeOrder order) {
        var what = "%s of `%s` is %s".formatted(order.entitlement()
                .map(removed -> "removal of %s `%s`".formatted(removed.kind(), removed.name())).orElseGet(order::what),
                order.account().name(), order.state().text());
        return order.detail().map(detail -> what + ": " + detail).orElse(what);
    }

    /** What stays when the names of this entry are erased. */
    private static Json facts(ChangeOrder order) {
        return Json.object().put("state", order.state().text()).put("applied", order.applied().text())
                .put("planHash", hash(order)).put("requestedFor", order.requestedFor()).build();
    }

    private static Json after(ChangeOrder order) {
        return Json.object().put("state", order.state().text()).put("applied", order.applied().text())
                .put("planHash", hash(order))
                .put("requestedFor", order.requestedFor()).putIfPresent("detail", order.detail().orElse(null))
                .put("foundPaths", FoundPaths.json(order.foundPaths())).build();
    }

    private static Outcome outcome(ChangeOrder order) {
        return switch (order.state()) {
            case VERIFIED, UNDONE -> Outcome.SUCCESS;
            case PLANNED, INTENT, SENT, ACCEPTED -> Outcome.UNDER_WAY;
            case AUTHORISED -> order.detail().isPresent() && order.waitsForOperator()
                    ? Outcome.FAILURE
                    : Outcome.UNDER_WAY;
            case UNKNOWN, UNREACHABLE, NOT_PROVEN -> Outcome.UNKNOWN;
            case REFUSED, STILL_EFFECTIVE -> Outcome.FAILURE;
        };
    }
}
