package org.bailiwick.authority;

import java.util.Locale;

/** On whose side an authority stands. Delegation keeps the side, so the MSP cannot give itself the tenant's. */
public enum Side {
    TENANT, MSP;

    /** As the database and the API say it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Side of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
