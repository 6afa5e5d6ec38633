package org.bailiwick.lifecycle;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.connector.Inert;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.web.VisibleTenant;
import org.springframework.stereotype.Component;

/**
 * Somebody takes a tenant out of an open case and says why. What waits there for an answer is taken back, what was ordered
 * goes on; the case may close without the tenant and says for ever that it did.
 */
@Component
public final class TakeTenantOut {
    private final Transactions transactions;
    private final DecisionPoint decisionPoint;
    private final LeaverCases cases;
    private final AboutOneself aboutOneself;
    private final CaseStore store;
    private final CaseRecord record;
    private final Work work;

    TakeTenantOut(Transactions transactions, DecisionPoint decisionPoint, LeaverCases cases, AboutOneself aboutOneself,
            CaseStore store, CaseRecord record, Work work) {
        this.transactions = transactions;
        this.decisionPoint = decisionPoint;
        this.cases = cases;
        this.aboutOneself = aboutOneself;
        this.store = store;
        this.record = record;
        this.work = work;
    }

    /** @param permit for offboarding in the MSP's own tenant */
    public Result<LeaverCase, CaseProblem> takeOut(Permit permit, UUID leaverCase, Optional<VisibleTenant> tenant,
            String reason) {
        var why = Inert.text(reason.strip(), OpenCase.LONGEST_REASON);
        if (why.isEmpty()) {
            return Result.no(new CaseProblem.ReasonMissing());
        }
        var found = cases.find(permit, leaverCase);
        if (found.isEmpty()) {
            return Result.no(new CaseProblem.CaseNotFound());
        }
        var leaver = found.get().leaver();
        if (aboutOneself.denied(permit, leaver.subject(), AboutOneself.target(leaver))) {
            return Result.no(new CaseProblem.OwnAccess());
        }
        if (tenant.filter(each -> found.get().stands(each.id())).isEmpty()) {
            return Result.no(new CaseProblem.TenantNotInCase());
        }
        var out = tenant.get();
        if (out.id().equals(TenantId.MSP)) {
            return Result.no(new CaseProblem.OwnDirectoryStays());
        }
        return transactions.tenant(permit.tenant(), tx -> {
            decisionPoint.confirm(tx, permit);
            return hindrance(tx, leaver, out.id()).<Result<LeaverCase, CaseProblem>>map(Result::no)
                    .orElseGet(() -> Result.ok(takeOut(tx, permit, leaver, out, why)));
        });
    }

    private Optional<CaseProblem> hindrance(TenantTx tx, LeaverCase leaver, TenantId out) {
        var state = store.lock(tx, leaver.id()).orElseThrow().state();
        if (state != CaseState.OPEN) {
            return Optional.of(new CaseProblem.NotOpen(state));
        }
        return store.standings(tx, leaver.id()).stream().filter(standing -> standing.concerned().equals(out))
                .map(Standing::stand).filter(stand -> stand == Stand.ENDED || stand == Stand.TAKEN_OUT).findFirst()
                .map(CaseProblem.NothingToTakeOut::new);
    }

    private LeaverCase takeOut(TenantTx tx, Permit permit, LeaverCase leaver, VisibleTenant out, String why) {
        var person = PreviewCase.person(permit);
        store.takeOut(tx, leaver.id(), out.id(), why, person.id());
        var parts = store.parts(tx, leaver.id()).stream().filter(part -> part.concerned().equals(out.id())).toList();
        parts.stream().filter(part -> part.state() != PartState.ORDERED)
                .forEach(part -> store.state(tx, part, PartState.REPLACED, null));
        var was = store.standings(tx, leaver.id()).stream().filter(each -> each.concerned().equals(out.id()))
                .findFirst();
        store.put(tx, leaver.id(), List.of(new Standing(out.id(), Stand.TAKEN_OUT, was.map(Standing::items).orElse(0),
                was.map(Standing::verified).orElse(0), Optional.of(why), tx.now(),
                was.map(Standing::present).orElse(true))));
        store.acting(tx, leaver.id(), person);
        var now = store.find(tx, leaver.id()).orElseThrow();
        record.takenOut(tx, permit, now, out.publicId(), why, parts.stream().map(Part::request).toList());
        work.order(tx, HastenCase.KIND, leaver.id(), tx.now());
        return now;
    }
}
