package org.bailiwick.proof.tree;

import java.util.ArrayList;
import java.util.List;

/** RFC 9162 section 2.1 written down as it stands there, recursive and slow, to judge the real one by. */
final class NaiveTree {
    private NaiveTree() {}

    static List<byte[]> entries(int size) {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            entries.add(("entry " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return entries;
    }

    static Nodes nodes(List<byte[]> entries) {
        return (level, index) -> root(entries.subList((int) (index << level), (int) (index + 1 << level)));
    }

    static TreeHash root(List<byte[]> d) {
        if (d.isEmpty()) {
            return TreeHash.emptyTree();
        }
        if (d.size() == 1) {
            return TreeHash.ofLeaf(d.getFirst());
        }
        int k = split(d.size());
        return TreeHash.ofChildren(root(d.subList(0, k)), root(d.subList(k, d.size())));
    }

    static List<TreeHash> path(int m, List<byte[]> d) {
        if (d.size() == 1) {
            return new ArrayList<>();
        }
        int k = split(d.size());
        boolean left = m < k;
        List<TreeHash> path = left ? path(m, d.subList(0, k)) : path(m - k, d.subList(k, d.size()));
        path.add(left ? root(d.subList(k, d.size())) : root(d.subList(0, k)));
        return path;
    }

    static List<TreeHash> proof(int m, List<byte[]> d) {
        return subproof(m, d, true);
    }

    private static List<TreeHash> subproof(int m, List<byte[]> d, boolean known) {
        if (m == d.size()) {
            return known ? new ArrayList<>() : new ArrayList<>(List.of(root(d)));
        }
        int k = split(d.size());
        boolean left = m <= k;
        List<TreeHash> proof = left
                ? subproof(m, d.subList(0, k), known)
                : subproof(m - k, d.subList(k, d.size()), false);
        proof.add(left ? root(d.subList(k, d.size())) : root(d.subList(0, k)));
        return proof;
    }

    private static int split(int size) {
        int k = 1;
        while (k * 2 < size) {
            k *= 2;
        }
        return k;
    }
}
