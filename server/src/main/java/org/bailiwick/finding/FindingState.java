package org.bailiwick.finding;

import java.util.Locale;

/** Where a finding stands; closed only when the fact is gone. */
public enum FindingState {
    OPEN, DECIDED, CLOSED;

    /** As database, API and console say it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FindingState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
