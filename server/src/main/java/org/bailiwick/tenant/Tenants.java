package org.bailiwick.tenant;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.springframework.stereotype.Component;

/** Creates tenants and finds them by what stands in a URL. */
@Component
public final class Tenants {
    /** The tenant with this public id; says nothing about whether anyone may see it. */
    public Optional<TenantId> byPublicId(UUID publicId) {
        throw new UnsupportedOperationException();
    }

    public Optional<TenantId> byShortName(String shortName) {
        throw new UnsupportedOperationException();
    }

    /** In the order of their names; reads only the listed tenants (as the oversight role). */
    public List<Tenant> list(Set<TenantId> ids) {
        throw new UnsupportedOperationException();
    }

    public Result<TenantId, TenantProblem> create(String shortName, String name) {
        throw new UnsupportedOperationException();
    }
}
