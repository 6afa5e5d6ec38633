package org.bailiwick.authority;

import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.tenant.Tenants;
import org.bailiwick.web.Access;
import org.bailiwick.web.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Taking a customer on. */
@RestController
final class TenantApi {
    private final Tenants tenants;
    private final CreateTenant createTenant;

    TenantApi(Tenants tenants, CreateTenant createTenant) {
        this.tenants = tenants;
        this.createTenant = createTenant;
    }

    record CreatedTenantJson(UUID id, String shortName, String name) {}

    record NewTenant(@Nullable String shortName, @Nullable String name) {}

    @PostMapping("/api/v1/tenants")
    @Access(capability = Capabilities.TENANT_MANAGE, scope = Access.Reach.MSP)
    ResponseEntity<CreatedTenantJson> create(Permit permit, @RequestBody NewTenant wanted) {
        var id = createTenant.create(permit, text(wanted.shortName()), text(wanted.name()))
                .orThrow(problem -> new RefusedException(TenantRefusals.of(problem)));
        var tenant = tenants.list(Set.of(id)).getFirst();
        return ResponseEntity.created(URI.create("/api/v1/tenants/" + tenant.publicId()))
                .body(new CreatedTenantJson(tenant.publicId(), tenant.shortName(), tenant.name()));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
