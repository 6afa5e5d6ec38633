package org.bailiwick.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands in the record for a value that a person may have erased: HMAC-SHA256(salt, value in UTF-8). Whoever is shown
 * salt and value can check them; once both are erased nobody can guess the value, and the proof over the entry holds.
 * The salt is random and never used twice.
 */
public record Commitment(String hex) {
    /** A shorter salt could be searched together with a short value such as a login name. */
    public static final int MIN_SALT_BYTES = 16;

    /** Looked up once; a copy of it is for one value. */
    private static final Mac HMAC = hmac();

    public Commitment {
        if (!isHex(hex)) {
            throw new IllegalArgumentException("a commitment is 64 lower-case hexadecimal digits, got `" + hex + "`");
        }
    }

    /** As a loop: every value that is disclosed comes by here. */
    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return text.length() == 64;
    }

    public static Commitment of(byte[] salt, String value) {
        if (salt.length < MIN_SALT_BYTES) {
            throw new IllegalArgumentException("a salt has at least " + MIN_SALT_BYTES + " bytes, got " + salt.length);
        }
        WellFormed.check(value);
        try {
            Mac hmac = (Mac) HMAC.clone();
            hmac.init(new SecretKeySpec(salt, "HmacSHA256"));
            return new Commitment(HexFormat.of().formatHex(hmac.doFinal(value.getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException | CloneNotSupportedException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256 and can copy it", e);
        }
    }

    private static Mac hmac() {
        try {
            return Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** Whether this salt and value were committed to; a salt that is too short never was. */
    public boolean verify(byte[] salt, String value) {
        return salt.length >= MIN_SALT_BYTES && WellFormed.firstLoneSurrogate(value) < 0
                && MessageDigest.isEqual(bytes(), of(salt, value).bytes());
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
