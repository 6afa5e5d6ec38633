package org.bailiwick.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CanonicalJsonTests {
    @ParameterizedTest
    @ValueSource(strings = {"arrays", "french", "structures", "unicode", "values", "weird"})
    void publishedInputGivesPublishedBytes(String name) {
        Path testdata = Shared.vectors("jcs-rfc8785").resolve("testdata");
        Json input = Json.parse(Shared.read(testdata.resolve("input/" + name + ".json")));

        byte[] canonical = CanonicalJson.bytes(input);

        assertThat(canonical).isEqualTo(Shared.read(testdata.resolve("output/" + name + ".json")));
        assertThat(HexFormat.ofDelimiter(" ").formatHex(canonical)).isEqualTo(
                new String(Shared.read(testdata.resolve("outhex/" + name + ".txt")), UTF_8).strip().replaceAll("\\s+",
                        " "));
    }

    @Test
    void membersAreSortedByUtf16CodeUnitAtEveryLevel() {
        // U+1F600 is d83d de00 in UTF-16 and therefore before U+FB33, although its code point is larger.
        Json.Obj value = Json.object().put("\ufb33", 1).put("\ud83d\ude00", 2).put("b", 3).put("", 4)
                .put("a", Json.object().put("z", true).put("Z", false).build()).build();

        assertThat(canonical(value))
                .isEqualTo("{\"\":4,\"a\":{\"Z\":false,\"z\":true},\"b\":3,\"\ud83d\ude00\":2,\"\ufb33\":1}");
    }

    @Test
    void orderOfArraysIsKept() {
        assertThat(canonical(Json.array(Json.text("b"), Json.text("a"), Json.nothing())))
                .isEqualTo("[\"b\",\"a\",null]");
    }

    @Test
    void onlyWhatMustBeEscapedIsEscaped() {
        assertThat(canonical(Json.text("\u0000\b\t\n\u000b\f\r\u001f \"\\/<\u007f\u0080\u2028\u00f6\ud83d\ude00")))
                .isEqualTo("\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f \\\"\\\\/<\u007f\u0080\u2028\u00f6\ud83d\ude00\"");
    }

    @Test
    void deepestAllowedValueIsWrittenAndOneLevelMoreIsRefused() {
        Json deepest = nested(Json.MAX_DEPTH);

        assertThat(Json.parse(CanonicalJson.bytes(deepest))).isEqualTo(deepest);
        assertThatThrownBy(() -> CanonicalJson.bytes(nested(Json.MAX_DEPTH + 1))).hasMessageContaining("64 levels");
    }

    @Test
    void everyValueReadsBackEqualAndItsCanonicalFormIsAFixedPoint() {
        for (int seed = 0; seed < 3_000; seed++) {
            Json value = new RandomJson(new Random(seed)).value();

            byte[] canonical = CanonicalJson.bytes(value);
            Json readBack = Json.parse(canonical);

            assertThat(readBack).as("seed %d", seed).isEqualTo(value);
            assertThat(CanonicalJson.bytes(readBack)).as("seed %d", seed).isEqualTo(canonical);
        }
    }

    private static Json nested(int levels) {
        Json value = Json.array();
        for (int i = 1; i < levels; i++) {
            value = i % 2 == 0 ? Json.array(value) : Json.object().put("in", value).build();
        }
        return value;
    }

    private static String canonical(Json value) {
        return new String(CanonicalJson.bytes(value), UTF_8);
    }
}
