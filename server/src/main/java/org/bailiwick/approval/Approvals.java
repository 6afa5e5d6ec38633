package org.bailiwick.approval;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.ledger.Activity;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks for somebody else's yes and takes the answer, in the transaction of the module that asks. An approval holds for
 * the hash that was shown and no other, ends by itself, and is used once; nobody answers their own question.
 */
@Component
public final class Approvals {
    private static final int LONGEST_REASON = 2_000;

    private final DecisionPoint decisionPoint;
    private final ApprovalStore store;
    private final ApprovalRecord record;
    private final Ids ids;

    Approvals(DecisionPoint decisionPoint, ApprovalStore store, ApprovalRecord record, Ids ids) {
        this.decisionPoint = decisionPoint;
        this.store = store;
        this.record = record;
        this.ids = ids;
    }

    /**
     * Asks; what waits for an answer already is not asked twice, and what was asked about the same subject under another
     * hash, or ran out, is taken back.
     *
     * @param permit what lets the person ask; confirmed here
     * @param capability what whoever answers must hold
     */
    public Approval request(TenantTx tx, Permit permit, Subject subject, String title, String capability,
            Duration time, UUID correlation) {
        decisionPoint.confirm(tx, permit);
        var open = store.lockNewest(tx, subject.kind(), subject.id());
        if (open.filter(asked -> asked.state() == ApprovalState.REQUESTED && asked.subject().equals(subject))
                .isPresent()) {
            return open.get();
        }
        open.ifPresent(asked -> withdraw(tx, permit, asked, "asked again"));
        store.insert(tx, ids.uuid(), subject, title, capability, permit, person(permit).id(), tx.now().plus(time),
                correlation);
        var approval = store.newest(tx, subject.kind(), subject.id()).orElseThrow();
        record.entry(tx, Activity.APPROVAL_REQUESTED, permit, approval, "asked for: " + title);
        return approval;
    }

    /** The newest question about a subject and how it stands. */
    public Optional<Approval> about(TenantTx tx, String kind, UUID subject) {
        return store.newest(tx, kind, subject);
    }

    /** @param shown with the hash that the person saw */
    public Result<Approval, ApprovalProblem> approve(TenantTx tx, Permit permit, Subject shown, String reason) {
        return decide(tx, permit, shown, ApprovalState.APPROVED, reason.strip());
    }

    public Result<Approval, ApprovalProblem> refuse(TenantTx tx, Permit permit, Subject shown, String reason) {
        return reason.isBlank()
                ? Result.no(new ApprovalProblem.ReasonMissing())
                : decide(tx, permit, shown, ApprovalState.REFUSED, reason.strip());
    }

    private Result<Approval, ApprovalProblem> decide(TenantTx tx, Permit permit, Subject shown, ApprovalState answer,
            String reason) {
        decisionPoint.confirm(tx, permit);
        if (reason.length() > LONGEST_REASON) {
            return Result.no(new ApprovalProblem.ReasonTooLong(LONGEST_REASON));
        }
        var asked = store.lockNewest(tx, shown.kind(), shown.id());
        var problem = problem(asked.orElse(null), shown, ApprovalState.REQUESTED);
        if (problem.isPresent()) {
            return Result.no(problem.get());
        }
        var approval = asked.orElseThrow();
        if (!permit.capability().equals(approval.capability())) {
            throw new IllegalArgumentException("a permit for `%s` does not answer what needs `%s`"
                    .formatted(permit.capability(), approval.capability()));
        }
        var person = person(permit);
        if (person.id().equals(approval.requested().person())) {
            record.ownRequest(tx, permit, approval);
            return Result.no(new ApprovalProblem.OwnRequest());
        }
        store.decide(tx, approval.id(), answer.text(), person.id(), permit, reason.isEmpty() ? null : reason);
        record.entry(tx, answer == ApprovalState.APPROVED ? Activity.APPROVED : Activity.APPROVAL_REFUSED, permit,
                approval, reason.isEmpty() ? approval.title() : "%s: %s".formatted(approval.title(), reason));
        return Result.ok(store.newest(tx, shown.kind(), shown.id()).orElseThrow());
    }

    /** Takes an approval for what is carried out in this transaction. The same approval is never taken again. */
    public Result<Approval, ApprovalProblem> use(TenantTx tx, Subject subject) {
        var asked = store.lockNewest(tx, subject.kind(), subject.id());
        var problem = problem(asked.orElse(null), subject, ApprovalState.APPROVED);
        if (problem.isPresent()) {
            return Result.no(problem.get());
        }
        store.use(tx, asked.orElseThrow().id());
        return Result.ok(store.newest(tx, subject.kind(), subject.id()).orElseThrow());
    }

    /** Takes a question back that is not used yet, for example because a newer one stands in its place. */
    public void withdraw(TenantTx tx, Permit permit, String kind, UUID subject, String why) {
        store.lockNewest(tx, kind, subject).ifPresent(asked -> withdraw(tx, permit, asked, why));
    }

    private void withdraw(TenantTx tx, Permit permit, Approval asked, String why) {
        switch (asked.state()) {
            case REQUESTED, APPROVED, EXPIRED -> {
                store.withdraw(tx, asked.id());
                record.entry(tx, Activity.APPROVAL_WITHDRAWN, permit, asked, why);
            }
            case REFUSED, WITHDRAWN, USED -> {
                // It ended before; there is nothing to take back.
            }
        }
    }

    private static Optional<ApprovalProblem> problem(@Nullable Approval asked, Subject shown, ApprovalState wanted) {
        if (asked == null) {
            return Optional.of(new ApprovalProblem.NothingAsked());
        }
        if (asked.state() == ApprovalState.EXPIRED) {
            return Optional.of(new ApprovalProblem.Expired(asked.until()));
        }
        if (asked.state() != wanted) {
            return Optional.of(new ApprovalProblem.AlreadyDecided(asked.state()));
        }
        return asked.subject().hash().equals(shown.hash())
                ? Optional.empty()
                : Optional.of(new ApprovalProblem.AnotherHash(asked.subject().hash()));
    }

    private static Principal.Person person(Permit permit) {
        return switch (permit.principal()) {
            case Principal.Person person -> person;
            case Principal.Product product -> throw new AuthorityLostException("the product approves nothing");
        };
    }
}
