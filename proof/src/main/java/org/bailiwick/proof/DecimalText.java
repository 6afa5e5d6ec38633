package org.bailiwick.proof;

/** A size or an index as C2SP formats write it: ASCII digits, no sign, no leading zero, at most 2^63 - 1. */
public final class DecimalText {
    private static final int DIGITS_OF_LARGEST = 19;

    private DecimalText() {}

    /** @throws MalformedProofException if the text is not such a number */
    public static long read(String text) {
        if (text.length() > DIGITS_OF_LARGEST || !text.matches("0|[1-9][0-9]*")) {
            throw new MalformedProofException(
                    "`" + Excerpt.of(text) + "` is not a decimal number without leading zero");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException tooLarge) {
            throw new MalformedProofException("`" + text + "` is more than 2^63 - 1");
        }
    }
}
