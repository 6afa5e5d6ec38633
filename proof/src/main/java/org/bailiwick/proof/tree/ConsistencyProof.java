package org.bailiwick.proof.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * That a later tree of a log begins with an earlier one, so nothing was altered, dropped or put between (RFC 9162
 * section 2.1.4). Between equal sizes it is empty. From the empty tree there is nothing to prove, so nothing does.
 */
public record ConsistencyProof(List<TreeHash> path) {
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /** RFC 9162 section 2.1.4.2. False for all sizes and roots but those the proof was made for, and for old size 0. */
    public boolean proves(long oldSize, TreeHash oldRoot, long size, TreeHash root) {
        if (oldSize <= 0 || oldSize > size) {
            return false;
        }
        if (oldSize == size) {
            return path.isEmpty() && oldRoot.equals(root);
        }
        if (path.isEmpty()) {
            return false;
        }
        List<TreeHash> hashes = new ArrayList<>(path);
        if (Long.bitCount(oldSize) == 1) {
            hashes.addFirst(oldRoot);
        }
        return rebuilds(hashes, oldSize, oldRoot, size, root);
    }

    /** Builds both roots from the same hashes: the names fn, sn, fr and sr are those of the RFC. */
    private static boolean rebuilds(List<TreeHash> hashes, long oldSize, TreeHash oldRoot, long size, TreeHash root) {
        int shared = Long.numberOfTrailingZeros(oldSize);
        long fn = oldSize - 1 >> shared;
        long sn = size - 1 >> shared;
        TreeHash fr = hashes.getFirst();
        TreeHash sr = fr;
        for (TreeHash hash : hashes.subList(1, hashes.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = TreeHash.ofChildren(hash, fr);
                sr = TreeHash.ofChildren(hash, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = TreeHash.ofChildren(sr, hash);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && fr.equals(oldRoot) && sr.equals(root);
    }
}
