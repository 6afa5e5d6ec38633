package org.bailiwick.ledger.log;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.bailiwick.proof.Json;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Erases what two people agreed on: values and their salts, never entries, so every proof holds. Some at a time, each
 * time with an entry in the same transaction that commits to which ones; killed in between, it goes on. A legal hold wins.
 */
@Component
final class EraseValues implements WorkHandler {
    static final String KIND = "erase values";
    /** A second of work, so that a hold waits no longer. */
    static final int AT_ONCE = 20_000;
    private static final Duration WHILE_HELD = Duration.ofHours(1);

    private final Transactions transactions;
    private final ErasureStore store;
    private final HoldStore holds;
    private final Ledger ledger;
    private final ObjectProvider<AfterErasure> listeners;
    private final PlatformClock clock;

    EraseValues(Transactions transactions, ErasureStore store, HoldStore holds, Ledger ledger,
            ObjectProvider<AfterErasure> listeners, PlatformClock clock) {
        this.transactions = transactions;
        this.store = store;
        this.holds = holds;
        this.ledger = ledger;
        this.listeners = listeners;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        return switch (transactions.retention(item.tenant(), tx -> erase(tx, item.subject()))) {
            case ORDERED -> Outcome.again(clock.now());
            case HELD -> Outcome.again(clock.now().plus(WHILE_HELD));
            case ASKED, REFUSED -> Outcome.done();
            case DONE -> transactions.worker(item.tenant(), tx -> {
                listeners.orderedStream().forEach(listener -> listener.erased(tx));
                return Outcome.done();
            });
        };
    }

    private Erasure.State erase(TenantTx tx, long id) {
        holds.lock(tx);
        var erasure = store.find(tx, id).orElseThrow();
        boolean agreed = erasure.state() == Erasure.State.ORDERED || erasure.state() == Erasure.State.HELD;
        if (!agreed) {
            return erasure.state();
        }
        if (holds.held(tx)) {
            return to(tx, erasure, Erasure.State.HELD);
        }
        var values = store.left(tx, id, AT_ONCE);
        if (!values.isEmpty()) {
            int erased = store.erase(tx, values);
            store.erased(tx, id, values, record(tx, erasure, values, erased), erased);
        }
        return to(tx, erasure, values.size() < AT_ONCE ? Erasure.State.DONE : Erasure.State.ORDERED);
    }

    private Erasure.State to(TenantTx tx, Erasure erasure, Erasure.State state) {
        store.state(tx, erasure.id(), state);
        return state;
    }

    /** It names neither the subject nor a value: what was erased is not told again by the entry that says so. */
    private UUID record(TenantTx tx, Erasure erasure, List<ErasableValue> values, int erased) {
        long entries = values.stream().map(ErasableValue::event).distinct().count();
        return ledger.append(tx, Entry
                .of(Activity.VALUES_ERASED, Actor.PRODUCT,
                        new Target("erasure", erasure.publicId().toString(),
                                "the data of one " + erasure.subjectKind()),
                        org.bailiwick.ledger.Outcome.SUCCESS, erasure.correlation(),
                        "%d values beside %d entries were erased; the entries and their proofs stay".formatted(erased,
                                entries))
                .withTicket(erasure.ticket())
                .withFacts(Json.object().put("erasure", erasure.publicId().toString())
                        .put("subject_kind", erasure.subjectKind()).put("subject", erasure.subjectId())
                        .put("values", values.size()).put("entries", entries)
                        .put("values_sha256", ErasableValue.sha256(values)).build()));
    }
}
