package org.bailiwick.bulk;

import java.util.Objects;
import java.util.Optional;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.DecisionProblem;
import org.bailiwick.decision.GrantDecisions;
import org.bailiwick.decision.Removal;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.bailiwick.register.Register;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Takes the decisions of a bulk, one transaction each: the decision, its change, their entries and the item's end commit
 * together. Killed at any point, the next claim goes on with what still waits, and nothing is decided twice.
 */
@Component
final class CarryOutBulk implements WorkHandler {
    static final String KIND = "bulk decision";
    private static final int AT_ONCE = 200;
    private static final ItemProblem OWN = new ItemProblem.Single(new DecisionProblem.OwnAccess());

    private final Transactions transactions;
    private final DecisionPoint decisionPoint;
    private final GrantDecisions decisions;
    private final PreviewBulk previews;
    private final Acceptable acceptable;
    private final Register register;
    private final BulkStore store;
    private final BulkItemStore items;
    private final BulkRecord record;

    CarryOutBulk(Transactions transactions, DecisionPoint decisionPoint, GrantDecisions decisions,
            PreviewBulk previews, Acceptable acceptable, Register register, BulkStore store, BulkItemStore items,
            BulkRecord record) {
        this.transactions = transactions;
        this.decisionPoint = decisionPoint;
        this.decisions = decisions;
        this.previews = previews;
        this.acceptable = acceptable;
        this.register = register;
        this.store = store;
        this.items = items;
        this.record = record;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem work) {
        var tenant = work.tenant();
        transactions.worker(tenant, tx -> store.find(tx, work.subject()))
                .filter(bulk -> bulk.state() == BulkState.RUNNING).ifPresent(bulk -> {
                    while (!finished(tenant, bulk)) {
                        var waiting = transactions.worker(tenant, tx -> items.waiting(tx, bulk.id(), AT_ONCE));
                        waiting.forEach(number -> decide(tenant, bulk, number));
                    }
                });
        return Outcome.done();
    }

    /** Ends it where nothing waits any more. */
    private boolean finished(TenantId tenant, BulkDecision running) {
        return transactions.worker(tenant, tx -> {
            var bulk = store.lock(tx, running.id()).orElseThrow();
            if (bulk.state() == BulkState.RUNNING && bulk.counts().waiting() == 0) {
                store.end(tx, bulk.id(), BulkState.DONE);
                record.carriedOut(tx, bulk);
                return true;
            }
            return bulk.ended();
        });
    }

    private void decide(TenantId tenant, BulkDecision bulk, int number) {
        try {
            once(tenant, bulk, number);
        } catch (DuplicateKeyException decidedAtTheSameMoment) {
            // The other decision's change is there now, so this time it is found.
            once(tenant, bulk, number);
        } catch (AuthorityLostException lost) {
            transactions.worker(tenant, tx -> {
                items.refusedAll(tx, bulk.id(), new ItemProblem.AuthorityLost(
                        Objects.requireNonNullElse(lost.getMessage(), "the authority to decide was lost")));
                return true;
            });
        }
    }

    private void once(TenantId tenant, BulkDecision bulk, int number) {
        transactions.worker(tenant, tx -> {
            items.take(tx, bulk.id(), number, bulk.kind())
                    .ifPresent(item -> end(tx, permit(tx, bulk), bulk, item));
            return true;
        });
    }

    private void end(TenantTx tx, Permit permit, BulkDecision bulk, BulkItemStore.Waiting item) {
        int number = item.number();
        var against = bulk.kind() == DecisionKind.KEEP
                ? standsAgainst(tx, permit, item)
                : Optional.<ItemProblem>empty();
        if (against.isPresent()) {
            items.refused(tx, bulk.id(), number, against.get());
        } else if (item.about().finding()) {
            acceptable.accept(tx, permit, item.about().id(), item.wording()).ifPresentOrElse(
                    why -> items.refused(tx, bulk.id(), number, new ItemProblem.Said(why)),
                    () -> items.decided(tx, bulk.id(), number, null));
        } else {
            switch (decide(tx, permit, item)) {
                case Result.Ok<GrantDecisions.Decided, ItemProblem>(var decided) ->
                    items.decided(tx, bulk.id(), number, decided.decision().publicId());
                case Result.No<GrantDecisions.Decided, ItemProblem>(var problem) ->
                    items.refused(tx, bulk.id(), number, problem);
            }
        }
    }

    /** Kept is what was shown and nothing else: whatever it is by now, somebody has to look at that first. */
    private Optional<ItemProblem> standsAgainst(TenantTx tx, Permit permit, BulkItemStore.Waiting item) {
        acceptable.hold(tx);
        var now = previews.kept(tx, BulkDecisions.person(permit), item.about(), item.wording());
        if (now.matter().filter(Matter::own).isPresent()) {
            acceptable.ownAccess(tx, permit, item.about().id());
        } else if (now.problem().filter(OWN::equals).isPresent()) {
            now.found().ifPresent(grant -> decisions.ownAccess(tx, permit, grant));
        }
        var other = now.problem().filter(problem -> !(problem instanceof ItemProblem.KeepAlone));
        return other.isPresent() || PreviewHash.of(now).equals(item.shown())
                ? other
                : Optional.of(new ItemProblem.Changed());
    }

    private Result<GrantDecisions.Decided, ItemProblem> decide(TenantTx tx, Permit permit,
            BulkItemStore.Waiting item) {
        var removes = item.removes();
        if (removes != null && removedNow(tx, item).filter(now -> !now.equals(removes)).isPresent()) {
            return Result.no(new ItemProblem.Changed());
        }
        return switch (decisions.decide(tx, permit, item.about().id(), item.wording())) {
            case Result.Ok<GrantDecisions.Decided, DecisionProblem>(var decided) -> Result.ok(decided);
            case Result.No<GrantDecisions.Decided, DecisionProblem>(var problem) ->
                Result.no(new ItemProblem.Single(problem));
        };
    }

    /** Inside id of the membership that a revocation would remove as things are now. */
    private Optional<Long> removedNow(TenantTx tx, BulkItemStore.Waiting item) {
        return register.grant(tx, item.about().id()).map(grant -> decisions.removal(tx, grant))
                .flatMap(removal -> switch (removal) {
                    case Removal.Removes taken -> Optional.of(taken.edge().id());
                    case Removal.NotRemovable not -> Optional.empty();
                });
    }

    /** The requester's own authority, as it stands now: what was revoked since counts at once. */
    private Permit permit(TenantTx tx, BulkDecision bulk) {
        var by = store.askedBy(tx, bulk.id()).orElseThrow();
        var authority = decisionPoint.stands(tx, by.person().id(), BulkDecisions.CAPABILITY, by.authority())
                .orElseThrow(() -> new AuthorityLostException(
                        "whoever asked for this bulk may not decide here any more; somebody else decides"));
        return new Permit(tx.tenant(), by.evaluation(), by.person(), BulkDecisions.CAPABILITY, by.authority(),
                authority);
    }
}
