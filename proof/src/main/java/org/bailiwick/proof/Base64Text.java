package org.bailiwick.proof;

import java.util.Base64;

/**
 * Base 64 as RFC 4648 section 4 writes it, and no other spelling of the same bytes: Java's decoder also takes left-over
 * bits that are not zero and missing padding, and a flipped bit there would go unseen.
 */
public final class Base64Text {
    private Base64Text() {}

    public static String write(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** @throws MalformedProofException if the text is not the one base 64 form of some bytes */
    public static byte[] read(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw new MalformedProofException("`" + Excerpt.of(text) + "` is not base 64");
        }
        if (!write(bytes).equals(text)) {
            throw new MalformedProofException("`" + Excerpt.of(text) + "` is not the one base 64 form of its bytes");
        }
        return bytes;
    }
}
