package org.bailiwick.proof.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.bailiwick.proof.LeafHash;
import org.junit.jupiter.api.Test;

final class TreeTests {
    private static final int LARGEST = 70;

    private final List<byte[]> entries = NaiveTree.entries(LARGEST);
    private final Nodes nodes = NaiveTree.nodes(entries);

    @Test
    void rootOfNothingIsTheHashOfNothing() {
        assertThat(TreeHash.emptyTree().hex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(new CompactRange().root()).isEqualTo(TreeHash.emptyTree());
    }

    @Test
    void leafIsTheOneThatTheLedgerAlreadyHolds() {
        byte[] entry = entries.getFirst();

        assertThat(TreeHash.ofLeaf(entry)).isEqualTo(TreeHash.of(LeafHash.of(entry)));
    }

    @Test
    void rootsOfEverySizeAreThoseOfTheDefinition() {
        var range = new CompactRange();
        for (int size = 1; size <= LARGEST; size++) {
            range.appendEntry(entries.get(size - 1));

            TreeHash expected = NaiveTree.root(entries.subList(0, size));
            assertThat(range.root()).as("size %d", size).isEqualTo(expected);
            assertThat(new Tree(nodes, size).root()).as("size %d", size).isEqualTo(expected);
            assertThat(new Tree(nodes, size).perfectRoots()).as("size %d", size).isEqualTo(range.roots());
        }
    }

    @Test
    void compactRangeGoesOnFromItsRoots() {
        for (int stop = 0; stop < LARGEST; stop++) {
            var first = new CompactRange();
            entries.subList(0, stop).forEach(first::appendEntry);

            var second = new CompactRange(first.size(), first.roots());
            entries.subList(stop, LARGEST).forEach(second::appendEntry);

            assertThat(second.root()).as("stopped at %d", stop).isEqualTo(NaiveTree.root(entries));
        }
        assertThatThrownBy(() -> new CompactRange(3, List.of())).hasMessageContaining("2 perfect subtrees");
    }

    @Test
    void inclusionProofsAreThoseOfTheDefinitionAndHold() {
        for (int size = 1; size <= LARGEST; size++) {
            TreeHash root = NaiveTree.root(entries.subList(0, size));
            for (int index = 0; index < size; index++) {
                InclusionProof proof = new Tree(nodes, size).inclusion(index);

                assertThat(proof.path()).isEqualTo(NaiveTree.path(index, entries.subList(0, size)));
                assertThat(proof.proves(TreeHash.ofLeaf(entries.get(index)), size, root)).isTrue();
            }
        }
    }

    @Test
    void consistencyProofsAreThoseOfTheDefinitionAndHold() {
        for (int size = 1; size <= LARGEST; size++) {
            TreeHash root = NaiveTree.root(entries.subList(0, size));
            for (int old = 1; old <= size; old++) {
                ConsistencyProof proof = new Tree(nodes, size).consistencyFrom(old);

                assertThat(proof.path()).isEqualTo(NaiveTree.proof(old, entries.subList(0, size)));
                assertThat(proof.proves(old, NaiveTree.root(entries.subList(0, old)), size, root)).isTrue();
            }
        }
    }

    @Test
    void inclusionProofHoldsForNoOtherIndexSizeOrLeaf() {
        for (int size = 1; size <= 20; size++) {
            TreeHash root = NaiveTree.root(entries.subList(0, size));
            for (int index = 0; index < size; index++) {
                InclusionProof right = new Tree(nodes, size).inclusion(index);
                TreeHash leaf = TreeHash.ofLeaf(entries.get(index));
                for (int other = 0; other < 40; other++) {
                    boolean same = other == index;
                    assertThat(new InclusionProof(other, right.path()).proves(leaf, size, root)).isEqualTo(same);
                    assertThat(right.proves(TreeHash.ofLeaf(entries.get(other)), size, root)).isEqualTo(same);
                }
            }
        }
    }

    @Test
    void everyFlippedBitOfAnInclusionProofIsRefused() {
        InclusionProof right = new Tree(nodes, 13).inclusion(9);
        TreeHash leaf = TreeHash.ofLeaf(entries.get(9));
        TreeHash root = NaiveTree.root(entries.subList(0, 13));

        assertThat(right.proves(leaf, 13, root)).isTrue();
        for (List<TreeHash> wrong : mutations(right.path())) {
            assertThat(new InclusionProof(9, wrong).proves(leaf, 13, root)).isFalse();
        }
        for (TreeHash flipped : flips(leaf)) {
            assertThat(right.proves(flipped, 13, root)).isFalse();
        }
        for (TreeHash flipped : flips(root)) {
            assertThat(right.proves(leaf, 13, flipped)).isFalse();
        }
    }

    @Test
    void everyFlippedBitOfAConsistencyProofIsRefused() {
        for (int old : List.of(1, 6, 7, 8, 12)) {
            ConsistencyProof right = new Tree(nodes, 13).consistencyFrom(old);
            TreeHash oldRoot = NaiveTree.root(entries.subList(0, old));
            TreeHash root = NaiveTree.root(entries.subList(0, 13));

            assertThat(right.proves(old, oldRoot, 13, root)).isTrue();
            for (List<TreeHash> wrong : mutations(right.path())) {
                assertThat(new ConsistencyProof(wrong).proves(old, oldRoot, 13, root)).isFalse();
            }
            flips(oldRoot).forEach(flipped -> assertThat(right.proves(old, flipped, 13, root)).isFalse());
            flips(root).forEach(flipped -> assertThat(right.proves(old, oldRoot, 13, flipped)).isFalse());
        }
    }

    @Test
    void consistencyProofHoldsForNoOtherEarlierTree() {
        for (int size = 1; size <= 20; size++) {
            TreeHash root = NaiveTree.root(entries.subList(0, size));
            for (int old = 1; old <= size; old++) {
                ConsistencyProof right = new Tree(nodes, size).consistencyFrom(old);
                for (int other = 0; other <= 24; other++) {
                    TreeHash otherRoot = NaiveTree.root(entries.subList(0, other));
                    assertThat(right.proves(other, otherRoot, size, root)).isEqualTo(other == old);
                }
            }
        }
    }

    @Test
    void rewrittenHistoryHasNoConsistencyProof() {
        List<byte[]> forged = new ArrayList<>(entries.subList(0, 13));
        forged.set(3, "another entry".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        ConsistencyProof proof = new Tree(NaiveTree.nodes(forged), 13).consistencyFrom(6);

        assertThat(proof.proves(6, NaiveTree.root(entries.subList(0, 6)), 13, NaiveTree.root(forged))).isFalse();
        assertThat(proof.proves(6, NaiveTree.root(forged.subList(0, 6)), 13, NaiveTree.root(forged))).isTrue();
    }

    @Test
    void fromTheEmptyTreeNothingIsProven() {
        TreeHash empty = TreeHash.emptyTree();

        assertThat(new Tree(nodes, 5).consistencyFrom(0).path()).isEmpty();
        assertThat(new ConsistencyProof(List.of()).proves(0, empty, 5, NaiveTree.root(entries.subList(0, 5))))
                .isFalse();
        assertThat(new ConsistencyProof(List.of()).proves(0, empty, 0, empty)).isFalse();
    }

    @Test
    void whatIsNotInTheTreeHasNoProof() {
        var tree = new Tree(nodes, 5);

        assertThatThrownBy(() -> tree.inclusion(5)).hasMessageContaining("not in a tree of 5");
        assertThatThrownBy(() -> tree.inclusion(-1)).hasMessageContaining("not in a tree of 5");
        assertThatThrownBy(() -> tree.consistencyFrom(6)).hasMessageContaining("no first 6");
    }

    @Test
    void pathsInTheLargestTreeHaveTheLengthOfTheDefinition() {
        assertThat(InclusionProof.length(0, Long.MAX_VALUE)).isEqualTo(63);
        assertThat(InclusionProof.length(Long.MAX_VALUE - 1, Long.MAX_VALUE)).isEqualTo(62);
        assertThat(InclusionProof.length(0, 1)).isZero();
    }

    private static List<TreeHash> flips(TreeHash hash) {
        List<TreeHash> flips = new ArrayList<>();
        for (int bit = 0; bit < 256; bit++) {
            byte[] flipped = hash.bytes();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            flips.add(new TreeHash(flipped));
        }
        return flips;
    }

    /** Every flipped bit, each hash dropped, doubled or exchanged with the next one, one put before and after. */
    private static List<List<TreeHash>> mutations(List<TreeHash> path) {
        List<List<TreeHash>> wrong = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            for (TreeHash flipped : flips(path.get(i))) {
                List<TreeHash> one = new ArrayList<>(path);
                one.set(i, flipped);
                wrong.add(one);
            }
            List<TreeHash> dropped = new ArrayList<>(path);
            dropped.remove(i);
            wrong.add(dropped);
            List<TreeHash> doubled = new ArrayList<>(path);
            doubled.add(i, path.get(i));
            wrong.add(doubled);
            if (i + 1 < path.size()) {
                List<TreeHash> swapped = new ArrayList<>(path);
                swapped.set(i, path.get(i + 1));
                swapped.set(i + 1, path.get(i));
                wrong.add(swapped);
            }
        }
        List<TreeHash> longer = new ArrayList<>(path);
        longer.addFirst(TreeHash.emptyTree());
        wrong.add(longer);
        List<TreeHash> longerStill = new ArrayList<>(path);
        longerStill.add(TreeHash.emptyTree());
        wrong.add(longerStill);
        return wrong;
    }
}
