package org.bailiwick.register;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What tenants' systems say is untrusted: names are stored without what cannot be shown and no longer than a person
 * reads, whatever connector they come through. Ids are never altered, since an altered id is another object.
 */
final class Inert {
    static final int LONGEST_NAME = 1_000;
    static final int LONGEST_ID = 500;
    static final int LONGEST_VALUE = 100_000;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private Inert() {}

    static String name(String text) {
        return org.bailiwick.connector.Inert.text(text, LONGEST_NAME);
    }

    static @Nullable String nameOrNull(@Nullable String text) {
        return text == null ? null : name(text);
    }

    /** Whether an id can be stored as it is. */
    static boolean fits(String id) {
        return fits(id, LONGEST_ID) && !id.isEmpty();
    }

    static boolean fits(String text, int longest) {
        return text.length() <= longest && text.indexOf('\0') < 0;
    }

    /** Times no calendar knows are not known. */
    static @Nullable Instant time(@Nullable Instant time) {
        return time == null || time.isBefore(FIRST) || time.isAfter(LAST) ? null : time;
    }
}
