package org.bailiwick.ledger;

import java.util.Locale;

/** How it went; the ids are OCSF's {@code status_id} and {@code severity_id}. */
public enum Outcome {
    SUCCESS(1, 1), FAILURE(2, 3), UNKNOWN(0, 3);

    private final int statusId;
    private final int severityId;

    Outcome(int statusId, int severityId) {
        this.statusId = statusId;
        this.severityId = severityId;
    }

    /** As in database, API and console. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    int statusId() {
        return statusId;
    }

    int severityId() {
        return severityId;
    }
}
