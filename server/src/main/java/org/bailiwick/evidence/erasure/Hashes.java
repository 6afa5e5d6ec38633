package org.bailiwick.evidence.erasure;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;

/** The hash of what people were shown, in one form (RFC 8785). */
final class Hashes {
    private Hashes() {}

    static String sha256(Json shown) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(CanonicalJson.bytes(shown)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
