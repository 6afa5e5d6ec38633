package org.bailiwick.console;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.OwnAuthorities;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.estate.ChosenTenants;
import org.bailiwick.platform.TenantId;
import org.bailiwick.web.Access;
import org.bailiwick.web.Access.Reach;
import org.bailiwick.web.Scope;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The pages that belong to no single feature: the tenants, a tenant's home, oneself. */
@Controller
final class ConsolePages {
    private final TenantRows rows;
    private final TenantHome home;
    private final OwnAuthorities authorities;
    private final MyAuthorities mine;
    private final ChosenTenants chosen;

    ConsolePages(TenantRows rows, TenantHome home, OwnAuthorities authorities, MyAuthorities mine,
            ChosenTenants chosen) {
        this.rows = rows;
        this.home = home;
        this.authorities = authorities;
        this.mine = mine;
        this.chosen = chosen;
    }

    @GetMapping("/")
    @Access(scope = Reach.SIGNED_IN)
    View tenants(Principal.Person person, Scope scope) {
        return View.of("console/tenants.jte",
                new TenantsPage(rows.of(person, scope.tenants().stream().filter(tenant -> !tenant.msp()).toList()),
                        rows.of(person, scope.tenants().stream().filter(VisibleTenant::msp).toList()),
                        mayCreate(person), tags(scope)));
    }

    private Map<String, List<String>> tags(Scope scope) {
        var tags = chosen.tags(scope.ids());
        return scope.tenants().stream().collect(Collectors.toMap(VisibleTenant::shortName,
                tenant -> tags.getOrDefault(tenant.id(), List.of())));
    }

    private boolean mayCreate(Principal.Person person) {
        return authorities.inForce(person.id(), Set.of(TenantId.MSP)).getOrDefault(TenantId.MSP, List.of()).stream()
                .anyMatch(authority -> authority.capability().equals(Capabilities.TENANT_MANAGE));
    }

    @GetMapping("/t/{tenant}")
    @Access(capability = "tenant.read", scope = Reach.TENANT)
    View home(Permit permit, Principal.Person person, VisibleTenant tenant) {
        return View.of("console/home.jte", home.of(permit, person, tenant));
    }

    @GetMapping("/me")
    @Access(scope = Reach.SIGNED_IN)
    View me(Principal.Person person, Scope scope) {
        return View.of("console/me.jte", new MyPage(person.name(), person.issuer(), person.subject(), person.acr(),
                person.authenticatedAt(), mine.of(person, scope)));
    }
}
