package org.bailiwick.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EcmaScriptNumberTests {
    /** RFC 8785 appendix B, without the two rows that are errors (infinity and NaN, which Json.Num refuses). */
    @ParameterizedTest
    @CsvSource({"0000000000000000, 0", "8000000000000000, 0", "0000000000000001, 5e-324", "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308", "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992", "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000", "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23", "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000", "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21", "3eb0c6f7a0b5ed8c, 9.999999999999997e-7", "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332", "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333", "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343", "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"})
    void tableOfTheStandardIsReproduced(String bits, String expected) {
        assertThat(EcmaScriptNumber.format(fromBits(Long.parseUnsignedLong(bits, 16)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1e21, 1e+21", "123e18, 123000000000000000000", "1.5e-7, 1.5e-7", "0.000001, 0.000001", "10, 10",
        "0.5, 0.5", "-1.25, -1.25", "2E-323, 2e-323", "1.5E-323, 1.5e-323", "1E-323, 1e-323", "9.5e-7, 9.5e-7",
        "2.0E-3, 0.002", "1e300, 1e+300", "1.2e22, 1.2e+22", "100.5, 100.5"})
    void formOfTheSizeIsThatOfEcmaScript(double value, String expected) {
        assertThat(EcmaScriptNumber.format(value)).isEqualTo(expected);
    }

    /** The published hash is over the first 100,000 lines of a sequence whose constants stand in the same page. */
    @Test
    void hundredThousandPublishedNumbersGiveThePublishedHash() throws Exception {
        String page = new String(Shared.read(Shared.vectors("jcs-rfc8785").resolve("testdata/README.md")),
                StandardCharsets.UTF_8);
        List<Long> constants = Pattern.compile("0x([0-9a-f]{16})n").matcher(page).results()
                .map(found -> Long.parseUnsignedLong(found.group(1), 16)).toList();
        // The last match is the start of the serial part, not a constant of the table.
        var numbers = new PublishedNumbers(constants.subList(0, constants.size() - 1));
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");

        for (int line = 0; line < 100_000; line++) {
            long bits = numbers.next();
            String text = Long.toHexString(bits) + "," + EcmaScriptNumber.format(fromBits(bits)) + "\n";
            sha256.update(text.getBytes(StandardCharsets.US_ASCII));
        }

        String hash = HexFormat.of().formatHex(sha256.digest());
        assertThat(page).contains("| " + hash + " | 100000 ");
    }

    private static double fromBits(long bits) {
        return Double.longBitsToDouble(bits);
    }

    /** The constants, then 2,000 small doubles in a row, then a chain of SHA-256 read as doubles. */
    private static final class PublishedNumbers {
        private final List<Long> constants;
        private int index;
        private ByteBuffer block = ByteBuffer.allocate(32).position(32);

        PublishedNumbers(List<Long> constants) {
            this.constants = constants;
        }

        long next() throws Exception {
            int at = index++;
            if (at < constants.size()) {
                return constants.get(at);
            }
            if (at < constants.size() + 2_000) {
                return 0x0010000000000000L + at - constants.size();
            }
            while (true) {
                if (!block.hasRemaining()) {
                    byte[] digest = MessageDigest.getInstance("SHA-256").digest(block.array());
                    block = ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN);
                }
                long bits = block.getLong();
                if (fromBits(bits) != 0 && Double.isFinite(fromBits(bits))) {
                    return bits;
                }
            }
        }
    }
}
