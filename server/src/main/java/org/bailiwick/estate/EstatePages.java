package org.bailiwick.estate;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.Scope;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Tags of a tenant and tenant sets in the console. */
@Controller
final class EstatePages {
    private static final String SETS = "/tenant-sets";

    private final TenantTags tags;
    private final TenantSets sets;
    private final DecisionPoint decisions;
    private final Transactions transactions;

    EstatePages(TenantTags tags, TenantSets sets, DecisionPoint decisions, Transactions transactions) {
        this.tags = tags;
        this.sets = sets;
        this.decisions = decisions;
        this.transactions = transactions;
    }

    @GetMapping("/t/{tenant}/tags")
    @Access(capability = "tenant.read", scope = Access.Reach.TENANT)
    View tags(Permit permit, VisibleTenant tenant) {
        return View.of("estate/tags.jte", new TagsPage(tenant, tags.of(permit), mayTag(permit), TenantTags.MOST));
    }

    @PostMapping("/t/{tenant}/tags")
    @Access(capability = "tenant.manage", scope = Access.Reach.TENANT)
    Redirect tag(Permit permit, VisibleTenant tenant, @RequestParam(defaultValue = "") String tags) {
        var set = this.tags.set(permit, Arrays.stream(tags.split("[,\\n]")).filter(each -> !each.isBlank()).toList())
                .orThrow(EstateRefusals::of);
        return Redirect.to("/t/%s/tags".formatted(tenant.shortName())).withNotice(
                set.isEmpty()
                        ? "%s has no tags now".formatted(tenant.name())
                        : "%s has the tags %s now".formatted(tenant.name(), String.join(", ", set)));
    }

    @GetMapping(SETS)
    @Access(capability = "tenant.manage", scope = Access.Reach.MSP)
    View sets(Scope scope) {
        return View.of("estate/sets.jte", new SetsPage(sets.list(scope), sets.possibleOwners()));
    }

    @PostMapping(SETS)
    @Access(capability = "tenant.manage", scope = Access.Reach.MSP)
    Redirect create(Permit permit, Scope scope, @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String members) {
        var made = sets.create(permit, scope, name, shortNames(members)).orThrow(EstateRefusals::of);
        return Redirect.to(SETS).withNotice("the tenant set `%s` is made".formatted(made.name()));
    }

    @PostMapping(SETS + "/{set}")
    @Access(capability = "tenant.manage", scope = Access.Reach.MSP)
    Redirect change(Permit permit, Scope scope, @PathVariable UUID set, @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String members) {
        var changed = sets.change(permit, scope, set, name, shortNames(members)).orThrow(EstateRefusals::of);
        return Redirect.to(SETS).withNotice("the tenant set `%s` is changed".formatted(changed.name()));
    }

    @PostMapping(SETS + "/{set}/owner")
    @Access(capability = "tenant.manage", scope = Access.Reach.MSP)
    Redirect handOver(Permit permit, Scope scope, @PathVariable UUID set,
            @RequestParam(defaultValue = "") String subject) {
        var changed = sets.handOver(permit, scope, set, subject).orThrow(EstateRefusals::of);
        return Redirect.to(SETS).withNotice("%s answers for the tenant set `%s` now".formatted(changed.owner(),
                changed.name()));
    }

    @PostMapping(SETS + "/{set}/closure")
    @Access(capability = "tenant.manage", scope = Access.Reach.MSP)
    Redirect end(Permit permit, Scope scope, @PathVariable UUID set) {
        sets.end(permit, scope, set).orThrow(EstateRefusals::of);
        return Redirect.to(SETS).withNotice("the tenant set is ended; its history stays in the record");
    }

    private static List<String> shortNames(String typed) {
        return Arrays.stream(typed.split("[\\s,]+")).filter(each -> !each.isBlank()).toList();
    }

    /** Only whether to show the form; the route decides again. */
    private boolean mayTag(Permit permit) {
        return transactions.tenant(permit.tenant(), tx -> decisions.decide(tx, permit.principal(),
                Capabilities.TENANT_MANAGE) instanceof Evaluation.Permitted);
    }
}
