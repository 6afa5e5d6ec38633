package org.bailiwick.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a tenant's log holds of one entry: SHA-256 over 0x00 and the entry's bytes (RFC 9162 section 2.1). The leading
 * byte keeps a leaf from ever being passed off as an inner node of the tree.
 */
public record LeafHash(String hex) {
    public LeafHash {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a leaf hash is 64 lower-case hexadecimal digits, got `" + hex + "`");
        }
    }

    public static LeafHash of(byte[] body) {
        MessageDigest sha256 = sha256();
        sha256.update((byte) 0);
        return new LeafHash(HexFormat.of().formatHex(sha256.digest(body)));
    }

    /** As the database holds it: exactly 32 bytes. */
    public static LeafHash fromBytes(byte[] hash) {
        return new LeafHash(HexFormat.of().formatHex(hash));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
