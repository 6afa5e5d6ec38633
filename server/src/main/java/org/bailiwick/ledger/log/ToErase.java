package org.bailiwick.ledger.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;

/**
 * Exactly what an erasure would take away: what is shown before anybody asks, approved by another, and carried out.
 *
 * @param readUntil entries up to this time were looked through
 * @param valuesSha256 over the list of the values, by where they stand
 */
public record ToErase(String subjectKind, String subjectId, Instant readUntil, long values, long entries,
        String valuesSha256) {
    /** Whoever asks says it. */
    public String hash() {
        return sha256(Json.object().put("kind", subjectKind).put("id", subjectId)
                .put("read_until", readUntil.toString()).put("values", values).put("entries", entries)
                .put("values_sha256", valuesSha256).build());
    }

    /** With why: what the second person approves. */
    public String hash(String reason, String ticket) {
        return sha256(Json.object().put("preview", hash()).put("reason", reason).put("ticket", ticket).build());
    }

    private static String sha256(Json shown) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CanonicalJson.bytes(shown)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
