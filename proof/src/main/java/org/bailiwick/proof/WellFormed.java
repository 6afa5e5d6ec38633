package org.bailiwick.proof;

/** Half of a surrogate pair has no UTF-8 form: encoders replace it, and two different texts would get the same bytes. */
final class WellFormed {
    private WellFormed() {}

    static void check(String text) {
        int lone = firstLoneSurrogate(text);
        if (lone >= 0) {
            throw new IllegalArgumentException("text has half of a surrogate pair at char " + lone);
        }
    }

    static int firstLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            if (!Character.isSurrogatePair(text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
                return i;
            }
            i++;
        }
        return -1;
    }
}
