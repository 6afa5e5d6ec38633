package org.bailiwick.decision;

/** Where the work is tracked, for example {@code HALO} and {@code 4711}. */
public record Ticket(String system, String key) {
    public Ticket {
        system = system.strip();
        key = key.strip();
    }

    boolean whole() {
        return !system.isEmpty() && !key.isEmpty();
    }

    /** As evidence and lists show it. */
    public String text() {
        return system + " " + key;
    }
}
