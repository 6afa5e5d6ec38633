package org.bailiwick.register;

import java.util.List;
import java.util.Map;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * One identity of a tenant: its accounts, what it effectively holds and why, and what it held before.
 *
 * @param more whether there are more grants than shown
 * @param expectations by the grant's inside id; empty where no module compares
 * @param across the page over all tenants; null for whoever sees one tenant alone
 */
public record IdentityPage(VisibleTenant tenant, IdentityView identity, List<GrantView> grants, boolean more,
        List<GrantView> ended, DataAge age, @Nullable String across, Map<Long, Expectation> expectations) {
    public IdentityPage {
        grants = List.copyOf(grants);
        ended = List.copyOf(ended);
        expectations = Map.copyOf(expectations);
    }
}
