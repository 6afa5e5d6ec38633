package org.bailiwick.bulk;

import java.util.List;

/**
 * What somebody asked for in bulk themselves, in whatever tenant, newest first.
 *
 * @param acts what they decided over several tenants at once, and what became of it in each
 */
public record OwnBulksPage(List<OwnBulk> bulks, List<OwnAct> acts) {
    public OwnBulksPage {
        bulks = List.copyOf(bulks);
        acts = List.copyOf(acts);
    }
}
