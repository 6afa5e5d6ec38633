package org.bailiwick.proof;

/** What of hostile input is repeated in a message: not much of it, and nothing that a terminal would act on. */
public final class Excerpt {
    private static final int LONGEST = 80;

    private Excerpt() {}

    public static String of(String text) {
        String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return start.replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ]", "?");
    }
}
