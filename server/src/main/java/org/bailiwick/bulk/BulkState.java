package org.bailiwick.bulk;

import java.util.Locale;

/** How far a bulk is; expired is what one becomes by itself that nobody answered in time. */
public enum BulkState {
    ASKED, RUNNING, DONE, REFUSED, WITHDRAWN, EXPIRED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BulkState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
