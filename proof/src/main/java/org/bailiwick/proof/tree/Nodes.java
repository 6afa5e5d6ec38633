package org.bailiwick.proof.tree;

/** Where the hashes of a tree come from: memory, tiles of a log, files of a pack. */
@FunctionalInterface
public interface Nodes {
    /**
     * The root of the perfect subtree over the leaves from {@code index * 2^level} to
     * {@code (index + 1) * 2^level - 1}. Level 0 are the leaves; only subtrees that are full are asked for.
     */
    TreeHash node(int level, long index);
}
