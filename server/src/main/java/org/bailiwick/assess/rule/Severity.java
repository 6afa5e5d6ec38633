package org.bailiwick.assess.rule;

import java.util.Locale;
import java.util.Optional;

/** How bad a finding is, in the words of the catalogue's tiers; the worst first. */
public enum Severity {
    CRITICAL, HIGH, MODERATE, LOW;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean atLeast(Severity other) {
        return compareTo(other) <= 0;
    }

    /** Empty for a word that is none of the four, for example a tier that is not known. */
    public static Optional<Severity> of(String word) {
        for (var severity : values()) {
            if (severity.word().equals(word)) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }
}
