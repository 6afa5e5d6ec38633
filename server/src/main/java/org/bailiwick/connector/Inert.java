package org.bailiwick.connector;

/**
 * Text from a tenant's system, made safe to store and to show. A name there can be megabytes long, hold a NUL that the
 * database refuses, or control characters that turn the reading direction of everything around it.
 */
public final class Inert {
    private static final int LONGEST = 1_000;
    private static final char REPLACEMENT = '\uFFFD';

    private Inert() {}

    /** At most 1,000 characters; what cannot be shown stands as U+FFFD, what was cut off as an ellipsis. */
    public static String text(String raw) {
        return text(raw, LONGEST);
    }

    public static String text(String raw, int longest) {
        var safe = new StringBuilder(Math.min(raw.length(), longest));
        raw.codePoints().limit(longest + 1L).forEach(point -> safe.appendCodePoint(harmless(point)));
        if (safe.codePointCount(0, safe.length()) <= longest) {
            return safe.toString();
        }
        return safe.substring(0, safe.offsetByCodePoints(0, longest - 1)) + "…";
    }

    private static int harmless(int point) {
        var unshowable = Character.isISOControl(point) || turnsDirection(point)
                || Character.getType(point) == Character.SURROGATE;
        return unshowable ? REPLACEMENT : point;
    }

    /** Overrides, embeddings and isolates; letters of right-to-left scripts stay as they are. */
    private static boolean turnsDirection(int point) {
        return point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
    }
}
