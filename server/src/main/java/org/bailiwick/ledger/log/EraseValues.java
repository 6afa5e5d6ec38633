package org.bailiwick.ledger.log;

import java.time.Duration;
import java.util.Optional;
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
 * Erases what two people agreed on: values and their salts, never entries, so every proof holds. Together with the entry
 * that commits to which ones, in one transaction, after the log has told who asked and who approved. A legal hold wins.
 */
@Component
final class EraseValues implements WorkHandler {
    static final String KIND = "erase values";
    /** Entries get their positions in less. */
    private static final Duration WHILE_NOT_TOLD = Duration.ofSeconds(1);
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
            case ORDERED -> Outcome.again(clock.now().plus(WHILE_NOT_TOLD));
            case HELD -> Outcome.again(clock.now().plus(WHILE_HELD));
            case ASKED, REFUSED, WITHDRAWN, FAILED -> Outcome.done();
            case DONE -> transactions.worker(item.tenant(), tx -> {
                listeners.orderedStream().forEach(listener -> listener.erased(tx));
                return Outcome.done();
            });
        };
    }

    private Erasure.State erase(TenantTx tx, long id) {
        holds.lock(tx);
        var erasure = store.lock(tx, id).orElseThrow();
        boolean agreed = erasure.state() == Erasure.State.ORDERED || erasure.state() == Erasure.State.HELD;
        if (!agreed) {
            return erasure.state();
        }
        if (holds.held(tx)) {
            return to(tx, erasure, Erasure.State.HELD);
        }
        var unfit = unfit(tx, erasure);
        if (unfit.isPresent()) {
            return fail(tx, erasure, unfit.get());
        }
        var told = ErasureStory.of(erasure.publicId(), store.told(tx, erasure));
        if (told.isEmpty()) {
            return to(tx, erasure, Erasure.State.ORDERED);
        }
        if (!told.get().hash().equals(erasure.hash())
                || !told.get().valuesSha256().equals(erasure.shown().valuesSha256())) {
            return fail(tx, erasure, "the log tells of another list than the one to erase");
        }
        int erased = store.erase(tx, id);
        store.erased(tx, id, record(tx, erasure, erased), erased);
        return Erasure.State.DONE;
    }

    /** INVARIANT: nothing is erased but the list that another person than who asked has approved. */
    private Optional<String> unfit(TenantTx tx, Erasure erasure) {
        if (!erasure.shown().valuesSha256().equals(store.sha256(tx, erasure.id()))) {
            return Optional.of("the list of values is not the one that was approved");
        }
        if (!erasure.isWhatWasApproved()) {
            return Optional.of("what is to be erased, or why, is not what was approved");
        }
        return store.approved(tx, erasure)
                ? Optional.empty()
                : Optional.of("no approval of exactly this by another person was used");
    }

    private Erasure.State to(TenantTx tx, Erasure erasure, Erasure.State state) {
        store.state(tx, erasure.id(), state);
        return state;
    }

    private Erasure.State fail(TenantTx tx, Erasure erasure, String problem) {
        store.failed(tx, erasure.id(), problem);
        ledger.append(tx, entry(Activity.ERASURE_STOPPED, org.bailiwick.ledger.Outcome.FAILURE, erasure,
                "nothing was erased: " + problem)
                .withFacts(Json.object().put("erasure", erasure.publicId().toString()).put("state", "failed")
                        .build()));
        return Erasure.State.FAILED;
    }

    /**
     * It names neither the subject, not even by an id, nor a value: nobody can take anything out of an entry later. Which
     * values it is about, the hash of their list says; who asked and who approved is found by the erasure's own id.
     */
    private UUID record(TenantTx tx, Erasure erasure, int erased) {
        var shown = erasure.shown();
        return ledger.append(tx, entry(Activity.VALUES_ERASED, org.bailiwick.ledger.Outcome.SUCCESS, erasure,
                "%d values beside %d entries were erased; the entries and their proofs stay".formatted(erased,
                        shown.entries()))
                .withFacts(Json.object().put("erasure", erasure.publicId().toString())
                        .put("subject_kind", shown.subjectKind())
                        .put("values", shown.values()).put("entries", shown.entries())
                        .put("values_sha256", shown.valuesSha256()).build()));
    }

    private static Entry entry(Activity activity, org.bailiwick.ledger.Outcome outcome, Erasure erasure,
            String message) {
        return Entry.of(activity, Actor.PRODUCT,
                new Target("erasure", erasure.publicId().toString(), "the data of one " + erasure.subjectKind()),
                outcome, erasure.correlation(), message).withTicket(erasure.ticket());
    }
}
