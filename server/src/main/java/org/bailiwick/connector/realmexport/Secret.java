package org.bailiwick.connector.realmexport;

import org.jspecify.annotations.Nullable;

/** Tells a secret from what exporters and careful people put in its place. The secret itself goes nowhere. */
final class Secret {
    private Secret() {}

    static boolean isClear(@Nullable String value) {
        return value != null && !value.isBlank() && !isMasked(value) && !Name.isPlaceholder(value);
    }

    /** @param value a hash, or JSON text with a {@code value} in it */
    static boolean isHash(@Nullable String value) {
        return isClear(value) && (value == null || !value.contains("**"));
    }

    private static boolean isMasked(String value) {
        return value.startsWith("**") && value.endsWith("**");
    }
}
