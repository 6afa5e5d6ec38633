package org.bailiwick.remediation;

import java.util.List;

/**
 * @param more whether others are locked too that stand behind these
 * @param notKnown accounts of people of which the system did not tell whether they are locked
 */
public record Lockouts(List<Lockout> locked, boolean more, long notKnown) {
    public Lockouts {
        locked = List.copyOf(locked);
    }

    /** @param found at most one more than {@code most} */
    static Lockouts first(int most, List<Lockout> found, long notKnown) {
        return new Lockouts(found.stream().limit(most).toList(), found.size() > most, notKnown);
    }
}
