package org.bailiwick.lifecycle;

import java.util.Locale;

/** How far a tenant is asked: waiting for its approver, decided either way, or taken back. */
public enum RequestState {
    AWAITING_APPROVAL, ORDERED, REFUSED, WITHDRAWN;

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static RequestState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }
}
