package org.bailiwick.ledger;

import java.util.Arrays;
import java.util.Locale;

/**
 * How it went; the ids are OCSF's {@code status_id} and {@code severity_id}. A step on the way is neither a success nor
 * a failure: whoever counts successes must not count what was only sent.
 */
public enum Outcome {
    SUCCESS(1, 1), FAILURE(2, 3), UNDER_WAY(99, 1), UNKNOWN(0, 3);

    private final int statusId;
    private final int severityId;

    Outcome(int statusId, int severityId) {
        this.statusId = statusId;
        this.severityId = severityId;
    }

    /** As in database, API and console. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** @throws IllegalArgumentException where there is none */
    static Outcome of(String text) {
        return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no outcome `%s`".formatted(text)));
    }

    int statusId() {
        return statusId;
    }

    /** OCSF leaves it to the source to name a status that it does not know itself. */
    boolean namedBySource() {
        return this == UNDER_WAY;
    }

    int severityId() {
        return severityId;
    }
}
