package org.bailiwick.proof.tree;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Hashes many leaves and nodes with one digest and without garbage; for a few, {@link TreeHash} is simpler. For one
 * thread. Leaves begin with 0x00 and nodes with 0x01, so that neither passes for the other.
 */
public final class TreeHasher {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha256 = sha256();

    public byte[] leaf(byte[] entry) {
        sha256.update(LEAF);
        return sha256.digest(entry);
    }

    /** Writes the hash of one entry, which stands in a larger buffer, to {@code target} at {@code to}. */
    public void leaf(byte[] buffer, int from, int length, byte[] target, int to) {
        sha256.update(LEAF);
        sha256.update(buffer, from, length);
        digestTo(target, to);
    }

    public byte[] node(byte[] left, byte[] right) {
        sha256.update(NODE);
        sha256.update(left);
        return sha256.digest(right);
    }

    /**
     * The root over {@code count} neighbouring hashes, where count is a power of two: the root of a perfect subtree.
     * The hashes are overwritten.
     */
    public byte[] perfectRoot(byte[] hashes, int count) {
        for (int width = count; width > 1; width /= 2) {
            for (int i = 0; i < width / 2; i++) {
                sha256.update(NODE);
                sha256.update(hashes, 2 * i * TreeHash.SIZE, 2 * TreeHash.SIZE);
                digestTo(hashes, i * TreeHash.SIZE);
            }
        }
        byte[] root = new byte[TreeHash.SIZE];
        System.arraycopy(hashes, 0, root, 0, root.length);
        return root;
    }

    byte[] plain(byte[] bytes) {
        return sha256.digest(bytes);
    }

    private void digestTo(byte[] target, int to) {
        try {
            sha256.digest(target, to, TreeHash.SIZE);
        } catch (DigestException e) {
            throw new IllegalArgumentException("no room for a hash at " + to, e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
