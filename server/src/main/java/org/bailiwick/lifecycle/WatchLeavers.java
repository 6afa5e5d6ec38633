package org.bailiwick.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
 * the case is open again, and what was found waits for a person. An open case does not close on a look from before.
 */
@Component
final class WatchLeavers implements AfterSnapshot, WorkHandler {
    static final String KIND = "leaver watch";
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
        order(tx);
    }

    @Override
    public void changed(TenantTx tx) {
        order(tx);
    }

    /** Each order is a piece of work of its own: one that meets a watch under way must not be lost in it. */
    private void order(TenantTx tx) {
        work.orderAnew(tx, KIND, tx.now());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        var watched = transactions.worker(TenantId.MSP, tx -> watched(tx, item.tenant()));
        if (watched.isEmpty()) {
            return Outcome.done();
        }
        var subjects = watched.stream().map(LeaverCase::subject).collect(Collectors.toUnmodifiableSet());
        if (item.tenant().equals(TenantId.MSP)) {
            // Somebody of the MSP may be somebody else in the customers' systems now than when these were looked at.
            transactions.estate(tx -> presences.tenants(tx, subjects))
                    .forEach(tenant -> transactions.worker(tenant, tx -> {
                        order(tx);
                        return true;
                    }));
        }
        var remains = transactions.worker(item.tenant(), tx -> presences.remains(tx, subjects));
        var back = watched.stream().filter(leaver -> Optional.ofNullable(remains.get(leaver.subject()))
                .filter(left -> left.of(leaver, item.tenant())).isPresent()).toList();
        long reopened = back.stream().filter(leaver -> transactions.worker(TenantId.MSP, tx -> tell(tx, leaver)))
                .count();
        // The work of a case that closed this very moment stands in the way of its next; so it is ordered once more.
        return reopened == 0 ? Outcome.done() : Outcome.again(clock.now().plus(SOON));
    }

    /** Those that still look at this tenant; open ones are looked at now, for the reading may be what they wait for. */
    private List<LeaverCase> watched(TenantTx tx, TenantId tenant) {
        var without = store.without(tx, tenant);
        var watched = store.watched(tx);
        watched.stream().filter(leaver -> leaver.state() == CaseState.OPEN)
                .forEach(leaver -> work.hasten(tx, AdvanceCase.KIND, leaver.id(), tx.now()));
        return watched.stream().filter(leaver -> !without.contains(leaver.id())).toList();
    }

    /** @return whether the case was closed and is open again */
    private boolean tell(TenantTx tx, LeaverCase leaver) {
        var now = store.lock(tx, leaver.id()).orElseThrow();
        switch (now.state()) {
            case OPEN -> store.signal(tx, now.id());
            case CLOSED -> {
                store.state(tx, now.id(), CaseState.OPEN, null);
                store.readAnew(tx, now.id());
                record.byItself(tx, Activity.LEAVER_CASE_REOPENED, store.find(tx, now.id()).orElseThrow(),
                        "a reading made after it was closed shows access again", List.of());
            }
            case CANCELLED -> {
                // Somebody ended it since; nothing of it moves any more.
            }
        }
        work.hasten(tx, AdvanceCase.KIND, leaver.id(), tx.now());
        return now.state() == CaseState.CLOSED;
    }
}
