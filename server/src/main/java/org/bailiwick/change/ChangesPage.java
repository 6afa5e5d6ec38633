package org.bailiwick.change;

import java.util.List;
import org.bailiwick.web.Step;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a tenant as a page.
 *
 * @param state the only state that is shown; null for all
 * @param first the beginning of the list, where this page is not it
 */
public record ChangesPage(VisibleTenant tenant, List<Row> rows, @Nullable String state, List<String> states,
        @Nullable String first, @Nullable String next) {
    public ChangesPage {
        rows = List.copyOf(rows);
        states = List.copyOf(states);
    }

    public record Row(ChangeOrder order, List<Step> steps, String path) {}

    public String path() {
        return "/t/%s/changes".formatted(tenant.shortName());
    }
}
