package org.bailiwick.proof.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * A tree that only grows, held as the roots of its perfect subtrees from left to right: at most 63 hashes for any size.
 * Enough to append a leaf and to know the root, which is all a sequencer needs between two checkpoints. For one thread.
 */
public final class CompactRange {
    private final TreeHasher hasher = new TreeHasher();
    private final List<byte[]> roots = new ArrayList<>();
    private long size;

    public CompactRange() {}

    /** @param roots those of the perfect subtrees, largest first, one for each bit that is set in the size */
    public CompactRange(long size, List<TreeHash> roots) {
        if (size < 0 || roots.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException("a tree of %d leaves has %d perfect subtrees, not %d".formatted(size,
                    Long.bitCount(size), roots.size()));
        }
        roots.forEach(root -> this.roots.add(root.bytes()));
        this.size = size;
    }

    public void append(TreeHash leaf) {
        append(leaf.bytes());
    }

    private void append(byte[] leaf) {
        byte[] right = leaf;
        // Each trailing one of the size is a perfect subtree that the new leaf completes to one of twice its size.
        for (long bits = size; (bits & 1) == 1; bits >>= 1) {
            right = hasher.node(roots.removeLast(), right);
        }
        roots.add(right);
        size++;
    }

    public void appendEntry(byte[] entry) {
        append(hasher.leaf(entry));
    }

    public long size() {
        return size;
    }

    public List<TreeHash> roots() {
        return roots.stream().map(TreeHash::new).toList();
    }

    public TreeHash root() {
        if (size == 0) {
            return TreeHash.emptyTree();
        }
        byte[] root = roots.getLast();
        for (int i = roots.size() - 2; i >= 0; i--) {
            root = hasher.node(roots.get(i), root);
        }
        return new TreeHash(root);
    }
}
