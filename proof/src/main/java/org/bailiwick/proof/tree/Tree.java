package org.bailiwick.proof.tree;

import java.util.ArrayList;
import java.util.List;

/** A tree of a given size over hashes from anywhere; makes roots and proofs as RFC 9162 section 2.1 defines them. */
public final class Tree {
    private final Nodes nodes;
    private final long size;

    public Tree(Nodes nodes, long size) {
        if (size < 0) {
            throw new IllegalArgumentException("a tree has no negative size, got " + size);
        }
        this.nodes = nodes;
        this.size = size;
    }

    public long size() {
        return size;
    }

    public TreeHash root() {
        return size == 0 ? TreeHash.emptyTree() : hash(0, size);
    }

    /** The roots of the perfect subtrees, largest first, with which a {@link CompactRange} goes on. */
    public List<TreeHash> perfectRoots() {
        List<TreeHash> roots = new ArrayList<>();
        long from = 0;
        for (int level = 62; level >= 0; level--) {
            if ((size >> level & 1) == 1) {
                roots.add(nodes.node(level, from >> level));
                from += 1L << level;
            }
        }
        return roots;
    }

    /** RFC 9162 section 2.1.3.1. */
    public InclusionProof inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("entry %d is not in a tree of %d".formatted(index, size));
        }
        List<TreeHash> path = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + largestPowerOfTwoBelow(to - from);
            if (index < middle) {
                path.add(hash(middle, to));
                to = middle;
            } else {
                path.add(hash(from, middle));
                from = middle;
            }
        }
        return new InclusionProof(index, path.reversed());
    }

    /** RFC 9162 section 2.1.4.1, from the first {@code oldSize} leaves of this tree to all of them. */
    public ConsistencyProof consistencyFrom(long oldSize) {
        if (oldSize < 0 || oldSize > size) {
            throw new IllegalArgumentException("a tree of %d has no first %d leaves".formatted(size, oldSize));
        }
        List<TreeHash> path = new ArrayList<>();
        if (oldSize == 0 || oldSize == size) {
            return new ConsistencyProof(path);
        }
        long from = 0;
        long to = size;
        while (to != oldSize) {
            long middle = from + largestPowerOfTwoBelow(to - from);
            if (oldSize <= middle) {
                path.add(hash(middle, to));
                to = middle;
            } else {
                path.add(hash(from, middle));
                from = middle;
            }
        }
        // The verifier knows the old root; it needs this one only where it is not the whole old tree.
        if (from != 0) {
            path.add(hash(from, to));
        }
        return new ConsistencyProof(path.reversed());
    }

    /** MTH(D[from:to]); {@code from} is a multiple of the smallest power of two that is not less than the length. */
    private TreeHash hash(long from, long to) {
        long length = to - from;
        if (Long.bitCount(length) == 1) {
            int level = Long.numberOfTrailingZeros(length);
            return nodes.node(level, from >> level);
        }
        long middle = from + largestPowerOfTwoBelow(length);
        return TreeHash.ofChildren(hash(from, middle), hash(middle, to));
    }

    private static long largestPowerOfTwoBelow(long length) {
        return Long.highestOneBit(length - 1);
    }
}
