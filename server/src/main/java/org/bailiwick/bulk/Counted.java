package org.bailiwick.bulk;

/** How many of what a bulk decides, in words: {@code 12 grants and 1 finding}. */
final class Counted {
    private Counted() {}

    static String of(int grants, int findings) {
        if (findings == 0) {
            return words(grants, "grant");
        }
        return grants == 0 ? words(findings, "finding") : words(grants, "grant") + " and " + words(findings, "finding");
    }

    private static String words(int many, String one) {
        return "%d %s".formatted(many, many == 1 ? one : one + "s");
    }
}
