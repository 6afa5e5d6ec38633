package org.bailiwick.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommitmentTests {
    private static final byte[] SALT = HexFormat.of().parseHex("0b".repeat(20));

    /** RFC 4231 test cases 1 and 6 (the second with a key longer than the block). */
    @ParameterizedTest
    @CsvSource({"0b, 20, Hi There, b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        "aa, 131, Test Using Larger Than Block-Size Key - Hash Key First, "
                + "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"})
    void commitmentIsTheHmacOfTheStandard(String octet, int times, String value, String expected) {
        byte[] salt = HexFormat.of().parseHex(octet.repeat(times));

        assertThat(Commitment.of(salt, value).hex()).isEqualTo(expected);
    }

    @Test
    void committedValueAndSaltVerify() {
        Commitment commitment = Commitment.of(SALT, "Zo\u00eb \ud83d\ude00");

        assertThat(commitment.verify(SALT.clone(), "Zo\u00eb \ud83d\ude00")).isTrue();
    }

    @Test
    void otherValueOrOtherSaltDoesNotVerify() {
        Commitment commitment = Commitment.of(SALT, "Ada");
        byte[] flipped = SALT.clone();
        flipped[7] ^= 1;

        assertThat(commitment.verify(SALT, "Ada ")).isFalse();
        assertThat(commitment.verify(SALT, "ada")).isFalse();
        assertThat(commitment.verify(SALT, "")).isFalse();
        assertThat(commitment.verify(flipped, "Ada")).isFalse();
    }

    @Test
    void equalValuesWithDifferentSaltsCannotBeRecognised() {
        byte[] other = HexFormat.of().parseHex("0c".repeat(20));

        assertThat(Commitment.of(SALT, "Ada")).isNotEqualTo(Commitment.of(other, "Ada"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15})
    void shortSaltIsRefusedAndNeverVerifies(int size) {
        assertThatThrownBy(() -> Commitment.of(new byte[size], "Ada")).hasMessageContaining("at least 16 bytes");
        assertThat(Commitment.of(SALT, "Ada").verify(new byte[size], "Ada")).isFalse();
    }

    @Test
    void valueWithoutUtf8FormIsRefusedAndNeverVerifies() {
        assertThatThrownBy(() -> Commitment.of(SALT, "\ud83d")).hasMessageContaining("surrogate");
        assertThat(Commitment.of(SALT, "?").verify(SALT, "\ud83d")).isFalse();
    }

    @Test
    void textThatIsNoHashIsRefused() {
        assertThatThrownBy(() -> new Commitment("b0344c61")).hasMessageContaining("64 lower-case hexadecimal");
        assertThatThrownBy(() -> new Commitment("G".repeat(64))).hasMessageContaining("64 lower-case hexadecimal");
    }
}
