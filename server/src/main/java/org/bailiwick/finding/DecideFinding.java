package org.bailiwick.finding;

import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.DecisionRequest;
import org.bailiwick.decision.GrantDecisions;
import org.bailiwick.decision.Ticket;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.Register;
import org.springframework.stereotype.Component;

/**
 * Somebody with authority in the tenant accepts what was found, with a reason, or has it revoked. A finding about a
 * grant is decided as that grant, so that there is one decision and not two; nobody decides about their own access.
 */
@Component
public final class DecideFinding {
    private final Transactions transactions;
    private final DecisionPoint decisionPoint;
    private final GrantDecisions grants;
    private final Register register;
    private final FindingReadStore reads;
    private final FindingDecisions decisions;
    private final Ledger ledger;

    DecideFinding(Transactions transactions, DecisionPoint decisionPoint, GrantDecisions grants, Register register,
            FindingReadStore reads, FindingDecisions decisions, Ledger ledger) {
        this.transactions = transactions;
        this.decisionPoint = decisionPoint;
        this.grants = grants;
        this.register = register;
        this.reads = reads;
        this.decisions = decisions;
        this.ledger = ledger;
    }

    /** @param permit for {@code grant.decide} */
    public Result<FindingView, FindingProblem> decide(Permit permit, UUID finding, DecisionRequest request) {
        var found = transactions.tenant(permit.tenant(), tx -> reads.find(tx, finding));
        if (found.isEmpty()) {
            return Result.no(new FindingProblem.NotFound(finding));
        }
        var refusal = refusal(found.get(), request);
        if (refusal.isPresent()) {
            return Result.no(refusal.get());
        }
        return found.get().subject().kind() == SubjectKind.GRANT
                ? grant(permit, found.get(), request)
                : transactions.tenant(permit.tenant(), tx -> keep(tx, permit, found.get(), request));
    }

    /** In the caller's transaction; a finding about a grant is decided as that grant. */
    Result<FindingView, FindingProblem> keep(TenantTx tx, Permit permit, UUID finding, DecisionRequest request) {
        var found = reads.find(tx, finding).filter(each -> each.subject().kind() != SubjectKind.GRANT);
        if (found.isEmpty()) {
            return Result.no(new FindingProblem.NotFound(finding));
        }
        var refusal = refusal(found.get(), request);
        return refusal.isPresent() ? Result.no(refusal.get()) : keep(tx, permit, found.get(), request);
    }

    private static Optional<FindingProblem> refusal(FindingView finding, DecisionRequest request) {
        if (request.kind() != DecisionKind.KEEP && request.kind() != DecisionKind.REVOKE) {
            return Optional.of(new FindingProblem.NotOffered(request.kind().name()));
        }
        if (finding.state() != FindingState.OPEN) {
            return Optional.of(new FindingProblem.NotOpen(finding.state()));
        }
        if (finding.subject().kind() == SubjectKind.GRANT) {
            return Optional.empty();
        }
        if (request.kind() == DecisionKind.REVOKE) {
            return Optional.of(new FindingProblem.NotRevocable(finding));
        }
        if (request.justification().isEmpty()) {
            return Optional.of(new FindingProblem.JustificationMissing());
        }
        if (request.justification().length() > DecisionRequest.LONGEST_JUSTIFICATION) {
            return Optional.of(new FindingProblem.JustificationTooLong(DecisionRequest.LONGEST_JUSTIFICATION));
        }
        return request.ticket().filter(ticket -> ticket.system().isEmpty() || ticket.key().isEmpty())
                .map(half -> new FindingProblem.TicketIncomplete());
    }

    /** The decision about the grant settles this finding in its own transaction, see {@link FindingDecisions}. */
    private Result<FindingView, FindingProblem> grant(Permit permit, FindingView finding, DecisionRequest request) {
        var grant = finding.subject().publicId();
        if (grant == null) {
            return Result.no(new FindingProblem.NotFound(finding.id()));
        }
        return switch (grants.decide(permit, grant, request)) {
            case Result.Ok<GrantDecisions.Decided, ?> decided -> Result.ok(
                    transactions.tenant(permit.tenant(), tx -> reads.find(tx, finding.id()).orElseThrow()));
            case Result.No<GrantDecisions.Decided, org.bailiwick.decision.DecisionProblem>(var problem) ->
                Result.no(new FindingProblem.Grant(problem));
        };
    }

    private Result<FindingView, FindingProblem> keep(TenantTx tx, Permit permit, FindingView finding,
            DecisionRequest request) {
        decisionPoint.confirm(tx, permit);
        var person = person(permit);
        if (register.isOwn(tx, decisions.accounts(tx, finding), person)) {
            ownAccess(tx, permit, finding);
            return Result.no(new FindingProblem.OwnAccess());
        }
        if (!decisions.keep(tx, permit, finding, request.justification(), request.ticket().map(Ticket::text))) {
            return Result.no(new FindingProblem.NotOpen(FindingState.DECIDED));
        }
        return Result.ok(reads.find(tx, finding.id()).orElseThrow());
    }

    void ownAccess(TenantTx tx, Permit permit, FindingView finding) {
        ledger.append(tx, Entry.of(Activity.ACCESS_DENIED, permit.principal().actor(),
                new Target("finding", finding.id().toString(), finding.title()), Outcome.FAILURE,
                permit.evaluation(), "nobody decides about their own access")
                .under(permit.authority(), permit.evaluation()));
    }

    private static Principal.Person person(Permit permit) {
        if (!permit.capability().equals("grant.decide")) {
            throw new IllegalArgumentException("a permit for `%s` decides nothing".formatted(permit.capability()));
        }
        return switch (permit.principal()) {
            case Principal.Person person -> person;
            case Principal.Product product -> throw new IllegalArgumentException("the product never decides");
        };
    }
}
