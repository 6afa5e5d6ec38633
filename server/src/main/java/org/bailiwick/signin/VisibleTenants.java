package org.bailiwick.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.bailiwick.authority.Authorities;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.tenant.Tenant;
import org.bailiwick.tenant.Tenants;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.springframework.stereotype.Component;

/** Which tenants exist for a person, with their names. */
@Component
final class VisibleTenants {
    private static final String READ = VisibleTenants.class.getName();

    private final Authorities authorities;
    private final Tenants tenants;

    VisibleTenants(Authorities authorities, Tenants tenants) {
        this.authorities = authorities;
        this.tenants = tenants;
    }

    /** As it was first read for this request: controller and frame see the same tenants. */
    Scope scope(HttpServletRequest request, PersonId person) {
        if (request.getAttribute(READ) instanceof Read read && read.person().equals(person)) {
            return read.scope();
        }
        var scope = scope(person);
        request.setAttribute(READ, new Read(person, scope));
        return scope;
    }

    private record Read(PersonId person, Scope scope) {}

    private Scope scope(PersonId person) {
        var ids = authorities.tenants(person);
        return new Scope(tenants.list(ids).stream().map(VisibleTenants::visible).toList(),
                ids.contains(TenantId.MSP) && authorities.readsEstate(person));
    }

    VisibleTenant one(TenantId id) {
        return tenants.list(Set.of(id)).stream().map(VisibleTenants::visible).findFirst().orElseThrow();
    }

    private static VisibleTenant visible(Tenant tenant) {
        return new VisibleTenant(tenant.id(), tenant.publicId(), tenant.shortName(), tenant.name(), tenant.msp());
    }
}
