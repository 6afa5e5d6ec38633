package org.bailiwick.estate;

import java.util.List;

/** The tenant sets, each to be changed or ended. */
public record SetsPage(List<TenantSet> sets) {
    public SetsPage {
        sets = List.copyOf(sets);
    }
}
