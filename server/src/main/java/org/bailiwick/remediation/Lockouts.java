package org.bailiwick.remediation;

import java.util.List;

/** @param notKnown accounts of people of which the system did not tell whether they are locked */
public record Lockouts(List<Lockout> locked, long notKnown) {
    public Lockouts {
        locked = List.copyOf(locked);
    }
}
