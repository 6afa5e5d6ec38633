package org.bailiwick.lifecycle;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Scope;
import org.springframework.stereotype.Component;

/** Cases as API and console show them, with what can be done next. */
@Component
final class CaseViews {
    private final LeaverCases cases;
    private final ContinueCase continueCase;

    CaseViews(LeaverCases cases, ContinueCase continueCase) {
        this.cases = cases;
        this.continueCase = continueCase;
    }

    List<CaseView> list(Permit permit, Scope scope) {
        return cases.list(permit).stream()
                .map(known -> CaseView.of(known, List.of(), Optional.empty(), List.of(), scope))
                .toList();
    }

    /** Account by account. */
    CaseView whole(Permit permit, Scope scope, UUID leaverCase) {
        var known = known(permit, leaverCase);
        var items = cases.items(permit, known);
        var left = known.leaver().state() == CaseState.OPEN ? continueCase.left(known) : List.<Left>of();
        if (!cases.mine(permit, left)) {
            throw refused(new CaseProblem.CaseNotFound());
        }
        cases.lookedAt(permit, known, left);
        return CaseView.of(known, items,
                left.isEmpty() ? Optional.empty() : Optional.of(LeftView.of(left, scope)),
                cases.notEnded(known), scope);
    }

    /** How far it is, as last looked at; reads nothing of a customer. */
    CaseView progress(Permit permit, Scope scope, UUID leaverCase) {
        return CaseView.of(known(permit, leaverCase), List.of(), Optional.empty(), List.of(), scope);
    }

    private LeaverCases.Known known(Permit permit, UUID leaverCase) {
        return cases.find(permit, leaverCase).orElseThrow(() -> refused(new CaseProblem.CaseNotFound()));
    }

    private static RefusedException refused(CaseProblem problem) {
        return new RefusedException(CaseRefusals.of(problem));
    }
}
