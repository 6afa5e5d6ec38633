package org.bailiwick.estate;

import java.util.List;

/**
 * The tenant sets, each to be changed, handed over or ended.
 *
 * @param owners who may answer for one
 */
public record SetsPage(List<TenantSet> sets, List<SetOwners.Owner> owners) {
    public SetsPage {
        sets = List.copyOf(sets);
        owners = List.copyOf(owners);
    }
}
