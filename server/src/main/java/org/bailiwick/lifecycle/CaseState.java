package org.bailiwick.lifecycle;

import java.util.Locale;

/** Closed is what a case becomes by itself when all is proven; cancelled is what a person makes of it. */
public enum CaseState {
    OPEN, CLOSED, CANCELLED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CaseState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
