package org.bailiwick.bulk;

import java.util.Locale;

/** How far a bulk is. */
public enum BulkState {
    ASKED, RUNNING, DONE, REFUSED, WITHDRAWN;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BulkState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
