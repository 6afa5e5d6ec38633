package org.bailiwick.bulk;

import java.util.List;

/** What somebody asked for in bulk themselves, in whatever tenant, newest first. */
public record OwnBulksPage(List<OwnBulk> bulks) {
    public OwnBulksPage {
        bulks = List.copyOf(bulks);
    }
}
