package org.bailiwick.proof.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bailiwick.proof.note.Checkpoint;
import org.bailiwick.proof.note.SignatureType;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.SigningKey;
import org.bailiwick.proof.tile.TilePath;
import org.bailiwick.proof.tile.TileReader;
import org.bailiwick.proof.tile.TileWriter;
import org.bailiwick.proof.tree.ConsistencyProof;
import org.bailiwick.proof.tree.Tree;
import org.bailiwick.proof.tree.TreeHash;
import org.junit.jupiter.api.Test;

final class WitnessRulesTests {
    private static final String ORIGIN = "msp.example/heads";

    private final SigningKey log = new SigningKey(ORIGIN, SignatureType.NOTE, new byte[32]);
    private final WitnessRules rules = new WitnessRules(Map.of(ORIGIN, List.of(log.verifierKey())));
    private final Tree ten = tree(10, -1);
    private final Tree seven = tree(7, -1);

    @Test
    void logThatOnlyGrowsIsCosigned() {
        assertThat(answer(request(7, ten), seven)).isInstanceOf(WitnessAnswer.Accepted.class);
        assertThat(answer(request(0, seven), null)).isInstanceOf(WitnessAnswer.Accepted.class);
        assertThat(answer(request(7, seven), seven)).isInstanceOf(WitnessAnswer.Accepted.class);
        assertThat(answer(request(0, tree(0, -1)), null)).isInstanceOf(WitnessAnswer.Accepted.class);
        assertThat(answer(request(0, ten), tree(0, -1))).isInstanceOf(WitnessAnswer.Accepted.class);
    }

    @Test
    void acceptedCheckpointIsTheOneOfTheRequest() {
        var accepted = (WitnessAnswer.Accepted) answer(request(7, ten), seven);

        assertThat(accepted.checkpoint().checkpoint()).isEqualTo(new Checkpoint(ORIGIN, 10, ten.root()));
        assertThat(accepted.status()).isEqualTo(200);
    }

    @Test
    void anotherSizeThanTheOneCosignedLastIsAConflictThatNamesIt() {
        WitnessAnswer late = answer(request(0, ten), seven);
        WitnessAnswer early = answer(request(7, ten), null);
        WitnessAnswer rolledBack = answer(request(7, seven), ten);

        assertThat(late).isEqualTo(new WitnessAnswer.Stale(7));
        assertThat(early).isEqualTo(new WitnessAnswer.Stale(0));
        assertThat(rolledBack).isEqualTo(new WitnessAnswer.Stale(10));
        assertThat(late.status()).isEqualTo(409);
        assertThat(((WitnessAnswer.Stale) late).body()).isEqualTo("7\n");
    }

    @Test
    void forkedLogIsRefusedHoweverItIsProven() {
        Tree fork = tree(10, 3);

        assertThat(answer(request(7, fork), seven).status()).isEqualTo(422);
        assertThat(answer(request(7, fork, ten.consistencyFrom(7)), seven).status()).isEqualTo(422);
        assertThat(answer(request(7, tree(7, 3)), seven).status()).isEqualTo(422);
    }

    @Test
    void wrongProofsAreRefused() {
        ConsistencyProof right = ten.consistencyFrom(7);
        var shorter = new ConsistencyProof(right.path().subList(1, right.path().size()));
        List<TreeHash> more = new ArrayList<>(right.path());
        more.add(TreeHash.emptyTree());

        assertThat(answer(request(7, ten, shorter), seven).status()).isEqualTo(422);
        assertThat(answer(request(7, ten, new ConsistencyProof(more)), seven).status()).isEqualTo(422);
        assertThat(answer(request(7, ten, new ConsistencyProof(List.of())), seven).status()).isEqualTo(422);
        assertThat(answer(request(0, ten, right), null).status()).isEqualTo(422);
    }

