package org.bailiwick.finding;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.DecisionRequest;
import org.bailiwick.decision.TicketBody;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Findings of one tenant with their decision, and over the tenants one may see. */
@RestController
@RequestMapping("/api/v1")
final class FindingApi {
    private final FindingLists lists;
    private final FindingReadStore store;
    private final DecideFinding decide;
    private final Transactions transactions;

    FindingApi(FindingLists lists, FindingReadStore store, DecideFinding decide, Transactions transactions) {
        this.lists = lists;
        this.store = store;
        this.decide = decide;
        this.transactions = transactions;
    }

    /** @param ticket may be left out */
    record Body(@Nullable DecisionKind decision, @Nullable String justification, @Nullable TicketBody ticket) {}

    @GetMapping("/tenants/{tenant}/findings")
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "listFindings", summary = "What rules found in a tenant, the worst first")
    FindingSlice findings(Permit permit, VisibleTenant tenant, Paging paging,
            @RequestParam(required = false) String rule, @RequestParam(required = false) String severity,
            @RequestParam(required = false) String state) {
        var found = lists.inTenant(permit, FindingFilter.of(rule, severity, state), paging);
        return new FindingSlice(found.items().stream().map(each -> FindingJson.of(tenant, each)).toList(),
                found.nextCursor(), found.summaries().stream()
                        .map(each -> FindingSlice.Summary.of(tenant.publicId(), each)).toList());
    }

    @GetMapping("/tenants/{tenant}/findings/{finding}")
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "getFinding", summary = "A finding with its history")
    FindingJson finding(VisibleTenant tenant, @PathVariable UUID finding) {
        return transactions.tenant(tenant.id(), tx -> store.find(tx, finding)
                .map(found -> FindingJson.of(tenant, found, store.events(tx, finding))))
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }

    @PostMapping("/tenants/{tenant}/findings/{finding}/decision")
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    @Operation(operationId = "decideFinding", summary = "Accept a finding with a reason, or have its grant revoked")
    FindingJson decide(Permit permit, VisibleTenant tenant, @PathVariable UUID finding, @RequestBody Body body) {
        if (body.decision() == null) {
            throw FindingRefusals.decisionMissing();
        }
        var request = new DecisionRequest(body.decision(), body.justification() == null ? "" : body.justification(),
                Optional.ofNullable(body.ticket()).map(TicketBody::ticket));
        var decided = decide.decide(permit, finding, request)
                .orThrow(problem -> FindingRefusals.of(tenant, problem));
        return transactions.tenant(tenant.id(),
                tx -> FindingJson.of(tenant, decided, store.events(tx, decided.id())));
    }

    @GetMapping("/oversight/findings")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "overseeFindings", summary = "What rules found over the tenants one may see")
    FindingSlice oversee(Permit permit, Scope scope, Paging paging, @RequestParam(required = false) String rule,
            @RequestParam(required = false) String severity, @RequestParam(required = false) String state) {
        var found = lists.over(permit, scope.ids(), FindingFilter.of(rule, severity, state), paging);
        return new FindingSlice(
                found.items().stream()
                        .map(each -> FindingJson.of(scope.find(each.tenant()).orElseThrow(), each)).toList(),
                found.nextCursor(), found.summaries().stream().map(each -> FindingSlice.Summary
                        .of(scope.find(each.tenant()).orElseThrow().publicId(), each)).toList());
    }
}
