package org.bailiwick.pattern;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.bailiwick.finding.AfterFindings;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Target;
import org.bailiwick.pattern.PatternOwnerStore.Kept;
import org.bailiwick.pattern.PatternOwnerStore.Named;
import org.bailiwick.pattern.PatternOwnerStore.NewEvent;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.bailiwick.proof.Json;
import org.springframework.stereotype.Component;

/**
 * After what a tenant's findings share has changed: whether a pattern for which somebody once answered ended, or came
 * back. Reads the whole estate, for whom one person does not see may have it still; writes the MSP's own tenant alone.
 */
@Component
final class WatchPatterns implements AfterFindings, WorkHandler {
    static final String KIND = "pattern watch";
    static final Duration SOON = Duration.ofSeconds(5);
    /** The one watch of the estate that is still to come, in the MSP's own tenant. */
    private static final long NEXT = 0;

    private final Transactions transactions;
    private final PatternStore store;
    private final PatternOwnerStore owners;
    private final Ledger ledger;
    private final Work work;
    private final Ids ids;
    private final PlatformClock clock;

    WatchPatterns(Transactions transactions, PatternStore store, PatternOwnerStore owners, Ledger ledger, Work work,
            Ids ids, PlatformClock clock) {
        this.transactions = transactions;
        this.store = store;
        this.owners = owners;
        this.ledger = ledger;
        this.work = work;
        this.ids = ids;
        this.clock = clock;
    }

    /** In this tenant alone, so that it waits for no other; what is ordered there asks for the one watch of the estate. */
    @Override
    public void changed(TenantTx tx) {
        work.orderAnew(tx, KIND, tx.now());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        return item.subject() == NEXT ? watch() : transactions.worker(TenantId.MSP, this::ask);
    }

    /** What many tenants ask for is done once; a watch under way may be past what it would have to see. */
    private Outcome ask(TenantTx tx) {
        var due = tx.now().plus(SOON);
        if (!work.hasten(tx, KIND, NEXT, due)) {
            return Outcome.again(due);
        }
        return Outcome.done();
    }

    private Outcome watch() {
        var kept = transactions.worker(TenantId.MSP, owners::kept);
        if (kept.isEmpty()) {
            return Outcome.done();
        }
        forgetNames(kept.stream().filter(each -> !each.name().equals(each.recorded())).toList());
        var present = transactions.estate(
                tx -> store.present(tx, kept.stream().map(Kept::pattern).collect(Collectors.toSet())));
        var moved = kept.stream().filter(each -> each.present() != present.contains(each.pattern())).toList();
        moved.forEach(each -> transactions.worker(TenantId.MSP, tx -> move(tx, each)));
        // What was written rests on what was read before it, and another tenant may have changed in between.
        return moved.isEmpty() ? Outcome.done() : Outcome.again(clock.now());
    }

    /** A version before this one wrote down how a person is called. */
    private void forgetNames(List<Kept> named) {
        if (named.isEmpty()) {
            return;
        }
        var subjects = transactions.estate(tx -> store.subjects(tx, named.stream().map(Kept::pattern).toList()));
        named.forEach(each -> transactions.worker(TenantId.MSP, tx -> {
            owners.nameless(tx, each.pattern(), subjects.get(each.pattern()));
            return true;
        }));
    }

    private boolean move(TenantTx tx, Kept seen) {
        var now = owners.lock(tx, seen.pattern()).orElseThrow();
        if (now.present() != seen.present()) {
            return false;
        }
        if (now.present()) {
            owners.ended(tx, now.pattern());
            tell(tx, now, Activity.PATTERN_ENDED, "ended", "fewer than two tenants have it");
        } else {
            owners.returned(tx, now.pattern());
            tell(tx, now, Activity.PATTERN_RETURNED, "returned", "two tenants or more have it again");
        }
        return true;
    }

    private void tell(TenantTx tx, Kept pattern, Activity activity, String what, String why) {
        var evidence = ledger.append(tx, Entry
                .of(activity, Actor.PRODUCT, new Target("pattern", pattern.pattern().toString(), pattern.recorded()),
                        org.bailiwick.ledger.Outcome.SUCCESS, ids.uuid(), "pattern %s: %s".formatted(what, why))
                .withFacts(Json.object().put("kind", pattern.kind().text()).build()));
        owners.event(tx, pattern.pattern(), new NewEvent(what, why,
                new Named(pattern.owner(), pattern.plan(), pattern.dueOn()), null, evidence));
    }
}
