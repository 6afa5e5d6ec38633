package org.bailiwick.finding;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bailiwick.authority.Authorities;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.authority.WhereAllowed;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.DecisionRequest;
import org.bailiwick.decision.Ticket;
import org.bailiwick.decision.Typed;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Scope;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Findings in the console: of a tenant, and over all tenants; rows of both lead to a preview of deciding about them. */
@Controller
final class FindingPages {
    private static final String OVER_ALL = "/all/findings";

    private final FindingLists lists;
    private final FindingReadStore store;
    private final DecideFinding decide;
    private final DecisionPoint decisionPoint;
    private final Transactions transactions;
    private final Authorities authorities;
    private final NameFindingOwner owners;
    private final WhereAllowed whereAllowed;

    FindingPages(FindingLists lists, FindingReadStore store, DecideFinding decide, DecisionPoint decisionPoint,
            Transactions transactions, Authorities authorities, NameFindingOwner owners, WhereAllowed whereAllowed) {
        this.owners = owners;
        this.whereAllowed = whereAllowed;
        this.authorities = authorities;
        this.lists = lists;
        this.store = store;
        this.decide = decide;
        this.decisionPoint = decisionPoint;
        this.transactions = transactions;
    }

    @GetMapping("/t/{tenant}/findings")
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    View findings(Permit permit, VisibleTenant tenant, Paging paging, @RequestParam(required = false) String rule,
            @RequestParam(required = false) String severity, @RequestParam(required = false) String state,
            @RequestParam(required = false) String owner, @RequestParam(required = false) UUID pattern) {
        var filter = FindingFilter.of(rule, severity, state, owner, pattern);
        return list(tenant, Map.of(tenant.id(), tenant), path(tenant), filter, paging,
                lists.inTenant(permit, filter, paging),
                mayNotDecide(permit) == null ? Set.of(tenant.id()) : Set.of(), permit);
    }

    @GetMapping("/t/{tenant}/findings.csv")
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    ResponseEntity<byte[]> file(Permit permit, VisibleTenant tenant, @RequestParam(required = false) String rule,
            @RequestParam(required = false) String severity, @RequestParam(required = false) String state,
            @RequestParam(required = false) String owner, @RequestParam(required = false) UUID pattern) {
        return FindingCsv.file("findings-" + tenant.shortName(),
                lists.allInTenant(permit, FindingFilter.of(rule, severity, state, owner, pattern)),
                Map.of(tenant.id(), tenant));
    }

    @GetMapping("/t/{tenant}/findings/{finding}")
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    View finding(Permit permit, VisibleTenant tenant, @PathVariable UUID finding) {
        return page(permit, tenant, finding, Typed.NOTHING);
    }

    @PostMapping("/t/{tenant}/findings/{finding}/decision")
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    Object decide(Permit permit, VisibleTenant tenant, @PathVariable UUID finding,
            @RequestParam(required = false) @Nullable DecisionKind decision,
            @RequestParam(defaultValue = "") String justification,
            @RequestParam(defaultValue = "") String ticketSystem, @RequestParam(defaultValue = "") String ticketKey) {
        var typed = Typed.of(decision, justification, ticketSystem, ticketKey);
        if (decision == null) {
            return again(permit, tenant, finding, typed, FindingRefusals.decisionMissing());
        }
        var request = new DecisionRequest(decision, justification, Ticket.typed(ticketSystem, ticketKey));
        return switch (decide.decide(permit, finding, request)) {
            case Result.Ok<FindingView, FindingProblem>(var decided) -> decided.change() == null
                    ? Redirect.to(path(tenant) + "/" + finding).withNotice("your decision is on record")
                    : Redirect.to("/t/%s/changes/%s".formatted(tenant.shortName(), decided.change()))
                            .withNotice(
                                    "the revocation is decided; it is not verified before the system was read again");
            case Result.No<FindingView, FindingProblem>(var problem) ->
                again(permit, tenant, finding, typed, FindingRefusals.of(tenant, problem));
        };
    }

