package org.bailiwick.proof;

/** What of hostile input is repeated in a message: not much of it, and nothing that a terminal would act on. */
public final class Excerpt {
    private static final int LONGEST = 80;

    private Excerpt() {}

    public static String of(String text) {
        return of(text, LONGEST);
    }

    /** @param longest of what is repeated, in characters */
    public static String of(String text, int longest) {
        String start = text.length() > longest ? text.substring(0, longest) + "…" : text;
        return start.replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ]", "?");
    }
}
