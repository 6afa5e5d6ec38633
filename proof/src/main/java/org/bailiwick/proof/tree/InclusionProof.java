package org.bailiwick.proof.tree;

import java.util.List;

/**
 * That an entry stands at an index of a log: the hashes beside the way from its leaf to the root, from the leaf's
 * sibling upwards (RFC 9162 section 2.1.3).
 *
 * @param index counted from 0
 */
public record InclusionProof(long index, List<TreeHash> path) {
    public InclusionProof {
        if (index < 0) {
            throw new IllegalArgumentException("an index is not negative, got " + index);
        }
        path = List.copyOf(path);
    }

    /** RFC 9162 section 2.1.3.2. False for every index, size, leaf and root but those the proof was made for. */
    public boolean proves(TreeHash leaf, long size, TreeHash root) {
        if (index >= size || path.size() != length(index, size)) {
            return false;
        }
        TreeHash hash = leaf;
        long fn = index;
        long sn = size - 1;
        for (TreeHash sibling : path) {
            if ((fn & 1) == 1 || fn == sn) {
                hash = TreeHash.ofChildren(sibling, hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                hash = TreeHash.ofChildren(hash, sibling);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return hash.equals(root);
    }

    /** Up to where the way parts from that of the last leaf each level has a sibling, above it only left ones. */
    static int length(long index, long size) {
        int inner = Long.SIZE - Long.numberOfLeadingZeros(index ^ size - 1);
        return inner + Long.bitCount(index >> inner);
    }
}
