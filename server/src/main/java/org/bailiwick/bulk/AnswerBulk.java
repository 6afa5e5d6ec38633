package org.bailiwick.bulk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.approval.Approval;
import org.bailiwick.approval.ApprovalProblem;
import org.bailiwick.approval.Approvals;
import org.bailiwick.approval.Subject;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.decision.GrantDecisions;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.GrantView;
import org.bailiwick.register.Register;
import org.springframework.stereotype.Component;

/**
 * The second person's answer to a bulk. A yes holds for exactly what was asked for and lets it run; it is refused where
 * the bulk would do something else by now, or where the second person's own access is in it.
 */
@Component
public final class AnswerBulk {
    private final Transactions transactions;
    private final DecisionPoint decisionPoint;
    private final Approvals approvals;
    private final PreviewBulk previews;
    private final GrantDecisions decisions;
    private final Acceptable acceptable;
    private final Register register;
    private final BulkStore store;
    private final BulkItemStore items;
    private final StartBulk start;

    AnswerBulk(Transactions transactions, DecisionPoint decisionPoint, Approvals approvals, PreviewBulk previews,
            GrantDecisions decisions, Acceptable acceptable, Register register, BulkStore store, BulkItemStore items,
            StartBulk start) {
        this.transactions = transactions;
        this.decisionPoint = decisionPoint;
        this.approvals = approvals;
        this.previews = previews;
        this.decisions = decisions;
        this.acceptable = acceptable;
        this.register = register;
        this.store = store;
        this.items = items;
        this.start = start;
    }

    /** @param hash of the bulk as it was shown, hexadecimal */
    public Result<BulkDecision, BulkProblem> approve(Permit permit, UUID bulk, String hash, String reason) {
        return answer(permit, bulk, hash, (tx, asked, shown) -> {
            var standing = standing(tx, permit, asked);
            if (standing.isPresent()) {
                return Result.no(standing.get());
            }
            return switch (approvals.approve(tx, permit, shown, reason)) {
                case Result.No<Approval, ApprovalProblem>(var problem) ->
                    Result.no(new BulkProblem.NotApproved(problem));
                case Result.Ok<Approval, ApprovalProblem> given -> {
                    approvals.use(tx, shown).orThrow(
                            problem -> new IllegalStateException("what was just approved cannot be used: " + problem));
                    yield Result.ok(start.now(tx, asked));
                }
            };
        });
    }

    /** @param reason what to do better; never empty */
    public Result<BulkDecision, BulkProblem> refuse(Permit permit, UUID bulk, String hash, String reason) {
        return answer(permit, bulk, hash, (tx, asked, shown) -> switch (approvals.refuse(tx, permit, shown, reason)) {
            case Result.No<Approval, ApprovalProblem>(var problem) -> Result.no(new BulkProblem.NotApproved(problem));
            case Result.Ok<Approval, ApprovalProblem> given -> Result.ok(end(tx, asked, BulkState.REFUSED));
        });
    }

    /** Whoever asked takes the question back while nobody has answered it with yes. */
    public Result<BulkDecision, BulkProblem> withdraw(Permit permit, UUID bulk) {
        var person = BulkDecisions.person(permit);
        return transactions.tenant(permit.tenant(), tx -> {
            decisionPoint.confirm(tx, permit);
            var found = store.lock(tx, bulk);
            if (found.isEmpty()) {
                return Result.no(new BulkProblem.NotFound());
            }
            if (!found.get().requestedBy().equals(person.id())) {
                return Result.no(new BulkProblem.NotYours());
            }
            if (found.get().state() != BulkState.ASKED) {
                return Result.no(new BulkProblem.NotWaiting(found.get().state()));
            }
            approvals.withdraw(tx, permit, BulkDecisions.SUBJECT, bulk, "taken back by whoever asked");
            return Result.ok(end(tx, found.get(), BulkState.WITHDRAWN));
        });
    }

    /**
     * A bulk that waits, for whoever is to answer it.
     *
     * @param preview what it would do now, as whoever asked would do it
     * @param standing what stands in the way of a yes by this person; empty where nothing does
     */
    record Waiting(Preview preview, Optional<Approval> approval, Optional<BulkProblem> standing) {}

