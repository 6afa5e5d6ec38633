package org.bailiwick.pattern;

import java.util.List;
import java.util.Optional;
import org.bailiwick.web.VisibleTenant;

/**
 * A part of the list of patterns.
 *
 * @param total how many patterns match, and {@code before} how many of these stand before this part
 * @param customers that were asked about, and {@code unread} those of them whose register may not be read
 * @param end where it goes on; empty where nothing follows
 */
public record PatternPart(List<PatternView> items, int before, int total, int customers, List<VisibleTenant> unread,
        Optional<PatternPlace> end) {
    public PatternPart {
        items = List.copyOf(items);
        unread = List.copyOf(unread);
    }
}
