package org.bailiwick.lifecycle;

import java.util.Locale;

/** Found access waits for somebody to confirm it; a part that another one stands for now is replaced. */
enum PartState {
    FOUND, TO_ORDER, ORDERED, NOT_PERMITTED, REPLACED;

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static PartState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }
}
