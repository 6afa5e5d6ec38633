package org.bailiwick.register;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.Result;
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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One identity in the console, and the form that names who answers for it. */
@Controller
@RequestMapping("/t/{tenant}/identities/{identity}")
final class IdentityPages {
    private static final Paging ALL = new Paging(Paging.MOST, null);

    private final RegisterLists lists;
    private final Transactions transactions;
    private final ReadIdentity readIdentity;
    private final Owners owners;
    private final DecisionPoint decisionPoint;
    private final ObjectProvider<ExpectedAccess> expectedAccess;

    IdentityPages(RegisterLists lists, Transactions transactions, ReadIdentity readIdentity, Owners owners,
            DecisionPoint decisionPoint, ObjectProvider<ExpectedAccess> expectedAccess) {
        this.lists = lists;
        this.transactions = transactions;
        this.readIdentity = readIdentity;
        this.owners = owners;
        this.decisionPoint = decisionPoint;
        this.expectedAccess = expectedAccess;
    }

    @GetMapping
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    View identity(Permit permit, VisibleTenant tenant, Scope scope, @PathVariable UUID identity) {
        return page(permit, tenant, scope, identity, "", null);
    }

    @PostMapping("/owner")
    @Access(capability = "grant.decide", scope = Access.Reach.TENANT)
    Object name(Permit permit, VisibleTenant tenant, Scope scope, @PathVariable UUID identity,
            @RequestParam(defaultValue = "") String owner) {
        return switch (owners.name(permit, identity, owner)) {
            case Result.Ok<IdentityView, OwnerProblem>(var named) ->
                Redirect.to("/t/%s/identities/%s".formatted(tenant.shortName(), identity))
                        .withNotice("an owner is named for `%s`, and the rules are asked anew"
                                .formatted(named.displayName()));
            case Result.No<IdentityView, OwnerProblem>(var problem) ->
                again(permit, tenant, scope, identity, owner, problem.refused());
        };
    }

    /** What was typed comes back with what is wrong with it, to whoever may read the page that it stands on. */
    private View again(Permit permit, VisibleTenant tenant, Scope scope, UUID identity, String typed,
            RefusedException refused) {
        boolean reads = transactions.tenant(permit.tenant(),
                tx -> denied(tx, permit, Capabilities.REGISTER_READ).isEmpty());
        if (!reads || refused.refusal().status() != HttpStatus.UNPROCESSABLE_CONTENT) {
            throw refused;
        }
        return page(permit, tenant, scope, identity, typed, refused.refusal().detail())
                .withStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private View page(Permit permit, VisibleTenant tenant, Scope scope, UUID identity, String typed,
            @Nullable String error) {
        var naming = transactions.tenant(permit.tenant(), tx -> new IdentityPage.Naming(
                denied(tx, permit, Capabilities.GRANT_DECIDE).orElse(null), typed, error));
        boolean mayErase = transactions.tenant(permit.tenant(),
                tx -> denied(tx, permit, Capabilities.RECORD_KEEP).isEmpty());
        var found = transactions.tenant(permit.tenant(), tx -> readIdentity.read(tx, identity))
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
        var grants = lists.grants(permit, GrantFilter.EFFECTIVE.ofIdentity(identity), ALL);
        var ended = lists.grants(permit, new GrantFilter(null, null, false, identity, null, null), ALL);
        // Whoever sees one tenant alone must not learn that there could be others.
        boolean several = scope.tenants().size() > 1;
        return View.of("register/identity.jte", new IdentityPage(tenant, found, naming, grants.items(),
                grants.nextCursor() != null, ended.items(), grants.age(),
                several ? "/all/identities/" + found.identity().subject() : null, mayErase,
                expected(permit, grants.items())));
    }

    private Map<Long, Expectation> expected(Permit permit, List<GrantView> grants) {
        var comparing = expectedAccess.getIfAvailable();
        return comparing == null
                ? Map.of()
                : transactions.tenant(permit.tenant(), tx -> comparing.of(tx, grants));
    }

    /** Why the person may not; empty where they may. Only for what to show; each route decides again. */
    private Optional<String> denied(TenantTx tx, Permit permit, String capability) {
        return switch (decisionPoint.decide(tx, permit.principal(), capability)) {
            case Evaluation.Permitted permitted -> Optional.empty();
            case Evaluation.Denied denied -> Optional.of(denied.reason());
        };
    }
}
