package org.bailiwick.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.connector.Inert;
import org.bailiwick.ledger.Activity;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.springframework.stereotype.Component;

/**
 * What a person does with a case that goes on: orders what is left (found since, refused, not permitted, come back), under
 * their own authority from then on, or cancels the case with a reason.
 */
@Component
public final class ContinueCase {
    private final Transactions transactions;
    private final DecisionPoint decisionPoint;
    private final LeaverCases cases;
    private final AboutOneself aboutOneself;
    private final LookAtCase lookAtCase;
    private final CaseStore store;
    private final CaseRecord record;
    private final Work work;
    private final Ids ids;

    ContinueCase(Transactions transactions, DecisionPoint decisionPoint, LeaverCases cases, AboutOneself aboutOneself,
            LookAtCase lookAtCase, CaseStore store, CaseRecord record, Work work, Ids ids) {
        this.transactions = transactions;
        this.decisionPoint = decisionPoint;
        this.cases = cases;
        this.aboutOneself = aboutOneself;
        this.lookAtCase = lookAtCase;
        this.store = store;
        this.record = record;
        this.work = work;
        this.ids = ids;
    }

    /** What is to be ordered anew, tenant by tenant, as it is now. */
    List<Left> left(LeaverCases.Known known) {
        return lookAtCase.at(known.leaver(), known.parts(), known.out()).stream().map(LookAtCase.Seen::left)
                .flatMap(Optional::stream).toList();
    }

    /** @param hash of what was shown as left */
    public Result<LeaverCase, CaseProblem> order(Permit permit, UUID leaverCase, String hash) {
        var found = cases.find(permit, leaverCase);
        if (found.isEmpty()) {
            return Result.no(new CaseProblem.CaseNotFound());
        }
        var leaver = found.get().leaver();
        if (aboutOneself.denied(permit, leaver.subject(), AboutOneself.target(leaver))) {
            return Result.no(new CaseProblem.OwnAccess());
        }
        if (leaver.state() != CaseState.OPEN) {
            return Result.no(new CaseProblem.NotOpen(leaver.state()));
        }
        var left = left(found.get());
        if (!cases.mine(permit, left)) {
            return Result.no(new CaseProblem.NotAllTenants());
        }
        if (left.isEmpty()) {
            return Result.no(new CaseProblem.NothingToOrder());
        }
        if (!Left.hash(left).equals(hash)) {
            return Result.no(new CaseProblem.Changed());
        }
        return transactions.tenant(permit.tenant(), tx -> {
            decisionPoint.confirm(tx, permit);
            return locked(tx, leaverCase).<Result<LeaverCase, CaseProblem>>map(Result::no)
                    .orElseGet(() -> Result.ok(order(tx, permit, leaver, left)));
        });
    }

    private LeaverCase order(TenantTx tx, Permit permit, LeaverCase leaver, List<Left> left) {
        var tenants = left.stream().map(Left::tenant).toList();
        store.parts(tx, leaver.id()).stream().filter(part -> tenants.contains(part.concerned()))
                .filter(part -> part.state() == PartState.FOUND || part.state() == PartState.NOT_PERMITTED)
                .forEach(part -> store.state(tx, part, PartState.REPLACED, null));
        var requests = new ArrayList<UUID>();
        for (var each : left) {
            var request = ids.uuid();
            store.insert(tx, leaver.id(), request, each.tenant(), each.plan(), PartState.TO_ORDER);
            requests.add(request);
        }
        store.acting(tx, leaver.id(), PreviewCase.person(permit));
        store.readAnew(tx, leaver.id());
        var now = store.find(tx, leaver.id()).orElseThrow();
        record.byPerson(tx, Activity.LEAVER_CASE_CONTINUED, permit, now, "what is left was ordered", requests);
        work.order(tx, HastenCase.KIND, leaver.id(), tx.now());
        return now;
    }

    /** What waits for an answer is taken back; what is ordered already goes on and is verified. */
    public Result<LeaverCase, CaseProblem> cancel(Permit permit, UUID leaverCase, String reason) {
        var why = Inert.text(reason.strip(), OpenCase.LONGEST_REASON);
        if (why.isEmpty()) {
            return Result.no(new CaseProblem.ReasonMissing());
        }
        var found = cases.find(permit, leaverCase).map(LeaverCases.Known::leaver);
        if (found.isEmpty()) {
            return Result.no(new CaseProblem.CaseNotFound());
        }
        if (aboutOneself.denied(permit, found.get().subject(), AboutOneself.target(found.get()))) {
            return Result.no(new CaseProblem.OwnAccess());
        }
        return transactions.tenant(permit.tenant(), tx -> {
            decisionPoint.confirm(tx, permit);
            var problem = locked(tx, leaverCase);
            if (problem.isPresent()) {
                return Result.no(problem.get());
            }
            var leaver = store.find(tx, leaverCase).orElseThrow();
            store.state(tx, leaver.id(), CaseState.CANCELLED, why);
            store.acting(tx, leaver.id(), PreviewCase.person(permit));
            var now = store.find(tx, leaver.id()).orElseThrow();
            record.byPerson(tx, Activity.LEAVER_CASE_CANCELLED, permit, now, why, List.of());
            work.order(tx, HastenCase.KIND, leaver.id(), tx.now());
            return Result.ok(now);
        });
    }

    /** Takes the case for this transaction; a problem where it is over. */
    private Optional<CaseProblem> locked(TenantTx tx, UUID leaverCase) {
        var state = store.find(tx, leaverCase).flatMap(found -> store.lock(tx, found.id())).orElseThrow().state();
        return state == CaseState.OPEN ? Optional.empty() : Optional.of(new CaseProblem.NotOpen(state));
    }
}
