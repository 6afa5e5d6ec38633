package org.bailiwick.proof.note;

import org.bailiwick.proof.Excerpt;
import org.bailiwick.proof.MalformedProofException;

/** The name under which a key signs: not empty, no spaces, no plus sign, no control characters (C2SP signed-note). */
record KeyName(String text) {
    KeyName {
        boolean wrong = text.isEmpty() || text.codePoints().anyMatch(symbol -> symbol == '+' || symbol == 0x85
                || symbol < 0x20 || Character.isWhitespace(symbol) || Character.isSpaceChar(symbol));
        if (wrong) {
            throw new MalformedProofException(
                    "`" + Excerpt.of(text)
                            + "` is no key name: it is empty or has a space, a plus or a control character");
        }
    }
}
