package org.bailiwick.lifecycle;

import java.util.Locale;

/** How far a tenant is asked: waiting for its approver, not answered in time, decided either way, or taken back. */
public enum RequestState {
    AWAITING_APPROVAL, EXPIRED, ORDERED, REFUSED, WITHDRAWN;

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static RequestState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }
}