    @Test
    void emptyLogWithAnotherRootThanThatOfNothingIsRefused() {
        assertThat(answer(signed(0, new Checkpoint(ORIGIN, 0, ten.root()), log), null).status()).isEqualTo(422);
    }

    @Test
    void unknownOriginIsNotFound() {
        var stranger = new SigningKey("other.example", SignatureType.NOTE, new byte[32]);

        assertThat(answer(signed(0, new Checkpoint("other.example", 10, ten.root()), stranger), null))
                .isEqualTo(new WitnessAnswer.UnknownOrigin("other.example"));
    }

    @Test
    void checkpointThatNoTrustedKeySignedIsForbidden() {
        byte[] seed = new byte[32];
        seed[0] = 1;
        var forger = new SigningKey(ORIGIN, SignatureType.NOTE, seed);
        var checkpoint = new Checkpoint(ORIGIN, 10, ten.root());
        var altered = new SignedCheckpoint(checkpoint,
                new org.bailiwick.proof.note.SignedNote(checkpoint.text(), List.of(log.sign("another text\n"))));

        assertThat(answer(signed(0, checkpoint, forger), null).status()).isEqualTo(403);
        assertThat(answer(new AddCheckpoint(0, new ConsistencyProof(List.of()), altered).bytes(), null).status())
                .isEqualTo(403);
    }

    @Test
    void whatIsNotARequestIsABadOne() {
        String right = new String(request(7, ten), UTF_8);
        for (String wrong : List.of("", "old\n", right.replace("old 7", "old 07"), right.replace("old 7", "old -1"),
                right.replace("old 7", "new 7"), right.replace("\n\nmsp", "\nmsp"), right + "x",
                right.replace("old 7", "old 11"))) {
            assertThat(answer(wrong.getBytes(UTF_8), seven).status()).as(wrong).isEqualTo(400);
        }
        String tooLong = right.replace("old 7\n", "old 7\n" + (TreeHash.emptyTree().base64() + "\n").repeat(61));
        assertThat(answer(tooLong.getBytes(UTF_8), seven).status()).isEqualTo(400);
    }

    @Test
    void noFlippedBitOfARequestIsAccepted() {
        byte[] right = request(7, ten);
        for (int bit = 0; bit < right.length * 8; bit++) {
            byte[] flipped = right.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(answer(flipped, seven).status()).as("bit %d", bit).isNotEqualTo(200);
        }
        assertThat(answer(right, seven).status()).isEqualTo(200);
    }

    private WitnessAnswer answer(byte[] body, @org.jspecify.annotations.Nullable Tree last) {
        return rules.answer(body, origin -> Optional.ofNullable(last)
                .map(tree -> new Checkpoint(origin, tree.size(), tree.root())));
    }

    private byte[] request(long oldSize, Tree tree) {
        return request(oldSize, tree, tree.consistencyFrom(oldSize));
    }

    private byte[] request(long oldSize, Tree tree, ConsistencyProof proof) {
        var checkpoint = new Checkpoint(ORIGIN, tree.size(), tree.root());
        return new AddCheckpoint(oldSize, proof, SignedCheckpoint.sign(checkpoint, log)).bytes();
    }

    private static byte[] signed(long oldSize, Checkpoint checkpoint, SigningKey key) {
        return new AddCheckpoint(oldSize, new ConsistencyProof(List.of()), SignedCheckpoint.sign(checkpoint, key))
                .bytes();
    }

    /** @param forked the entry that is another one, -1 for none */
    private static Tree tree(int size, int forked) {
        Map<TilePath, byte[]> tiles = new HashMap<>();
        var writer = new TileWriter();
        for (int i = 0; i < size; i++) {
            writer.append(TreeHash.ofLeaf(((i == forked ? "forged " : "entry ") + i).getBytes(UTF_8)));
        }
        writer.publish().forEach((path, tile) -> tiles.put(path, tile.bytes()));
        return new TileReader(path -> Objects.requireNonNull(tiles.get(path)), size).tree();
    }
}
