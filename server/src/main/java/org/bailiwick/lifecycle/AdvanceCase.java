package org.bailiwick.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.ledger.Activity;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.bailiwick.register.Register;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Carries a case on until it is over: makes its requests in the tenants, looks how far they are, adds what was found since,
 * and closes it when all is proven and no tenant is not known. Killed at any point, it finds its way from the rows.
 */
@Component
final class AdvanceCase implements WorkHandler {
    static final String KIND = "leaver case";
    private static final Logger log = LoggerFactory.getLogger(AdvanceCase.class);
    private static final Duration SOONEST = Duration.ofMillis(700);
    private static final Duration LATEST = Duration.ofMinutes(1);
    private static final Duration BRISK = Duration.ofMinutes(2);
    private static final Set<String> SETTLES_WHO_IS_WHO = Set.of(Register.CORRELATION, WatchLeavers.KIND);

    private final Transactions transactions;
    private final CaseStore store;
    private final PlaceRequest placeRequest;
    private final LookAtCase lookAtCase;
    private final HaveRead haveRead;
    private final CaseRecord record;
    private final PlatformClock clock;
    private final Ids ids;

    AdvanceCase(Transactions transactions, CaseStore store, PlaceRequest placeRequest, LookAtCase lookAtCase,
            HaveRead haveRead, CaseRecord record, PlatformClock clock, Ids ids) {
        this.transactions = transactions;
        this.store = store;
        this.placeRequest = placeRequest;
        this.lookAtCase = lookAtCase;
        this.haveRead = haveRead;
        this.record = record;
        this.clock = clock;
        this.ids = ids;
    }

    /** A case with its parts as they were read together. */
    private record Whole(LeaverCase leaver, List<Part> parts, List<TakenOut> out) {
        /**
         * In tenants that the case no longer asks: what was made, and what may have been made without the case knowing,
         * because it was just about to be.
         */
        List<Part> toWithdraw() {
            return parts.stream().filter(part -> part.state().mayBeAsked())
                    .filter(part -> leaver.state() == CaseState.CANCELLED
                            || out.stream().anyMatch(each -> each.concerned().equals(part.concerned())))
                    .toList();
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        return whole(item.subject()).map(whole -> switch (whole.leaver().state()) {
            case OPEN -> advance(whole);
            case CANCELLED, CLOSED -> withdraw(whole) ? Outcome.done() : Outcome.again(clock.now().plus(LATEST));
        }).orElseGet(Outcome::done);
    }

    private Optional<Whole> whole(long id) {
        return transactions.worker(TenantId.MSP,
                tx -> store.find(tx, id).map(leaver -> new Whole(leaver, store.parts(tx, id), store.takenOut(tx, id))));
    }

    private Outcome advance(Whole whole) {
        boolean withdrawn = withdraw(whole);
        whole.parts().stream().filter(part -> part.state() == PartState.TO_ORDER)
                .forEach(part -> place(whole.leaver(), part));
        var placed = whole(whole.leaver().id()).orElseThrow();
        var seen = lookAtCase.at(placed.leaver(), placed.parts(), placed.out());
        boolean over = transactions.worker(TenantId.MSP, tx -> conclude(tx, placed, seen));
        if (!endsAccess(placed.leaver(), seen)) {
            haveRead.where(seen);
        }
        return over && withdrawn ? Outcome.done() : Outcome.again(clock.now().plus(pause(placed.leaver(), seen)));
    }

    /** A tenant where it fails holds up no other; it is tried again with the next look. */
    private void place(LeaverCase leaver, Part part) {
        try {
            if (!transactions.worker(TenantId.MSP, tx -> wanted(tx, leaver, part))) {
                return;
            }
            var refused = transactions.worker(part.concerned(),
                    tx -> placeRequest.place(tx, leaver.acting(), part));
            transactions.worker(TenantId.MSP, tx -> {
                store.placed(tx, part, refused.isEmpty() ? PartState.ORDERED : PartState.NOT_PERMITTED,
                        refused.orElse(null));
                return true;
            });
        } catch (RuntimeException failed) {
            log.warn("a leaver request in tenant {} could not be made and is tried again", part.concerned().value(),
                    failed);
        }
    }

    /** Just before it is made: somebody may have cancelled the case since it was read, or taken the tenant out. */
    private boolean wanted(TenantTx tx, LeaverCase leaver, Part part) {
        return store.lock(tx, leaver.id()).filter(now -> now.state() == CaseState.OPEN).isPresent()
                && store.parts(tx, leaver.id()).stream()
                        .anyMatch(now -> now.id() == part.id() && now.state() == PartState.TO_ORDER);
    }

    /** @return whether nothing waits for an answer any more; a tenant where it fails holds up no other */
    private boolean withdraw(Whole whole) {
        boolean all = true;
        for (var part : whole.toWithdraw()) {
            try {
                all &= transactions.worker(part.concerned(),
                        tx -> placeRequest.withdraw(tx, whole.leaver().acting(), part));
            } catch (RuntimeException failed) {
                all = false;
                log.warn("a leaver request in tenant {} could not be taken back and is tried again",
                        part.concerned().value(), failed);
            }
        }
        return all;
    }

