package org.bailiwick.decision;

import java.util.Optional;
import org.bailiwick.connector.Inert;

/** Where the work is tracked, for example {@code HALO} and {@code 4711}. */
public record Ticket(String system, String key) {
    private static final int LONGEST = 120;

    public Ticket {
        system = Inert.text(system.strip(), LONGEST);
        key = Inert.text(key.strip(), LONGEST);
    }

    /** From a form whose two fields may both be left empty. */
    public static Optional<Ticket> typed(String system, String key) {
        return Optional.of(new Ticket(system, key))
                .filter(given -> !given.system().isEmpty() || !given.key().isEmpty());
    }

    public boolean whole() {
        return !system.isEmpty() && !key.isEmpty();
    }

    /** As evidence and lists show it. */
    public String text() {
        return system + " " + key;
    }
}
