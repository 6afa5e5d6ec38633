package org.bailiwick.finding;

import java.time.Duration;
import java.util.Locale;

/** How bad a finding is, in the words of tiers; the worst first. Each has a time within which it is to be settled. */
public enum Severity {
    CRITICAL(7), HIGH(14), MODERATE(30), LOW(90);

    private final Duration clock;

    Severity(int days) {
        this.clock = Duration.ofDays(days);
    }

    /** As database, API and console say it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Severity of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    public boolean worseThan(Severity other) {
        return compareTo(other) < 0;
    }

    Duration clock() {
        return clock;
    }
}
