package org.bailiwick.register;

import java.util.List;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * What is effectively held in a tenant, the most privileged first.
 *
 * @param mayDecide whether to offer choosing rows to decide about; the route decides again
 */
public record GrantsPage(VisibleTenant tenant, @Nullable String search, @Nullable String tier, List<GrantView> grants,
        DataAge age, Pager pager, boolean mayDecide) {
    public List<String> tiers() {
        return List.of("critical", "high", "not known", "moderate", "low");
    }

    public boolean filtered() {
        return search != null || tier != null;
    }
}
