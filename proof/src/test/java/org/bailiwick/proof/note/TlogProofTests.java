package org.bailiwick.proof.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.NotProvenException;
import org.bailiwick.proof.tree.InclusionProof;
import org.bailiwick.proof.tree.TreeHash;
import org.junit.jupiter.api.Test;

final class TlogProofTests {
    private static final String ORIGIN = "msp.example/t/1";

    private final SigningKey log = SignedNoteTests.key(ORIGIN, SignatureType.NOTE, 1);
    private final List<VerifierKey> trusted = List.of(log.verifierKey());
    private final TreeHash leaf = TreeHash.ofLeaf("one".getBytes(UTF_8));
    private final TreeHash sibling = TreeHash.ofLeaf("two".getBytes(UTF_8));
    private final TlogProof proof = new TlogProof(null, new InclusionProof(0, List.of(sibling)), SignedCheckpoint
            .sign(new Checkpoint(ORIGIN, 2, TreeHash.ofChildren(leaf, sibling)), log));

    @Test
    void fileHasTheFormOfTheStandard() {
        String file = new String(proof.bytes(), UTF_8);

        assertThat(file).startsWith("c2sp.org/tlog-proof@v1\nindex 0\n" + sibling.base64() + "\n\n" + ORIGIN + "\n2\n");
        assertThat(TlogProof.parse(proof.bytes()).bytes()).isEqualTo(proof.bytes());
        TlogProof.parse(proof.bytes()).requireProves(leaf, trusted);
    }

    @Test
    void extraDataIsKept() {
        var withExtra = new TlogProof("{}".getBytes(UTF_8), proof.inclusion(), proof.checkpoint());

        assertThat(new String(withExtra.bytes(), UTF_8)).contains("@v1\nextra e30=\nindex 0\n");
        assertThat(TlogProof.parse(withExtra.bytes()).extra()).isEqualTo("{}".getBytes(UTF_8));
    }

    @Test
    void everyFlippedBitIsRefused() {
        byte[] right = proof.bytes();
        for (int bit = 0; bit < right.length * 8; bit++) {
            byte[] flipped = right.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(proves(flipped)).as("bit %d", bit).isFalse();
        }
        assertThat(proves(right)).isTrue();
    }

    @Test
    void everyCutIsRefused() {
        byte[] right = proof.bytes();
        for (int length = 0; length < right.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(right, length);
            assertThatThrownBy(() -> TlogProof.parse(cut)).isInstanceOf(MalformedProofException.class);
        }
    }

    @Test
    void otherEntryOtherKeyAndOtherIndexAreRefused() {
        var strangers = List.of(SignedNoteTests.key(ORIGIN, SignatureType.NOTE, 2).verifierKey());
        var moved = new TlogProof(null, new InclusionProof(1, List.of(sibling)), proof.checkpoint());

        assertThatThrownBy(() -> proof.requireProves(sibling, trusted)).isInstanceOf(NotProvenException.class);
        assertThatThrownBy(() -> proof.requireProves(leaf, strangers)).isInstanceOf(NotProvenException.class);
        assertThatThrownBy(() -> moved.requireProves(leaf, trusted)).isInstanceOf(NotProvenException.class)
                .hasMessage("the entry is not at index 1 of the log of 2 entries that was signed");
    }

    private boolean proves(byte[] bytes) {
        try {
            TlogProof.parse(bytes).requireProves(leaf, trusted);
            return true;
        } catch (MalformedProofException | NotProvenException refused) {
            return false;
        }
    }
}
