package org.bailiwick.finding;

import java.util.Locale;

/** What a finding can be about. */
public enum SubjectKind {
    ACCOUNT, GRANT, CREDENTIAL, IDENTITY, CONNECTION,
    /** Somebody whom the expected scope names and who has no account. */
    EXPECTED_PERSON,
    /** A role or group, whoever holds it. */
    ENTITLEMENT;

    /** As the database and the API say it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static SubjectKind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }
}
