package org.bailiwick.decision;

import org.bailiwick.connector.Inert;

/** Where the work is tracked, for example {@code HALO} and {@code 4711}. */
public record Ticket(String system, String key) {
    private static final int LONGEST = 120;

    public Ticket {
        system = Inert.text(system.strip(), LONGEST);
        key = Inert.text(key.strip(), LONGEST);
    }

    public boolean whole() {
        return !system.isEmpty() && !key.isEmpty();
    }

    /** As evidence and lists show it. */
    public String text() {
        return system + " " + key;
    }
}
