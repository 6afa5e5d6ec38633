package org.bailiwick.evidence;

import org.bailiwick.web.VisibleTenant;

/** The page of one entry, with the values that are too large for the timeline. */
public record EntryPage(VisibleTenant tenant, Timeline.Row row) {
    static EntryPage of(VisibleTenant tenant, EvidenceItem item) {
        return new EntryPage(tenant, Timeline.row(tenant, item));
    }
}
