package org.bailiwick.proof.tree;

import java.util.Arrays;
import java.util.HexFormat;
import org.bailiwick.proof.Base64Text;
import org.bailiwick.proof.LeafHash;
import org.bailiwick.proof.MalformedProofException;

/** A hash in a log's tree: of a leaf, of two children, or of the whole (RFC 9162 section 2.1.1). Always 32 bytes. */
public record TreeHash(byte[] bytes) {
    public static final int SIZE = 32;

    public TreeHash {
        if (bytes.length != SIZE) {
            throw new MalformedProofException("a hash has " + SIZE + " bytes, not " + bytes.length);
        }
        bytes = bytes.clone();
    }

    /** The root of a tree without leaves: the hash of nothing. */
    public static TreeHash emptyTree() {
        return new TreeHash(new TreeHasher().plain(new byte[0]));
    }

    public static TreeHash ofLeaf(byte[] entry) {
        return new TreeHash(new TreeHasher().leaf(entry));
    }

    public static TreeHash of(LeafHash leaf) {
        return new TreeHash(leaf.bytes());
    }

    public static TreeHash ofChildren(TreeHash left, TreeHash right) {
        return new TreeHash(new TreeHasher().node(left.bytes, right.bytes));
    }

    /** @throws MalformedProofException unless it is the base 64 form of 32 bytes */
    public static TreeHash fromBase64(String text) {
        return new TreeHash(Base64Text.read(text));
    }

    public String base64() {
        return Base64Text.write(bytes);
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }
}
