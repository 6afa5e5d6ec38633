package org.bailiwick.lifecycle;

import java.util.Locale;

/** Found access waits for somebody to confirm it; a part is replaced where another one has taken its place. */
enum PartState {
    FOUND, TO_ORDER, ORDERED, NOT_PERMITTED, REPLACED;

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether a request may stand in the tenant: also where the case does not know yet that it was made. */
    boolean mayBeAsked() {
        return this == TO_ORDER || this == ORDERED || this == REPLACED;
    }

    static PartState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }
}
