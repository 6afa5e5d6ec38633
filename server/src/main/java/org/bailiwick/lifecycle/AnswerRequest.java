package org.bailiwick.lifecycle;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.approval.ApprovalProblem;
import org.bailiwick.approval.Approvals;
import org.bailiwick.approval.Subject;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.ledger.Activity;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.register.Register;
import org.springframework.stereotype.Component;

/** A tenant's approver agrees that somebody of the service provider loses access here, or does not. */
@Component
public final class AnswerRequest {
    static final String LEFT_TO_THE_TENANT = "the contract leaves the end of the provider's access to the tenant; an approver of the tenant's side answers";

    private final Transactions transactions;
    private final DecisionPoint decisionPoint;
    private final PlaceRequest placeRequest;
    private final Approvals approvals;
    private final Register register;
    private final RequestStore store;
    private final OrderChanges orderChanges;
    private final RequestRecord record;
    private final Work work;

    AnswerRequest(Transactions transactions, DecisionPoint decisionPoint, PlaceRequest placeRequest,
            Approvals approvals, Register register, RequestStore store,
            OrderChanges orderChanges, RequestRecord record, Work work) {
        this.transactions = transactions;
        this.decisionPoint = decisionPoint;
        this.placeRequest = placeRequest;
        this.approvals = approvals;
        this.register = register;
        this.store = store;
        this.orderChanges = orderChanges;
        this.record = record;
        this.work = work;
    }

    /**
     * @param hash of the plan that the approver saw
     * @param yes whether it is agreed to; a no has a reason
     */
    public Result<LeaverRequest, RequestProblem> answer(Permit permit, UUID request, String hash, boolean yes,
            String reason) {
        if (!(permit.principal() instanceof Principal.Person person)) {
            throw new IllegalArgumentException("the product approves nothing");
        }
        return transactions.tenant(permit.tenant(), tx -> {
            var asked = store.lock(tx, request);
            if (asked.isEmpty()) {
                return Result.no(new RequestProblem.NotFound());
            }
            if (!mayAnswer(tx, permit)) {
                record.denied(tx, permit, asked.get(), "the contract leaves it to the tenant's own side");
                return Result.no(new RequestProblem.LeftToTheTenant());
            }
            if (asked.get().state() != RequestState.AWAITING_APPROVAL && asked.get().state() != RequestState.EXPIRED) {
                return Result.no(new RequestProblem.AnsweredAlready(asked.get().state()));
            }
            if (!hash.equals(asked.get().hash())) {
                return Result.no(new RequestProblem.AnotherHash());
            }
            if (register.isOwn(tx, accounts(tx, asked.get()), person)) {
                record.denied(tx, permit, asked.get(), "nobody decides about their own access");
                return Result.no(new RequestProblem.OwnAccess());
            }
            var disconnected = yes ? orderChanges.disconnected(tx, asked.get()) : Optional.<String>empty();
            if (disconnected.isPresent()) {
                return Result.no(new RequestProblem.Disconnected(disconnected.get()));
            }
            return answer(tx, permit, person, asked.get(), yes, reason);
        });
    }

    /** What the contract leaves to the tenant nobody of the provider answers, whatever else they may decide there. */
    boolean mayAnswer(TenantTx tx, Permit permit) {
        return placeRequest.byLeave(tx) || decisionPoint.ofTheTenant(tx, permit);
    }

    private Result<LeaverRequest, RequestProblem> answer(TenantTx tx, Permit permit, Principal.Person person,
            LeaverRequest asked, boolean yes, String reason) {
        var shown = new Subject(PlaceRequest.SUBJECT, asked.publicId(), asked.hash());
        var answered = yes ? approvals.approve(tx, permit, shown, reason) : approvals.refuse(tx, permit, shown, reason);
        if (answered instanceof Result.No<?, ApprovalProblem>(var problem)) {
            return Result.no(new RequestProblem.NotAnswered(problem));
        }
        store.state(tx, asked, yes ? RequestState.ORDERED : RequestState.REFUSED, person.id(), permit.authorityId());
        var decided = store.find(tx, asked.publicId()).orElseThrow();
        if (yes) {
            approvals.use(tx, shown).orThrow(problem -> new IllegalStateException("approved just now: " + problem));
            orderChanges.of(tx, permit, decided);
        }
        work.order(tx, HastenCase.KIND, decided.id(), tx.now());
        record.entry(tx, yes ? Activity.END_OF_ACCESS_ORDERED : Activity.END_OF_ACCESS_REFUSED, permit, decided,
                reason.isBlank() ? LeaverRequest.WHY : "%s: %s".formatted(LeaverRequest.WHY, reason.strip()));
        return Result.ok(decided);
    }

    private List<Long> accounts(TenantTx tx, LeaverRequest request) {
        return store.rows(tx, request.id()).stream().map(RequestStore.Row::account).distinct().toList();
    }
}
