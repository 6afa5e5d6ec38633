package org.bailiwick.register;

import java.util.List;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/** What is effectively held in a tenant, the most privileged first. */
public record GrantsPage(VisibleTenant tenant, @Nullable String search, @Nullable String tier, List<GrantView> grants,
        DataAge age, Pager pager) {
    public List<String> tiers() {
        return List.of("critical", "high", "not known", "moderate", "low");
    }

    public boolean filtered() {
        return search != null || tier != null;
    }
}
