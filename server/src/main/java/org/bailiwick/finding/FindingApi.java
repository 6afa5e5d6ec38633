package org.bailiwick.finding;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.WhoMay;
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
import org.springframework.web.bind.annotation.PutMapping;
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
    private final NameFindingOwner owners;
    private final Transactions transactions;

    FindingApi(FindingLists lists, FindingReadStore store, DecideFinding decide, NameFindingOwner owners,
            Transactions transactions) {
        this.owners = owners;
        this.lists = lists;
        this.store = store;
        this.decide = decide;
        this.transactions = transactions;
    }

    /** @param ticket may be left out */
    record Body(@Nullable DecisionKind decision, @Nullable String justification, @Nullable TicketBody ticket) {}

    /** @param authority by which the new owner may decide here; left out for nobody */
    record OwnerBody(@Nullable UUID authority, @Nullable String justification) {}

    /** @param authority to be said when naming them */
    record CandidateJson(UUID authority, @Nullable String name, String side) {}

    /** @param candidates who may decide in the tenant now */
    record OwnerJson(FindingJson.Owner owner, List<CandidateJson> candidates) {}

    @GetMapping("/tenants/{tenant}/findings")
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "listFindings", summary = "What rules found in a tenant, the worst first")
    FindingSlice findings(Permit permit, VisibleTenant tenant, Paging paging,
            @RequestParam(required = false) String rule, @RequestParam(required = false) String severity,
            @RequestParam(required = false) String state, @RequestParam(required = false) String owner,
            @RequestParam(required = false) UUID pattern) {
        var found = lists.inTenant(permit, FindingFilter.of(rule, severity, state, owner, pattern), paging);
        return new FindingSlice(found.items().stream().map(each -> FindingJson.of(tenant, each)).toList(),
                found.nextCursor(), found.summaries().stream()
                        .map(each -> FindingSlice.Summary.of(tenant.publicId(), each)).toList(),
                found.notRead());
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

    @GetMapping("/tenants/{tenant}/findings/{finding}/owner")
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "getFindingOwner", summary = "Who is to settle a finding, and who could be named")
    OwnerJson owner(VisibleTenant tenant, @PathVariable UUID finding) {
        return transactions
                .tenant(tenant.id(), tx -> store.find(tx, finding).map(found -> new OwnerJson(
                        FindingJson.Owner.of(found), owners.candidates(tx).stream().map(FindingApi::json).toList())))
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }

    private static CandidateJson json(WhoMay.Holder holder) {
        return new CandidateJson(holder.authority(), holder.name().orElse(null), holder.side().text());
    }

    @PutMapping("/tenants/{tenant}/findings/{finding}/owner")
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    @Operation(operationId = "nameFindingOwner", summary = "Name who is to settle a finding, or nobody")
    FindingJson nameOwner(Permit permit, VisibleTenant tenant, @PathVariable UUID finding,
            @RequestBody OwnerBody body) {
        var request = new NameFindingOwner.Request(Optional.ofNullable(body.authority()),
                body.justification() == null ? "" : body.justification());
        var named = owners.name(permit, finding, request).orThrow(problem -> FindingRefusals.of(tenant, problem))
                .finding();
        return transactions.tenant(tenant.id(), tx -> FindingJson.of(tenant, named, store.events(tx, named.id())));
    }

    @GetMapping("/oversight/findings")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "overseeFindings", summary = "What rules found over the tenants one may see")
    FindingSlice oversee(Permit permit, Scope scope, Paging paging, @RequestParam(required = false) String rule,
            @RequestParam(required = false) String severity, @RequestParam(required = false) String state,
            @RequestParam(required = false) String owner, @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) UUID pattern) {
        var found = lists.over(permit, scope.named(q).ids(), FindingFilter.of(rule, severity, state, owner, q, pattern),
                paging);
        return new FindingSlice(
                found.items().stream()
                        .map(each -> FindingJson.of(scope.find(each.tenant()).orElseThrow(), each)).toList(),
                found.nextCursor(), found.summaries().stream().map(each -> FindingSlice.Summary
                        .of(scope.find(each.tenant()).orElseThrow().publicId(), each)).toList(),
                found.notRead());
    }
}
