package org.bailiwick.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.bailiwick.ledger.Activity;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.bailiwick.register.AfterSnapshot;
import org.bailiwick.register.SnapshotRef;
import org.springframework.stereotype.Component;

/**
 * After each reading of a tenant: whether somebody whose case was closed has access there again, or another account. Then
 * the case is open again, and what was found waits for a person.
 */
@Component
final class WatchLeavers implements AfterSnapshot, WorkHandler {
    static final String KIND = "leaver watch";
    private static final long ONE_A_TENANT = 0;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Transactions transactions;
    private final CaseStore store;
    private final PresenceStore presences;
    private final CaseRecord record;
    private final Work work;
    private final PlatformClock clock;

    WatchLeavers(Transactions transactions, CaseStore store, PresenceStore presences, CaseRecord record, Work work,
            PlatformClock clock) {
        this.transactions = transactions;
        this.store = store;
        this.presences = presences;
        this.record = record;
        this.work = work;
        this.clock = clock;
    }

    @Override
    public void taken(TenantTx tx, SnapshotRef snapshot) {
        work.order(tx, KIND, ONE_A_TENANT, tx.now());
    }

    @Override
    public void changed(TenantTx tx) {
        work.order(tx, KIND, ONE_A_TENANT, tx.now());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        var closed = transactions.worker(TenantId.MSP, tx -> closed(tx, item.tenant()));
        if (closed.isEmpty()) {
            return Outcome.done();
        }
        var back = transactions.worker(item.tenant(), tx -> back(tx, closed));
        back.forEach(leaver -> transactions.worker(TenantId.MSP, tx -> reopen(tx, leaver)));
        // The work of a case that closed this very moment stands in the way of its next; so it is ordered once more.
        return back.isEmpty() ? Outcome.done() : Outcome.again(clock.now().plus(SOON));
    }

    /** Those that still look at this tenant; open ones are looked at now, for the reading may be what they wait for. */
    private List<LeaverCase> closed(TenantTx tx, TenantId tenant) {
        var watched = store.watched(tx);
        watched.stream().filter(leaver -> leaver.state() == CaseState.OPEN)
                .forEach(leaver -> work.hasten(tx, AdvanceCase.KIND, leaver.id(), tx.now()));
        return watched.stream().filter(leaver -> leaver.state() == CaseState.CLOSED)
                .filter(leaver -> store.takenOut(tx, leaver.id()).stream()
                        .noneMatch(out -> out.concerned().equals(tenant)))
                .toList();
    }

    private List<LeaverCase> back(TenantTx tx, List<LeaverCase> closed) {
        var here = Set.of(tx.tenant());
        return closed.stream().filter(leaver -> {
            var presence = presences.of(tx::sql, here, leaver.subject()).getFirst();
            return tx.tenant().equals(TenantId.MSP)
                    ? presence.accounts().stream().anyMatch(Presence.Account::toDisable)
                    : !presence.plan(leaver.memberships()).empty();
        }).toList();
    }

    private boolean reopen(TenantTx tx, LeaverCase leaver) {
        var now = store.lock(tx, leaver.id()).orElseThrow();
        if (now.state() == CaseState.CLOSED) {
            store.state(tx, now.id(), CaseState.OPEN, null);
            record.byItself(tx, Activity.LEAVER_CASE_REOPENED, store.find(tx, now.id()).orElseThrow(),
                    "a reading made after it was closed shows access again", List.of());
        }
        work.order(tx, AdvanceCase.KIND, leaver.id(), tx.now());
        return true;
    }
}
