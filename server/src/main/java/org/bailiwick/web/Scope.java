package org.bailiwick.web;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bailiwick.platform.TenantId;

/**
 * Which tenants the person of this request may see. Filled by sign-in, handed to controllers as an argument; what is
 * not in it does not exist for them.
 *
 * @param estate whether the person may read the whole estate as the risk owner
 */
public record Scope(List<VisibleTenant> tenants, boolean estate) {
    public Scope {
        tenants = List.copyOf(tenants);
    }

    public Set<TenantId> ids() {
        return tenants.stream().map(VisibleTenant::id).collect(Collectors.toUnmodifiableSet());
    }

    public Optional<VisibleTenant> find(TenantId id) {
        return tenants.stream().filter(tenant -> tenant.id().equals(id)).findFirst();
    }
}
