package org.bailiwick.proof.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bailiwick.proof.MalformedProofException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeysTests {
    private static final String VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    @Test
    void keysAreReadFromWhatTheyWrite() {
        SigningKey key = SignedNoteTests.key("msp.example/heads", SignatureType.COSIGNATURE, 3);

        assertThat(VerifierKey.parse(key.verifierKey().vkey())).isEqualTo(key.verifierKey());
        assertThat(SigningKey.parse(key.secret()).verifierKey()).isEqualTo(key.verifierKey());
    }

    @Test
    void everyFlippedBitOfAKeyIsRefusedOrIsAnotherName() {
        VerifierKey right = VerifierKey.parse(VKEY);
        for (int bit = 0; bit < VKEY.length() * 8; bit++) {
            char[] flipped = VKEY.toCharArray();
            flipped[bit / 8] ^= (char) (1 << bit % 8);
            assertThatThrownBy(() -> VerifierKey.parse(new String(flipped))).as("bit %d", bit)
                    .isInstanceOf(MalformedProofException.class);
        }
        assertThat(right.name()).isEqualTo("example.com/foo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name", "name+530d903a", "name+530d903a+",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "name+00000000+Bg=="})
    void whatIsNotAKeyIsRefused(String wrong) {
        assertThatThrownBy(() -> VerifierKey.parse(wrong)).isInstanceOf(MalformedProofException.class);
    }

    @Test
    void secretIsInNoMessageAndNoText() {
        SigningKey key = SignedNoteTests.key("msp.example/heads", SignatureType.NOTE, 3);
        String material = key.secret().substring(key.secret().lastIndexOf('+') + 1);

        assertThat(key.toString()).doesNotContain(material);
        assertThatThrownBy(() -> SigningKey.parse(key.secret() + "A")).hasMessageNotContaining(material);
        assertThatThrownBy(() -> SigningKey.parse(key.secret().replace("heads", "other")))
                .hasMessageNotContaining(material);
    }
}
