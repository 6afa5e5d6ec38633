package org.bailiwick.lifecycle;

import java.time.Duration;
import java.util.Optional;
import org.bailiwick.approval.Approvals;
import org.bailiwick.approval.Subject;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Contracts;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.decision.DecisionRefusals;
import org.bailiwick.ledger.Activity;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.Register;
import org.springframework.stereotype.Component;

/**
 * Makes the request of a case in one of its tenants, in a transaction there: decided by the contract's leave, or waiting for
 * the tenant's approver where the contract does not leave it to the provider. Asked twice, it is made once.
 */
@Component
final class PlaceRequest {
    /** What is asked of the tenant's approver. */
    static final String SUBJECT = "leaver request";
    private static final Duration TIME_TO_ANSWER = Duration.ofDays(14);

    private final DecisionPoint decisionPoint;
    private final Contracts contracts;
    private final Approvals approvals;
    private final Register register;
    private final RequestStore store;
    private final OrderChanges orderChanges;
    private final RequestRecord record;
    private final Ids ids;

    PlaceRequest(DecisionPoint decisionPoint, Contracts contracts, Approvals approvals, Register register,
            RequestStore store, OrderChanges orderChanges, RequestRecord record, Ids ids) {
        this.decisionPoint = decisionPoint;
        this.contracts = contracts;
        this.approvals = approvals;
        this.register = register;
        this.store = store;
        this.orderChanges = orderChanges;
        this.record = record;
        this.ids = ids;
    }

    /** @return why it is not permitted, or cannot be done; empty where it is made */
    Optional<String> place(TenantTx tx, Principal.Person acting, Part part) {
        if (store.find(tx, part.request()).isPresent()) {
            return Optional.empty();
        }
        return switch (decisionPoint.decide(tx, acting, Capabilities.STAFF_OFFBOARD)) {
            case Evaluation.Denied denied -> Optional.of(denied.reason());
            case Evaluation.Permitted(var permit) -> {
                var disconnected = orderChanges.disconnected(tx, part.plan().accountIds());
                yield disconnected.isPresent()
                        ? disconnected.map(DecisionRefusals::disconnected)
                        : place(tx, permit, acting, part);
            }
        };
    }

    private Optional<String> place(TenantTx tx, Permit permit, Principal.Person acting, Part part) {
        boolean leave = byLeave(tx);
        long id = store.insert(tx, part.request(), part.plan(), permit, acting.id(),
                leave ? RequestState.ORDERED : RequestState.AWAITING_APPROVAL, ids.uuid());
        for (var account : part.plan().accounts()) {
            if (account.disable()) {
                store.insertItem(tx, id, account.account(), null);
            }
            account.grants().forEach(grant -> store.insertItem(tx, id, account.account(), grant));
        }
        var request = store.find(tx, part.request()).orElseThrow();
        record.entry(tx, Activity.END_OF_ACCESS_ASKED, permit, request, LeaverRequest.WHY);
        if (leave) {
            orderChanges.of(tx, permit, request);
            record.entry(tx, Activity.END_OF_ACCESS_ORDERED, permit, request,
                    LeaverRequest.WHY + "; the contract leaves this to the service provider");
        } else {
            approvals.request(tx, permit, subject(request),
                    "end of the access of `%s`: %s".formatted(request.name(), LeaverRequest.WHY),
                    Capabilities.GRANT_DECIDE, TIME_TO_ANSWER, request.correlation());
        }
        return Optional.empty();
    }

    /** Only where the accepted contract says so; a contract that says nothing leaves it to the tenant. */
    boolean byLeave(TenantTx tx) {
        return contracts.term(tx, Capabilities.STAFF_OFFBOARD).filter(term -> !term.decides().equals("tenant"))
                .isPresent();
    }

    /**
     * Takes back what nobody answered yet; what is ordered already goes on.
     *
     * @return whether nothing waits for an answer any more
     */
    boolean withdraw(TenantTx tx, Principal.Person acting, Part part) {
        var waiting = store.lock(tx, part.request())
                .filter(request -> request.state() == RequestState.AWAITING_APPROVAL
                        || request.state() == RequestState.EXPIRED);
        if (waiting.isEmpty()) {
            return true;
        }
        if (decisionPoint.decide(tx, acting, Capabilities.STAFF_OFFBOARD) instanceof Evaluation.Permitted(var permit)) {
            store.state(tx, waiting.get(), RequestState.WITHDRAWN, null, null);
            approvals.withdraw(tx, permit, SUBJECT, part.request(), "the service provider took it back");
            record.entry(tx, Activity.END_OF_ACCESS_WITHDRAWN, permit,
                    store.find(tx, part.request()).orElseThrow(), "the service provider took it back");
            return true;
        }
        return waiting.get().state() == RequestState.EXPIRED;
    }

    static Subject subject(LeaverRequest request) {
        return new Subject(SUBJECT, request.publicId(), request.hash());
    }
}
