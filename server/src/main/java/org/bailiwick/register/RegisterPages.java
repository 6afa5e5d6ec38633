package org.bailiwick.register;

import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** One tenant's register in the console. */
@Controller
@RequestMapping("/t/{tenant}")
final class RegisterPages {
    private static final Paging ALL = new Paging(Paging.MOST, null);

    private final RegisterLists lists;
    private final Transactions transactions;
    private final Snapshots snapshots;
    private final DecisionPoint decisionPoint;

    RegisterPages(RegisterLists lists, Transactions transactions, Snapshots snapshots,
            DecisionPoint decisionPoint) {
        this.lists = lists;
        this.transactions = transactions;
        this.snapshots = snapshots;
        this.decisionPoint = decisionPoint;
    }

    @GetMapping("/register")
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    View register(Permit permit, VisibleTenant tenant, Paging paging, @RequestParam(required = false) String kind,
            @RequestParam(required = false) String q, @RequestParam(defaultValue = "false") boolean gone) {
        var filter = new IdentityStore.Filter(Wanted.oneOf("kind", kind, Wanted.KINDS), Wanted.search(q), gone);
        var found = lists.identities(permit, filter, paging);
        var path = "/t/" + tenant.shortName() + "/register";
        return View.of("register/identities.jte", new IdentitiesPage(tenant, filter.search(), filter.kind(), gone,
                found.items(), found.age(), may(permit, "snapshot.request"),
                new Pager(paging.cursor() == null ? null : link(path, "q", q, "kind", kind, null),
                        next(path, "q", q, "kind", kind, found.nextCursor()))));
    }

    @GetMapping("/register/grants")
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    View grants(Permit permit, VisibleTenant tenant, Paging paging, @RequestParam(required = false) String tier,
            @RequestParam(required = false) String q) {
        var wanted = Wanted.oneOf("tier", tier, Wanted.TIERS);
        var filter = new GrantFilter(wanted, null, true, null, null, Wanted.search(q));
        var found = lists.grants(permit, filter, paging);
        var path = "/t/" + tenant.shortName() + "/register/grants";
        return View.of("register/grants.jte", new GrantsPage(tenant, filter.search(), wanted, found.items(),
                found.age(), new Pager(paging.cursor() == null ? null : link(path, "q", q, "tier", tier, null),
                        next(path, "q", q, "tier", tier, found.nextCursor())),
                may(permit, "grant.decide")));
    }

    @GetMapping("/settings")
    @Access(capability = "register.read", scope = Access.Reach.TENANT)
    View settings(Permit permit, VisibleTenant tenant) {
        var found = lists.settings(permit, ALL);
        return View.of("register/settings.jte", new SettingsPage(tenant, found.items().stream()
                .map(setting -> new SettingsPage.Line(setting.system(), setting.key(), setting.value())).toList(),
                found.age()));
    }

    @PostMapping("/snapshots")
    @Access(capability = "snapshot.request", scope = Access.Reach.TENANT)
    Redirect snapshot(Permit permit, VisibleTenant tenant, @RequestParam Optional<UUID> connection) {
        snapshots.request(permit, connection).orThrow(RegisterProblem::refused);
        return Redirect.to("/t/" + tenant.shortName() + "/register")
                .withNotice("A reading of %s's system was requested. Load this page again in a moment."
                        .formatted(tenant.name()));
    }

    /** Only whether to show what it is for; the route decides again. */
    private boolean may(Permit permit, String capability) {
        return transactions.tenant(permit.tenant(), tx -> decisionPoint.decide(tx, permit.principal(),
                capability) instanceof Evaluation.Permitted);
    }

    private static @Nullable String next(String path, String firstName, @Nullable String first, String secondName,
            @Nullable String second, @Nullable String cursor) {
        return cursor == null ? null : link(path, firstName, first, secondName, second, cursor);
    }

    private static String link(String path, String firstName, @Nullable String first, String secondName,
            @Nullable String second, @Nullable String cursor) {
        return UriComponentsBuilder.fromPath(path)
                .queryParamIfPresent(firstName, Optional.ofNullable(first).filter(text -> !text.isBlank()))
                .queryParamIfPresent(secondName, Optional.ofNullable(second).filter(text -> !text.isBlank()))
                .queryParamIfPresent("cursor", Optional.ofNullable(cursor)).encode().build().toUriString();
    }
}
