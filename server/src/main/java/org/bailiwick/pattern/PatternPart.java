package org.bailiwick.pattern;

import java.util.List;
import java.util.Optional;
import org.bailiwick.web.VisibleTenant;

/**
 * A part of the list of patterns.
 *
 * @param total how many patterns match, and {@code before} how many of these stand before this part
 * @param customers that were asked about, and {@code unread} those of them whose register may not be read
 * @param notKnown those of them of which it is not known what they share, those that may not be read among them
 * @param end where it goes on; empty where nothing follows
 */
public record PatternPart(List<PatternView> items, int before, int total, int customers, List<VisibleTenant> unread,
        List<VisibleTenant> notKnown, Optional<PatternPlace> end) {
    public PatternPart {
        items = List.copyOf(items);
        unread = List.copyOf(unread);
        notKnown = List.copyOf(notKnown);
    }

    /** Customers that may be read, and of which a rule does not know everything, or rests on what was read too long ago. */
    public List<VisibleTenant> notJudged() {
        return notKnown.stream().filter(each -> !unread.contains(each)).toList();
    }

    /** Whether there may be more of them, as what some customer shares is not known. */
    public boolean lowerBound() {
        return !notKnown.isEmpty();
    }
}
