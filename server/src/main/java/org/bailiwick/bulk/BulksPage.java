package org.bailiwick.bulk;

import java.util.List;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/** The bulks of a tenant, newest first; none of them ever leaves the list. */
public record BulksPage(VisibleTenant tenant, List<BulkDecision> bulks, @Nullable String first,
        @Nullable String next) {
    public BulksPage {
        bulks = List.copyOf(bulks);
    }

    public String path() {
        return "/t/%s/decisions".formatted(tenant.shortName());
    }
}