    /**
     * @param placed the case as it was when the look began
     * @return whether the case is over
     */
    private boolean conclude(TenantTx tx, Whole placed, List<LookAtCase.Seen> seen) {
        var before = placed.leaver();
        long id = before.id();
        var leaver = store.lock(tx, id).orElseThrow();
        if (leaver.state() != CaseState.OPEN) {
            return leaver.state() == CaseState.CLOSED;
        }
        // A look from before somebody ordered, took a tenant out or put it back says nothing about how it stands since;
        // nor does one at somebody who was taken for another.
        if (!leaver.readFrom().equals(before.readFrom()) || !leaver.subject().equals(before.subject())
                || !concerned(store.takenOut(tx, id)).equals(concerned(placed.out()))) {
            return false;
        }
        remember(tx, leaver, seen);
        seen.stream().flatMap(each -> each.moot().stream())
                .forEach(part -> store.state(tx, part, PartState.REPLACED, "the access is gone by other hands"));
        // INVARIANT: a reading that shows something left and a look that closes exclude each other by the case's row.
        boolean late = leaver.signals() != before.signals();
        boolean extended = extend(tx, leaver, seen);
        var out = concerned(placed.out());
        boolean waiting = store.parts(tx, id).stream().filter(part -> !out.contains(part.concerned()))
                .anyMatch(part -> part.state() != PartState.ORDERED && part.state() != PartState.REPLACED);
        if (late || extended || waiting || seen.stream().anyMatch(each -> !each.standing().stand().over())) {
            return false;
        }
        // What a reading brought is theirs only once it is known who is who: until then nobody knows that all is ended.
        if (!store.nothingWaits(tx, SETTLES_WHO_IS_WHO)) {
            return false;
        }
        store.state(tx, id, CaseState.CLOSED, null);
        record.byItself(tx, Activity.LEAVER_CASE_CLOSED, store.find(tx, id).orElseThrow(), outcome(seen),
                requests(tx, id));
        return true;
    }

    private static Set<TenantId> concerned(List<TakenOut> out) {
        return out.stream().map(TakenOut::concerned).collect(Collectors.toUnmodifiableSet());
    }

    private static String outcome(List<LookAtCase.Seen> seen) {
        long out = seen.stream().filter(each -> each.standing().stand() == Stand.TAKEN_OUT).count();
        return out == 0
                ? "every end of access is verified and no tenant is not known"
                : "every end of access is verified but for %d %s taken out of the case, where nothing is proven"
                        .formatted(out, out == 1 ? "tenant" : "tenants");
    }

    /** Nothing is written where nothing is new; a tenant that never had anything and is known is not listed. */
    private void remember(TenantTx tx, LeaverCase leaver, List<LookAtCase.Seen> seen) {
        var before = store.standings(tx, leaver.id()).stream()
                .collect(Collectors.toMap(Standing::concerned, standing -> standing));
        var changed = new ArrayList<Standing>();
        for (var each : seen) {
            var was = before.remove(each.tenant());
            if (was == null || !was.same(each.standing())) {
                changed.add(each.standing());
            }
        }
        store.put(tx, leaver.id(), changed);
        store.forget(tx, leaver.id(), before.keySet());
    }

    /** What was found since waits for a person: nobody agreed to it yet. */
    private boolean extend(TenantTx tx, LeaverCase leaver, List<LookAtCase.Seen> seen) {
        var waiting = store.parts(tx, leaver.id()).stream()
                .filter(part -> part.state() == PartState.FOUND || part.state() == PartState.TO_ORDER)
                .map(Part::concerned).collect(Collectors.toSet());
        boolean extended = false;
        for (var each : seen) {
            if (!each.unplanned().empty() && !waiting.contains(each.tenant())) {
                var request = ids.uuid();
                store.insert(tx, leaver.id(), request, each.tenant(), each.unplanned(), PartState.FOUND);
                record.byItself(tx, Activity.LEAVER_CASE_EXTENDED, leaver,
                        "%d more of their accounts found in one tenant; somebody confirms what is to be done"
                                .formatted(each.unplanned().accounts().size()),
                        List.of(request));
                extended = true;
            }
        }
        return extended;
    }

    private List<UUID> requests(TenantTx tx, long id) {
        return store.parts(tx, id).stream().map(Part::request).toList();
    }

    private Duration pause(LeaverCase leaver, List<LookAtCase.Seen> seen) {
        var age = age(leaver);
        boolean moving = seen.stream().anyMatch(each -> each.standing().stand().moving());
        var pause = moving && age.compareTo(BRISK) < 0 ? SOONEST : age.dividedBy(10);
        return pause.compareTo(SOONEST) < 0 ? SOONEST : pause.compareTo(LATEST) > 0 ? LATEST : pause;
    }

    /** What is carried out goes first; the systems are read when it is through, or takes its time. */
    private boolean endsAccess(LeaverCase leaver, List<LookAtCase.Seen> seen) {
        return age(leaver).compareTo(BRISK) < 0
                && seen.stream().anyMatch(each -> each.standing().stand() == Stand.UNDER_WAY);
    }

    /** Since it was opened, continued or reopened last. */
    private Duration age(LeaverCase leaver) {
        var moved = leaver.readFrom().isAfter(leaver.stateAt()) ? leaver.readFrom() : leaver.stateAt();
        return Duration.between(moved, clock.now());
    }
}