    /** Looking is no attempt, so nothing is recorded. */
    Optional<Waiting> waiting(TenantTx tx, Principal.Person person, BulkDecision bulk) {
        return store.askedBy(tx, bulk.id()).filter(by -> bulk.state() == BulkState.ASKED).map(by -> {
            var request = request(tx, bulk);
            var preview = previews.preview(tx, by.person(), request, Set.of());
            return new Waiting(preview, approvals.about(tx, BulkDecisions.SUBJECT, bulk.publicId()),
                    own(tx, person, request).isEmpty() && ownMatters(tx, person, request).isEmpty()
                            ? standing(tx, bulk, by, preview)
                            : Optional.of(new BulkProblem.OwnAccessWithin()));
        });
    }

    private interface Asking {
        Result<BulkDecision, BulkProblem> answer(TenantTx tx, BulkDecision asked, Subject shown);
    }

    private Result<BulkDecision, BulkProblem> answer(Permit permit, UUID bulk, String hash, Asking asking) {
        BulkDecisions.person(permit);
        return transactions.tenant(permit.tenant(), tx -> {
            decisionPoint.confirm(tx, permit);
            var found = store.lock(tx, bulk);
            if (found.isEmpty() || !found.get().secondPerson()) {
                return Result.no(new BulkProblem.NotFound());
            }
            if (!found.get().hash().equals(hash)) {
                return Result.no(
                        new BulkProblem.NotApproved(new ApprovalProblem.AnotherHash(found.get().hash())));
            }
            return asking.answer(tx, found.get(), new Subject(BulkDecisions.SUBJECT, bulk, hash));
        });
    }

    /** What stands in the way of a yes, beside what every approval asks. */
    private Optional<BulkProblem> standing(TenantTx tx, Permit permit, BulkDecision asked) {
        var by = store.askedBy(tx, asked.id());
        if (by.isEmpty() || by.get().person().id().equals(BulkDecisions.person(permit).id())) {
            // It ended before, or it is one's own request: approvals say so, and write the attempt down.
            return Optional.empty();
        }
        var request = request(tx, asked);
        var own = own(tx, BulkDecisions.person(permit), request);
        var ownMatters = ownMatters(tx, BulkDecisions.person(permit), request);
        if (!own.isEmpty() || !ownMatters.isEmpty()) {
            own.forEach(grant -> decisions.ownAccess(tx, permit, grant));
            ownMatters.forEach(matter -> acceptable.ownAccess(tx, permit, matter.id()));
            return Optional.of(new BulkProblem.OwnAccessWithin());
        }
        return standing(tx, asked, by.get(), previews.preview(tx, by.get().person(), request, Set.of()));
    }

    private Optional<BulkProblem> standing(TenantTx tx, BulkDecision asked, BulkStore.AskedBy by, Preview now) {
        if (decisionPoint.stands(tx, by.person().id(), BulkDecisions.CAPABILITY, by.authority()).isEmpty()) {
            return Optional.of(new BulkProblem.RequesterLost());
        }
        return now.hash().equals(asked.hash()) ? Optional.empty() : Optional.of(new BulkProblem.Stale());
    }

    /** The same items in the same words; empty own words mean the common ones, so each has its own here. */
    private BulkRequest request(TenantTx tx, BulkDecision asked) {
        var same = new ArrayList<BulkRequest.Item>();
        for (var item : items.page(tx, asked.id(), 0, BulkRequest.MOST_ITEMS)) {
            same.add(new BulkRequest.Item(item.about(), item.wording().justification(), item.wording().ticket()));
        }
        return new BulkRequest(asked.kind(), "", Optional.empty(), same);
    }

    private List<GrantView> own(TenantTx tx, Principal.Person person, BulkRequest request) {
        var grants = register.grants(tx, request.ids(false));
        var own = new HashSet<>(register.ownAccounts(tx,
                grants.stream().map(grant -> grant.account().id()).toList(), person));
        return grants.stream().filter(grant -> own.contains(grant.account().id())
                || grant.person().filter(person.id()::equals).isPresent()).toList();
    }

    private List<Matter> ownMatters(TenantTx tx, Principal.Person person, BulkRequest request) {
        return acceptable.find(tx, person, request.kind(), request.ids(true)).stream().filter(Matter::own).toList();
    }

    private BulkDecision end(TenantTx tx, BulkDecision asked, BulkState state) {
        store.end(tx, asked.id(), state);
        return store.find(tx, asked.id()).orElseThrow();
    }
}
