package org.bailiwick.register;

import java.util.List;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * Everybody and everything with access in a tenant.
 *
 * @param mayRequest whether the person may have the system read again
 */
public record IdentitiesPage(VisibleTenant tenant, @Nullable String search, @Nullable String kind, boolean gone,
        List<IdentityView> identities, DataAge age, boolean mayRequest, Pager pager) {
    public List<String> kinds() {
        return Wanted.KINDS.stream().sorted().toList();
    }

    public boolean filtered() {
        return search != null || kind != null;
    }
}
