package org.bailiwick.connector.realmexport;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names as they are compared: exact, but one of megabytes stands as its beginning and its hash. */
final class Name {
    private static final int LONGEST = 1_000;
    private static final int BEGINNING = 100;

    private Name() {}

    static String of(String raw) {
        return raw.length() <= LONGEST ? raw : raw.substring(0, BEGINNING) + "…" + hash(raw);
    }

    static boolean isPlaceholder(String text) {
        int begin = text.indexOf("${");
        return begin >= 0 && text.indexOf('}', begin) > 0;
    }

    private static String hash(String raw) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(raw.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
