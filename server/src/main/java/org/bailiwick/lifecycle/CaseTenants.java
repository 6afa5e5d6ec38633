package org.bailiwick.lifecycle;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.connector.Inert;
import org.bailiwick.ledger.Activity;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.web.VisibleTenant;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Somebody takes a tenant out of an open case and says why. What waits there for an answer is taken back, what was ordered
 * goes on; the case may close without the tenant and says so. Put back, the tenant is looked at as if it had never been
 * out: a case that had closed without it is open again.
 */
@Component
public final class CaseTenants {
    private final Transactions transactions;
    private final DecisionPoint decisionPoint;
    private final LeaverCases cases;
    private final AboutOneself aboutOneself;
    private final CaseStore store;
    private final CaseRecord record;
    private final Work work;

    CaseTenants(Transactions transactions, DecisionPoint decisionPoint, LeaverCases cases, AboutOneself aboutOneself,
            CaseStore store, CaseRecord record, Work work) {
        this.transactions = transactions;
        this.decisionPoint = decisionPoint;
        this.cases = cases;
        this.aboutOneself = aboutOneself;
        this.store = store;
        this.record = record;
        this.work = work;
    }

    /** What somebody wants about one tenant of a case, checked as far as that goes before the case is locked. */
    private record Wish(Permit permit, LeaverCase leaver, VisibleTenant tenant, String why) {}

    /** @param permit for offboarding in the MSP's own tenant */
    public Result<LeaverCase, CaseProblem> takeOut(Permit permit, UUID leaverCase, Optional<VisibleTenant> tenant,
            String reason) {
        return carryOut(permit, leaverCase, tenant, reason,
                (tx, wish) -> staysIn(tx, wish).<Result<LeaverCase, CaseProblem>>map(Result::no)
                        .orElseGet(() -> Result.ok(takeOut(tx, wish))));
    }

    /** @param permit for offboarding in the MSP's own tenant */
    public Result<LeaverCase, CaseProblem> putBack(Permit permit, UUID leaverCase, Optional<VisibleTenant> tenant,
            String reason) {
        try {
            return carryOut(permit, leaverCase, tenant, reason,
                    (tx, wish) -> staysOut(tx, wish).<Result<LeaverCase, CaseProblem>>map(Result::no)
                            .orElseGet(() -> Result.ok(putBack(tx, wish))));
        } catch (DuplicateKeyException anotherCaseOpenedAtTheSameMoment) {
            return Result.no(new CaseProblem.Changed());
        }
    }

    private Result<LeaverCase, CaseProblem> carryOut(Permit permit, UUID leaverCase, Optional<VisibleTenant> tenant,
            String reason, BiFunction<TenantTx, Wish, Result<LeaverCase, CaseProblem>> act) {
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
        var wish = new Wish(permit, leaver, tenant.get(), why);
        return transactions.tenant(permit.tenant(), tx -> {
            decisionPoint.confirm(tx, permit);
            return act.apply(tx, wish);
        });
    }

    private Optional<CaseProblem> staysIn(TenantTx tx, Wish wish) {
        if (wish.tenant().id().equals(TenantId.MSP)) {
            return Optional.of(new CaseProblem.OwnDirectoryStays());
        }
        var state = store.lock(tx, wish.leaver().id()).orElseThrow().state();
        if (state != CaseState.OPEN) {
            return Optional.of(new CaseProblem.NotOpen(state));
        }
        return standing(tx, wish).map(Standing::stand)
                .filter(stand -> stand == Stand.ENDED || stand == Stand.TAKEN_OUT)
                .map(CaseProblem.NothingToTakeOut::new);
    }

    private LeaverCase takeOut(TenantTx tx, Wish wish) {
        var out = wish.tenant().id();
        long id = wish.leaver().id();
        var person = PreviewCase.person(wish.permit());
        store.takeOut(tx, id, out, wish.why(), person.id());
        var parts = store.parts(tx, id).stream().filter(part -> part.concerned().equals(out)).toList();
        parts.stream().filter(part -> part.state() != PartState.ORDERED)
                .forEach(part -> store.state(tx, part, PartState.REPLACED, null));
        stand(tx, wish, Stand.TAKEN_OUT, Optional.of(wish.why()));
        store.acting(tx, id, person);
        var now = store.find(tx, id).orElseThrow();
        record.aboutTenant(tx, Activity.LEAVER_CASE_TENANT_TAKEN_OUT, wish.permit(), now, wish.tenant().publicId(),
                wish.why(), parts.stream().map(Part::request).toList());
        work.order(tx, HastenCase.KIND, id, tx.now());
        return now;
    }

    private Optional<CaseProblem> staysOut(TenantTx tx, Wish wish) {
        long id = wish.leaver().id();
        var state = store.lock(tx, id).orElseThrow().state();
        if (state == CaseState.CANCELLED) {
            return Optional.of(new CaseProblem.NotOpen(state));
        }
        if (store.takenOut(tx, id).stream().noneMatch(each -> each.concerned().equals(wish.tenant().id()))) {
            return Optional.of(new CaseProblem.NotTakenOut());
        }
        return store.newer(tx, id).map(LeaverCase::publicId).map(CaseProblem.NewerCase::new);
    }

    private LeaverCase putBack(TenantTx tx, Wish wish) {
        long id = wish.leaver().id();
        var person = PreviewCase.person(wish.permit());
        store.putBack(tx, id, wish.tenant().id(), wish.why(), person.id());
        stand(tx, wish, Stand.BEING_READ, Optional.empty());
        if (store.find(tx, id).orElseThrow().state() == CaseState.CLOSED) {
            store.state(tx, id, CaseState.OPEN, null);
        }
        store.readAnew(tx, id);
        store.acting(tx, id, person);
        var now = store.find(tx, id).orElseThrow();
        record.aboutTenant(tx, Activity.LEAVER_CASE_TENANT_PUT_BACK, wish.permit(), now, wish.tenant().publicId(),
                wish.why(), List.of());
        work.order(tx, HastenCase.KIND, id, tx.now());
        return now;
    }

    private void stand(TenantTx tx, Wish wish, Stand stand, Optional<String> detail) {
        var was = standing(tx, wish);
        store.put(tx, wish.leaver().id(), List.of(new Standing(wish.tenant().id(), stand,
                was.map(Standing::items).orElse(0), was.map(Standing::verified).orElse(0), detail, tx.now(),
                was.map(Standing::present).orElse(true))));
    }

    private Optional<Standing> standing(TenantTx tx, Wish wish) {
        return store.standings(tx, wish.leaver().id()).stream()
                .filter(each -> each.concerned().equals(wish.tenant().id())).findFirst();
    }
}
