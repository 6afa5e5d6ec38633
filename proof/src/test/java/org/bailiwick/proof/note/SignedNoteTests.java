package org.bailiwick.proof.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.NotProvenException;
import org.bailiwick.proof.tree.TreeHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignedNoteTests {
    private static final String TEXT = "msp.example/t/1\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
    private static final String ORIGIN = "msp.example/t/1";
    private static final long NOON = Instant.parse("2026-11-22T12:00:00Z").getEpochSecond();

    private final SigningKey log = key("msp.example/t/1", SignatureType.NOTE, 1);
    private final SigningKey witness = key("witness.example/w", SignatureType.COSIGNATURE, 2);
    private final List<VerifierKey> trusted = List.of(log.verifierKey(), witness.verifierKey());

    @Test
    void noteIsSignedReadAndVerified() {
        SignedNote note = log.note(TEXT).with(witness.cosign(TEXT, NOON));

        SignedNote read = SignedNote.parse(note.bytes());

        assertThat(read).isEqualTo(note);
        assertThat(read.verifiedBy(trusted)).extracting(SignedNote.Verified::key).containsExactlyElementsOf(trusted);
        assertThat(Cosignature.time(read.signatures().getLast())).isEqualTo(Instant.parse("2026-11-22T12:00:00Z"));
    }

    /** RFC 8032 section 7.1, test 1. */
    @Test
    void publicKeyOfASecretIsThatOfTheStandard() {
        byte[] seed = java.util.HexFormat.of()
                .parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

        assertThat(java.util.HexFormat.of().formatHex(Ed25519.publicKeyOf(seed)))
                .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assertThat(java.util.HexFormat.of().formatHex(Ed25519.sign(seed, new byte[0])))
                .startsWith("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155");
    }

    @Test
    void everyFlippedBitOfATrustedNoteIsRefusedOrLeavesNoTrustedSignature() {
        byte[] note = log.note(TEXT).with(witness.cosign(TEXT, NOON)).bytes();

        for (int bit = 0; bit < note.length * 8; bit++) {
            byte[] flipped = note.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(verified(flipped)).as("bit %d", bit).isLessThan(2);
        }
        assertThat(verified(note)).isEqualTo(2);
    }

    /** Every single bit of the sixty-four bytes of a signature counts. */
    @Test
    void flippedSignatureOfAKnownKeyRefusesTheWholeNote() {
        NoteSignature right = log.sign(TEXT);
        for (int bit = 0; bit < right.bytes().length * 8; bit++) {
            byte[] flipped = right.bytes();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            var wrong = new NoteSignature(right.name(), right.keyId(), flipped);
            SignedNote note = new SignedNote(TEXT, List.of(witness.cosign(TEXT, NOON), wrong));
            assertThatThrownBy(() -> note.verifiedBy(trusted)).isInstanceOf(NotProvenException.class)
                    .hasMessageContaining("msp.example/t/1");
        }
    }

    /** RFC 8032 section 5.1.7: the second half is below the order of the group, or one signature would have many forms. */
    @Test
    void otherFormOfTheSameSignatureIsRefused() {
        byte[] bytes = log.sign(TEXT).bytes();
        var order = java.math.BigInteger.TWO.pow(252)
                .add(new java.math.BigInteger("27742317777372353535851937790883648493"));
        byte[] bigEndian = new byte[32];
        for (int i = 0; i < 32; i++) {
            bigEndian[i] = bytes[63 - i];
        }
        byte[] sum = new java.math.BigInteger(1, bigEndian).add(order).toByteArray();
        for (int i = 0; i < 32; i++) {
            bytes[32 + i] = i < sum.length ? sum[sum.length - 1 - i] : 0;
        }
        var other = new NoteSignature(ORIGIN, log.verifierKey().id(), bytes);

        assertThat(log.verifierKey().verifies(TEXT, log.sign(TEXT))).isTrue();
        assertThat(log.verifierKey().verifies(TEXT, other)).isFalse();
    }

    @Test
    void signaturesOfStrangersAreIgnored() {
        SigningKey sameName = key("msp.example/t/1", SignatureType.NOTE, 9);
        SignedNote note = sameName.note(TEXT).with(log.sign(TEXT));

        assertThat(note.verifiedBy(List.of(log.verifierKey()))).hasSize(1);
        assertThat(sameName.note(TEXT).verifiedBy(trusted)).isEmpty();
    }

    @Test
    void signatureForOneTextOrTimeIsNoneForAnother() {
        NoteSignature cosignature = witness.cosign(TEXT, NOON);
        byte[] later = cosignature.bytes();
        later[7]++;

        assertThat(witness.verifierKey().verifies(TEXT, cosignature)).isTrue();
        assertThat(witness.verifierKey().verifies(TEXT + "more\n", cosignature)).isFalse();
        assertThat(witness.verifierKey().verifies(TEXT,
                new NoteSignature(cosignature.name(), cosignature.keyId(), later))).isFalse();
        assertThat(log.verifierKey().verifies(TEXT + "more\n", log.sign(TEXT))).isFalse();
    }

    @Test
    void cosignatureIsNoSignatureOfTheLogAndTheOtherWayRound() {
        byte[] seed = new byte[32];
        var asLog = new SigningKey("same.example", SignatureType.NOTE, seed);
        var asWitness = new SigningKey("same.example", SignatureType.COSIGNATURE, seed);

        assertThat(asLog.verifierKey().id()).isNotEqualTo(asWitness.verifierKey().id());
        assertThat(asWitness.verifierKey().claims(asLog.sign(TEXT))).isFalse();
        assertThatThrownBy(() -> asLog.cosign(TEXT, NOON)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> asWitness.sign(TEXT)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sixteenSignaturesAndMoreAreReadAndAFloodIsRefused() {
        SignedNote note = log.note(TEXT);
        for (int i = 0; i < SignedNote.MOST_SIGNATURES - 1; i++) {
            note = note.with(key("w" + i, SignatureType.NOTE, i).sign("x\n"));
        }
        byte[] most = note.bytes();

        assertThat(SignedNote.parse(most).signatures()).hasSize(SignedNote.MOST_SIGNATURES);
        String more = new String(most, UTF_8) + log.sign(TEXT).line();
        assertThatThrownBy(() -> SignedNote.parse(more.getBytes(UTF_8))).isInstanceOf(MalformedProofException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "text", "text\n", "text\n\n", "text\n\nno signature\n",
        "text\n\n\u2014 name AAAA\n",
        "text\n\n\u2014  AAAAAAAA\n", "text\n\n\u2014 na me AAAAAAAA\n", "text\n\n\u2014 a+b AAAAAAAA\n",
        "te\rxt\n\n\u2014 name AAAAAAAA\n", "te\u0000xt\n\n\u2014 name AAAAAAAA\n", "text\n\n\u2014 name AAAAAAA\n",
        "text\n\n\u2014 name AAAAAAB=\n", "text\n\n\u2014 name AAAAAAAA", "text\n\n\u2014 name\n",
        "text\n\n\u2014 name AAAAAAAA \n", "text\n\n\u2014 na\u00a0me AAAAAAAA\n", "text\n\n- name AAAAAAAA\n"})
    void whatIsNotExactlyANoteIsRefused(String wrong) {
        assertThatThrownBy(() -> SignedNote.parse(wrong.getBytes(UTF_8))).isInstanceOf(MalformedProofException.class);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] note = log.note(TEXT).bytes();
        note[0] = (byte) 0xff;

        assertThatThrownBy(() -> SignedNote.parse(note)).hasMessage("the note is not UTF-8");
    }

    @Test
    void keyOfAnotherOriginDoesNotSignForThisLog() {
        var checkpoint = new Checkpoint("msp.example/t/2", 7, TreeHash.emptyTree());
        SignedCheckpoint signed = SignedCheckpoint.sign(checkpoint, log);

        assertThatThrownBy(() -> signed.requireSignedBy(trusted)).isInstanceOf(NotProvenException.class)
                .hasMessage("no trusted key of `msp.example/t/2` signed its checkpoint");
    }

    private int verified(byte[] bytes) {
        try {
            return SignedNote.parse(bytes).verifiedBy(trusted).size();
        } catch (MalformedProofException | NotProvenException refused) {
            return 0;
        }
    }

    static SigningKey key(String name, SignatureType type, int number) {
        byte[] seed = new byte[32];
        seed[0] = (byte) number;
        return new SigningKey(name, type, seed);
    }
}
