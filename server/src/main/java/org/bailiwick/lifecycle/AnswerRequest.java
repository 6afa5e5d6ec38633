package org.bailiwick.lifecycle;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.approval.ApprovalProblem;
import org.bailiwick.approval.Approvals;
import org.bailiwick.approval.Subject;
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
    private final Transactions transactions;
    private final Approvals approvals;
    private final Register register;
    private final RequestStore store;
    private final OrderChanges orderChanges;
    private final RequestRecord record;
    private final Work work;

    AnswerRequest(Transactions transactions, Approvals approvals, Register register, RequestStore store,
            OrderChanges orderChanges, RequestRecord record, Work work) {
        this.transactions = transactions;
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
            if (asked.get().state() != RequestState.AWAITING_APPROVAL) {
                return Result.no(new RequestProblem.AnsweredAlready(asked.get().state()));
            }
            if (!hash.equals(asked.get().hash())) {
                return Result.no(new RequestProblem.AnotherHash());
            }
            if (register.isOwn(tx, accounts(tx, asked.get()), person)) {
                return Result.no(new RequestProblem.OwnAccess());
            }
            var disconnected = yes ? orderChanges.disconnected(tx, asked.get()) : Optional.<String>empty();
            if (disconnected.isPresent()) {
                return Result.no(new RequestProblem.Disconnected(disconnected.get()));
            }
            return answer(tx, permit, person, asked.get(), yes, reason);
        });
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
