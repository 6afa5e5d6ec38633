package org.bailiwick.web;

import java.util.List;
import java.util.Locale;
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

    /** Those whose name or short name has this in it, whatever its case; all where it is empty. */
    public Scope named(String part) {
        var wanted = part.strip().toLowerCase(Locale.ROOT);
        return new Scope(tenants.stream().filter(tenant -> tenant.name().toLowerCase(Locale.ROOT).contains(wanted)
                || tenant.shortName().contains(wanted)).toList(), estate);
    }

    public Optional<VisibleTenant> find(TenantId id) {
        return tenants.stream().filter(tenant -> tenant.id().equals(id)).findFirst();
    }
}
