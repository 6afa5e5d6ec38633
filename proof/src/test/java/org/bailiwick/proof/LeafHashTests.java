package org.bailiwick.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LeafHashTests {
    /** The first leaves of the trees with which Certificate Transparency implementations are tested. */
    @ParameterizedTest
    @CsvSource({"'', 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "00, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "10, 0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7"})
    void leafOfKnownBytesIsTheKnownHash(String body, String expected) {
        assertThat(LeafHash.of(HexFormat.of().parseHex(body)).hex()).isEqualTo(expected);
    }

    @Test
    void leafIsNotThePlainHashOfItsBody() throws Exception {
        byte[] body = "entry".getBytes(UTF_8);

        assertThat(LeafHash.of(body).bytes()).isNotEqualTo(MessageDigest.getInstance("SHA-256").digest(body));
    }

    @Test
    void everyFlippedBitOfTheBodyChangesTheLeaf() {
        byte[] body = "{\"a\":1}".getBytes(UTF_8);
        LeafHash recorded = LeafHash.of(body);

        for (int bit = 0; bit < body.length * 8; bit++) {
            byte[] flipped = body.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(LeafHash.of(flipped)).as("bit %d", bit).isNotEqualTo(recorded);
        }
    }

    @Test
    void bytesReadBackAreTheSameHash() {
        LeafHash hash = LeafHash.of("entry".getBytes(UTF_8));

        assertThat(LeafHash.fromBytes(hash.bytes())).isEqualTo(hash);
        assertThat(hash.bytes()).hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void otherThanThirtyTwoBytesIsRefused(int size) {
        assertThatThrownBy(() -> LeafHash.fromBytes(new byte[size])).hasMessageContaining("64 lower-case hexadecimal");
    }

    @Test
    void upperCaseIsRefusedBecauseTheSameHashWouldHaveTwoForms() {
        assertThatThrownBy(() -> new LeafHash("A".repeat(64))).hasMessageContaining("lower-case");
    }
}
