package org.bailiwick.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonParserTests {
    @Test
    void everyKindOfValueIsRead() {
        Json read = parse(" {\"t\" : \"x\" ,\n\"n\":-1.5e2,\t\"b\":[true,false],\r\"z\":null,\"e\":{},\"a\":[]} ");

        assertThat(read).isEqualTo(Json.object().put("t", "x").put("n", Json.number(-150.0))
                .put("b", Json.array(Json.bool(true), Json.bool(false))).put("z", Json.nothing())
                .put("e", Json.object().build()).put("a", Json.array()).build());
    }

    @Test
    void everyEscapeIsRead() {
        assertThat(parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\\ud83D\\ude00\u00e9\""))
                .isEqualTo(Json.text("\"\\/\b\f\n\r\t\u00e9\ud83d\ude00\u00e9"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-0, 0", "-0.0, 0", "1E30, 1e30", "1e+2, 100", "10, 10", "4.50, 4.5", "2e-3, 0.002",
        "1e-400, 0", "333333333.33333329, 333333333.3333333"})
    void numbersAreReadAsDoubles(String text, double expected) {
        assertThat(parse(text)).isEqualTo(Json.number(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"~~|0|a value is missing", "~  ~|2|a value is missing",
        "{} {}|3|more follows", "1,|1|more follows", "01|1|more follows", "+1|0|no value starts", ".5|0|no value",
        "1.|2|a digit is expected", "-|1|a digit", "-a|1|a digit", "1e|2|a digit", "1e+|3|a digit", "0x10|1|more",
        "1e400|0|beyond the range", "-1e999|0|beyond the range", "NaN|0|no value", "Infinity|0|no value",
        "-Infinity|1|a digit", "tru|3|`true` is expected", "True|0|no value", "nul|3|`null` is expected",
        "falsy|4|`false` is expected", "{|1|a member name", "{\"a\"|4|`:` is expected", "{\"a\":|5|a value is missing",
        "{\"a\":1|6|`,` or `}`", "{\"a\":1,}|7|a member name", "{,}|1|a member name", "{a:1}|1|a member name",
        "{'a':1}|1|a member name", "{\"a\" 1}|5|`:`", "{1:2}|1|a member name", "[|1|a value is missing",
        "[1,]|3|no value starts", "[,1]|1|no value starts", "[1 2]|3|`,` or `]`", "[1}|2|`,` or `]`",
        "{\"a\":1]|6|`,` or `}`", "]|0|no value", "\"abc|4|not closed", "\"a\\|3|no escape",
        "\"\\x\"|2|no escape", "\"\\u12G4\"|5|four hexadecimal", "\"\\u12|5|four hexadecimal",
        "\"\\U0041\"|2|no escape", "/* */1|0|no value", "1//|1|more follows", "'a'|0|no value",
        "{\"a\":1,\"b\":2,\"a\":1}|13|member `a` stands twice", "{\"a\":1,\"\\u0061\":2}|7|member `a` stands twice",
        "[{\"x\":{\"y\":1,\"y\":1}}]|13|member `y`", "\"\\ud83d\"|0|surrogate", "\"\\ude00\\ud83d\"|0|surrogate",
        "\"\\ud83d\\u0041\"|0|surrogate", "{\"\\udead\":1}|1|surrogate"})
    void whatIsNotJsonIsRefusedWithTheByteWhereItStops(String text, int offset, String why) {
        assertRefused(text.getBytes(UTF_8), offset, why);
    }

    @ParameterizedTest
    @CsvSource({"efbbbf7b7d, 0, no value starts with byte 0xef", "22ff22, 1, not UTF-8", "22c322, 1, not UTF-8",
        "22c0af22, 1, not UTF-8", "22eda08022, 1, not UTF-8", "22f490808022, 1, not UTF-8", "22c3, 1, not UTF-8",
        "fffe7b00, 0, not UTF-8", "7b007d00, 1, a member name", "220022, 1, control character",
        "220a22, 1, control character", "221f22, 1, control character", "5b310b5d, 2, byte 0x0b",
        "c2a031, 0, byte 0xc2"})
    void bytesThatAreNotPlainUtf8JsonAreRefused(String hex, int offset, String why) {
        assertRefused(HexFormat.of().parseHex(hex), offset, why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void hostileDepthIsRefusedWithoutExhaustingTheStack(String opening) {
        byte[] input = opening.repeat(1_000_000).getBytes(UTF_8);

        assertRefused(input, Json.MAX_DEPTH * opening.length(), "more than 64 levels");
    }

    @Test
    void deepestAllowedLevelIsRead() {
        assertThat(parse("[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH))).isInstanceOf(Json.Arr.class);
    }

    @Test
    void everyCutOfAnObjectIsRefused() {
        byte[] whole = "{\"a\":[1,true,null,\"\\u00e9\u00e9\"],\"b\":{}}".getBytes(UTF_8);

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Json.parse(cut)).as("cut at %d", length)
                    .isInstanceOf(MalformedJsonException.class);
        }
    }

    @Test
    void anyBytesAreReadOrRefusedButNeverCrash() {
        byte[] start = "{\"a\":[1,true,null,\"\\u00e9\u00e9\"],\"b\":{}}".getBytes(UTF_8);
        for (int seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            byte[] flipped = start.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));

            try {
                Json read = Json.parse(flipped);
                assertThat(Json.parse(CanonicalJson.bytes(read))).as("seed %d", seed).isEqualTo(read);
            } catch (MalformedJsonException refused) {
                assertThat(refused.offset()).as("seed %d", seed).isBetween(0, flipped.length);
            }
        }
    }

    @Test
    void laterChangesOfTheArrayDoNotReachTheParser() {
        byte[] input = "[1]".getBytes(UTF_8);
        var parser = new JsonParser(input);

        input[1] = '2';

        assertThat(parser.parse()).isEqualTo(Json.array(Json.number(1)));
    }

    private static void assertRefused(byte[] input, int offset, String why) {
        ThrowableAssert.ThrowingCallable reading = () -> Json.parse(input);

        assertThatThrownBy(reading).isInstanceOfSatisfying(MalformedJsonException.class, refused -> {
            assertThat(refused).hasMessageContaining(why).hasMessageEndingWith("at byte " + offset);
            assertThat(refused.offset()).isEqualTo(offset);
        });
    }

    private static Json parse(String text) {
        return Json.parse(text.getBytes(UTF_8));
    }
}
