package org.bailiwick.approval;

import java.util.Locale;

/** How far an approval is; expired is what a requested or approved one becomes by itself. */
public enum ApprovalState {
    REQUESTED, APPROVED, REFUSED, WITHDRAWN, USED, EXPIRED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ApprovalState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
