package org.bailiwick.register;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A digest of rows that does not depend on their order: the sum of their salted SHA-256 hashes modulo 2^256, and how many
 * they are (MSet-Add-Hash; Clarke, Devadas, van Dijk, Gassend and Suh, ASIACRYPT 2003). Whoever does not know the salt
 * cannot look for other rows with the same sum.
 */
final class RowsDigest {
    private static final int WORDS = 4;

    private final byte[] salt;
    private final MessageDigest sha256;
    private final long[] sum = new long[WORDS];
    private long rows;

    RowsDigest(byte[] salt) {
        this.salt = salt.clone();
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    void add(byte[] bytes, int start, int length) {
        sha256.update(salt);
        sha256.update(bytes, start, length);
        var hash = ByteBuffer.wrap(sha256.digest());
        boolean carry = false;
        for (int word = 0; word < WORDS; word++) {
            long before = sum[word];
            long plus = before + hash.getLong();
            long after = carry ? plus + 1 : plus;
            carry = carry ? Long.compareUnsigned(after, before) <= 0 : Long.compareUnsigned(after, before) < 0;
            sum[word] = after;
        }
        rows++;
    }

    /** @param said what else decides on what is concluded from the rows */
    byte[] value(long... said) {
        var all = ByteBuffer.allocate(Long.BYTES * (said.length + 1 + WORDS));
        for (long each : said) {
            all.putLong(each);
        }
        all.putLong(rows);
        for (long word : sum) {
            all.putLong(word);
        }
        sha256.update(salt);
        return sha256.digest(all.array());
    }
}
