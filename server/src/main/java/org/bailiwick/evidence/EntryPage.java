package org.bailiwick.evidence;

import org.bailiwick.web.VisibleTenant;

/**
 * The page of one entry, with the values that are too large for the timeline.
 *
 * @param mayErase whether to show the way to a value's erasure; the routes decide again
 */
public record EntryPage(VisibleTenant tenant, Timeline.Row row, boolean mayErase) {
    static EntryPage of(VisibleTenant tenant, EvidenceItem item, boolean mayErase) {
        return new EntryPage(tenant, Timeline.row(tenant, item), mayErase);
    }
}
