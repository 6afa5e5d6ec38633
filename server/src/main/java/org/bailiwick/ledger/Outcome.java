package org.bailiwick.ledger;

/** How it went; the ids are OCSF's {@code status_id}. */
public enum Outcome {
    SUCCESS(1), FAILURE(2), UNKNOWN(0);

    private final int statusId;

    Outcome(int statusId) {
        this.statusId = statusId;
    }

    int statusId() {
        return statusId;
    }
}