    /** Whoever left something out finds what they typed, and at the field what is missing. */
    private View again(Permit permit, VisibleTenant tenant, UUID finding, Typed typed, RefusedException refused) {
        if (refused.refusal().status() != HttpStatus.UNPROCESSABLE_CONTENT) {
            throw refused;
        }
        return page(permit, tenant, finding, typed.refused(refused.refusal()))
                .withStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private View page(Permit permit, VisibleTenant tenant, UUID finding, Typed typed) {
        return page(permit, tenant, finding, typed, FindingPage.Handover.NOTHING);
    }

    private View page(Permit permit, VisibleTenant tenant, UUID finding, Typed typed, FindingPage.Handover handover) {
        boolean endsLeavers = holdsInMsp(permit, Capabilities.STAFF_OFFBOARD);
        return transactions.tenant(tenant.id(), tx -> store.find(tx, finding).map(found -> {
            var mayNot = mayNotDecide(tx, permit);
            return new FindingPage(tenant, found, store.events(tx, finding), mayNot, typed, endsLeavers,
                    handover.among(mayNot == null ? owners.candidates(tx) : List.of()));
        })).map(page -> View.of("finding/finding.jte", page))
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }

    @PostMapping("/t/{tenant}/findings/{finding}/owner")
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    Object own(Permit permit, VisibleTenant tenant, @PathVariable UUID finding,
            @RequestParam(defaultValue = "") String authority, @RequestParam(defaultValue = "") String reason) {
        var chosen = chosen(authority);
        return switch (owners.name(permit, finding, new NameFindingOwner.Request(chosen, reason))) {
            case Result.Ok<NameFindingOwner.Answer, FindingProblem>(var answer) -> Redirect
                    .to(path(tenant) + "/" + finding).withNotice(words(answer));
            case Result.No<NameFindingOwner.Answer, FindingProblem>(var problem) -> {
                var refused = FindingRefusals.of(tenant, problem);
                if (refused.refusal().status() != HttpStatus.UNPROCESSABLE_CONTENT) {
                    throw refused;
                }
                yield page(permit, tenant, finding, Typed.NOTHING,
                        FindingPage.Handover.refused(chosen, reason, refused.refusal().detail()))
                        .withStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            }
        };
    }

    static String words(NameFindingOwner.Answer answer) {
        var owner = answer.finding().owner();
        return "%s %s".formatted(owner == null ? "nobody owns the finding" : owner.name() + " owns the finding",
                answer.changed() ? "now" : "already; nothing was written");
    }

    private static Optional<UUID> chosen(String authority) {
        try {
            return authority.isBlank() ? Optional.empty() : Optional.of(UUID.fromString(authority));
        } catch (IllegalArgumentException malformed) {
            throw new RefusedException(Refusal.notFound());
        }
    }

    @GetMapping(OVER_ALL)
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    View over(Permit permit, Scope scope, Paging paging, @RequestParam(required = false) String rule,
            @RequestParam(required = false) String severity, @RequestParam(required = false) String state,
            @RequestParam(required = false) String owner, @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) UUID pattern) {
        var filter = FindingFilter.of(rule, severity, state, owner, q, pattern);
        var named = scope.named(q);
        return list(null, byId(named), OVER_ALL, filter, paging, lists.over(permit, named.ids(), filter, paging),
                deciding(permit), permit);
    }

    @GetMapping(OVER_ALL + ".csv")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    ResponseEntity<byte[]> fileOver(Permit permit, Scope scope, @RequestParam(required = false) String rule,
            @RequestParam(required = false) String severity, @RequestParam(required = false) String state,
            @RequestParam(required = false) String owner, @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) UUID pattern) {
        return FindingCsv.file("findings", lists.allOver(permit, scope.named(q).ids(),
                FindingFilter.of(rule, severity, state, owner, q, pattern)), byId(scope));
    }

    private View list(@Nullable VisibleTenant tenant, Map<TenantId, VisibleTenant> tenants, String path,
            FindingFilter filter, Paging paging, FindingLists.Found found, Set<TenantId> deciding,
            Permit permit) {
        return View.of("finding/findings.jte", new FindingsPage(tenant, tenants, path, filter, found.items(),
                found.summaries(), link(path + ".csv", filter, null),
                paging.cursor() == null ? null : link(path, filter, null),
                found.nextCursor() == null ? null : link(path, filter, found.nextCursor()), found.notRead(), deciding,
                holdsInMsp(permit, Capabilities.TENANT_READ)));
    }

    private Set<TenantId> deciding(Permit permit) {
        return permit.principal() instanceof Principal.Person person
                ? whereAllowed.tenants(person.id(), Capabilities.GRANT_DECIDE)
                : Set.of();
    }

    /** Only whether to show a link; the route behind it decides. */
    private boolean holdsInMsp(Permit permit, String capability) {
        return permit.principal() instanceof Principal.Person person
                && authorities.tenants(person.id(), capability).contains(TenantId.MSP);
    }

    private @Nullable String mayNotDecide(Permit permit) {
        return transactions.tenant(permit.tenant(), tx -> Optional.ofNullable(mayNotDecide(tx, permit))).orElse(null);
    }

    private @Nullable String mayNotDecide(TenantTx tx, Permit permit) {
        return switch (decisionPoint.decide(tx, permit.principal(), "grant.decide")) {
            case Evaluation.Permitted permitted -> null;
            case Evaluation.Denied denied -> denied.reason();
        };
    }

    private static Map<TenantId, VisibleTenant> byId(Scope scope) {
        return scope.tenants().stream().collect(Collectors.toMap(VisibleTenant::id, Function.identity()));
    }

    private static String path(VisibleTenant tenant) {
        return "/t/" + tenant.shortName() + "/findings";
    }

    private static String link(String path, FindingFilter filter, @Nullable String cursor) {
        return UriComponentsBuilder.fromPath(path)
                .queryParamIfPresent("rule", Optional.ofNullable(filter.rule()).map(Rule::id))
                .queryParamIfPresent("severity", Optional.ofNullable(filter.severity()).map(Severity::text))
                .queryParam("state", filter.stateWord())
                .queryParamIfPresent("owner", Optional.of(filter.ownerWord()).filter(word -> !word.isEmpty()))
                .queryParamIfPresent("q", Optional.of(filter.search()).filter(text -> !text.isEmpty()))
                .queryParamIfPresent("pattern", Optional.ofNullable(filter.pattern()))
                .queryParamIfPresent("cursor", Optional.ofNullable(cursor)).encode().build().toUriString();
    }
}
