package org.bailiwick.approval;

import java.util.HexFormat;
import java.util.UUID;

/**
 * What is to be approved, as this module knows it: a reference and the hash of exactly what people are shown.
 *
 * @param kind for example {@code expected scope}
 * @param id its public id
 * @param hash SHA-256, hexadecimal in lower case
 */
public record Subject(String kind, UUID id, String hash) {
    private static final int SHA256_DIGITS = 64;

    public Subject {
        if (hash.length() != SHA256_DIGITS || !hash.chars().allMatch(digit -> "0123456789abcdef".indexOf(digit) >= 0)) {
            throw new IllegalArgumentException("`%s` is no SHA-256 in hexadecimal".formatted(hash));
        }
    }

    byte[] hashBytes() {
        return HexFormat.of().parseHex(hash);
    }
}
