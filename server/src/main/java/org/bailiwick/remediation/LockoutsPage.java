package org.bailiwick.remediation;

import java.util.List;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * @param tenant null on the page over all tenants, where nothing can be changed
 * @param mayNotUnlock why the person cannot unlock here; null where they can
 */
public record LockoutsPage(@Nullable VisibleTenant tenant, List<Row> rows, long notKnown,
        @Nullable String mayNotUnlock) {
    public LockoutsPage {
        rows = List.copyOf(rows);
    }

    public record Row(VisibleTenant tenant, Lockout lockout) {
        public String home() {
            return "/t/" + tenant.shortName();
        }
    }

    /** Whether anything here can still be unlocked. */
    public boolean offers() {
        return tenant != null && mayNotUnlock == null
                && rows.stream().anyMatch(row -> row.lockout().openUnlock().isEmpty());
    }
}
