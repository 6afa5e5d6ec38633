package org.bailiwick.authority;

import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.tenant.Tenants;
import org.bailiwick.web.Access;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Scope;
import org.bailiwick.web.Slice;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The tenants that exist for whoever asks, and taking a customer on. */
@RestController
final class TenantApi {
    private final Tenants tenants;
    private final CreateTenant createTenant;

    TenantApi(Tenants tenants, CreateTenant createTenant) {
        this.tenants = tenants;
        this.createTenant = createTenant;
    }

    record TenantJson(UUID id, String shortName, String name) {
        static TenantJson of(VisibleTenant tenant) {
            return new TenantJson(tenant.publicId(), tenant.shortName(), tenant.name());
        }
    }

    record NewTenant(@Nullable String shortName, @Nullable String name) {}

    @GetMapping("/api/v1/tenants")
    @Access(scope = Access.Reach.SIGNED_IN)
    Slice<TenantJson> list(Scope scope) {
        return new Slice<>(scope.tenants().stream().map(TenantJson::of).toList(), null);
    }

    @GetMapping("/api/v1/tenants/{tenant}")
    @Access(capability = Capabilities.TENANT_READ, scope = Access.Reach.TENANT)
    TenantJson one(VisibleTenant tenant) {
        return TenantJson.of(tenant);
    }

    @PostMapping("/api/v1/tenants")
    @Access(capability = Capabilities.TENANT_MANAGE, scope = Access.Reach.MSP)
    ResponseEntity<TenantJson> create(Permit permit, @RequestBody NewTenant wanted) {
        var id = createTenant.create(permit, text(wanted.shortName()), text(wanted.name()))
                .orThrow(problem -> new RefusedException(TenantRefusals.of(problem)));
        var tenant = tenants.list(Set.of(id)).getFirst();
        return ResponseEntity.created(URI.create("/api/v1/tenants/" + tenant.publicId()))
                .body(new TenantJson(tenant.publicId(), tenant.shortName(), tenant.name()));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
