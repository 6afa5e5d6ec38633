package org.bailiwick.console;

import java.util.Set;
import org.bailiwick.authority.CreateTenant;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.TenantRefusals;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.tenant.TenantProblem;
import org.bailiwick.tenant.Tenants;
import org.bailiwick.web.Access;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.View;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Taking a customer on: its name, then its systems. */
@Controller
final class NewTenantPages {
    private final CreateTenant createTenant;
    private final Tenants tenants;

    NewTenantPages(CreateTenant createTenant, Tenants tenants) {
        this.createTenant = createTenant;
        this.tenants = tenants;
    }

    @GetMapping("/tenants/new")
    @Access(capability = "tenant.manage", scope = Access.Reach.MSP)
    View form() {
        return View.of("console/newTenant.jte", new NewTenantPage("", "", null));
    }

    @PostMapping("/tenants")
    @Access(capability = "tenant.manage", scope = Access.Reach.MSP)
    Object create(Permit permit, @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String shortName) {
        return switch (createTenant.create(permit, shortName.strip(), name.strip())) {
            case Result.Ok<TenantId, TenantProblem>(var id) ->
                Redirect.to("/t/%s/connections".formatted(tenants.list(Set.of(id)).getFirst().shortName()))
                        .withNotice("%s is taken on; now connect its first system".formatted(name.strip()));
            case Result.No<TenantId, TenantProblem>(var problem) -> {
                var refusal = TenantRefusals.of(problem);
                yield View.of("console/newTenant.jte", new NewTenantPage(name, shortName, refusal.detail()))
                        .withStatus(refusal.status());
            }
        };
    }
}
