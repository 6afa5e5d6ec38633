package org.bailiwick.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTests {
    private static final Json.Obj PERSON = Json.object().put("name", "Ada")
            .put("address", Json.object().put("city", "Turin").put("number", 7).build()).build();

    @Test
    void objectKeepsTheOrderInWhichItsMembersWerePut() {
        Json.Obj object = Json.object().put("z", "x").put("a", 3).put("m", true).build();

        assertThat(object.members().keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void objectsWithTheSameMembersAreEqualInAnyOrder() {
        assertThat(Json.object().put("a", 1).put("b", 2).build())
                .isEqualTo(Json.object().put("b", 2).put("a", 1).build())
                .isNotEqualTo(Json.object().put("a", 1).build());
    }

    @Test
    void memberWithoutAValueIsLeftOut() {
        Json.Obj object = Json.object().putIfPresent("a", (String) null).putIfPresent("b", "x")
                .putIfPresent("c", (Json) null).putIfPresent("d", Json.nothing()).build();

        assertThat(object.members().keySet()).containsExactly("b", "d");
    }

    @Test
    void nameThatWasAlreadyPutIsRefused() {
        ObjectBuilder object = Json.object().put("a", 1);

        assertThatThrownBy(() -> object.put("a", 1)).hasMessage("member `a` was already put");
        assertThatThrownBy(() -> object.putIfPresent("a", "x")).hasMessage("member `a` was already put");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "a\ud83d", "\ud83da", "\ude00\ud83d", "\ud83d\ud83d\ude00"})
    void halfOfASurrogatePairIsRefusedInTextsAndNames(String broken) {
        assertThatThrownBy(() -> Json.text(broken)).hasMessageContaining("half of a surrogate pair");
        assertThatThrownBy(() -> Json.object().put(broken, 1).build()).hasMessageContaining("half of a surrogate pair");
    }

    @Test
    void wholeSurrogatePairsAreAccepted() {
        assertThat(Json.text("\ud83d\ude00\ud83d\ude00").value()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void numberThatIsNotFiniteIsRefused(double value) {
        assertThatThrownBy(() -> Json.number(value)).hasMessageContaining("is finite");
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 53, -(1L << 53), Long.MAX_VALUE, Long.MIN_VALUE})
    void integerThatNotEveryReaderHoldsExactlyIsRefused(long value) {
        assertThatThrownBy(() -> Json.number(value)).hasMessageContaining("write it as text");
    }

    @Test
    void largestExactIntegersAreAccepted() {
        assertThat(Json.number(Json.MAX_INTEGER).value()).isEqualTo(9007199254740991.0);
        assertThat(Json.number(-Json.MAX_INTEGER).value()).isEqualTo(-9007199254740991.0);
    }

    @Test
    void minusZeroEqualsZeroBecauseBothAreWrittenAlike() {
        assertThat(Json.number(-0.0)).isEqualTo(Json.number(0));
    }

    @Test
    void laterChangesOfACallersCollectionsDoNotReachTheValue() {
        Map<String, Json> members = new LinkedHashMap<>(Map.of("a", Json.nothing()));
        List<Json> items = new ArrayList<>(List.of(Json.nothing()));
        var object = new Json.Obj(members);
        var array = new Json.Arr(items);

        members.clear();
        items.clear();

        assertThat(object.members()).hasSize(1);
        assertThat(array.items()).hasSize(1);
        assertThatThrownBy(() -> object.members().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void javaNullIsNotAValue() {
        Map<String, Json> members = new HashMap<>();
        members.put("a", null);

        assertThatThrownBy(() -> new Json.Obj(members)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Json.array((Json) null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void valueIsFoundByItsPath() {
        assertThat(PERSON.textAt("address", "city")).contains("Turin");
        assertThat(PERSON.at("address", "number")).contains(Json.number(7));
        assertThat(PERSON.at()).contains(PERSON);
    }

    @Test
    void pathThatLeadsNowhereFindsNothing() {
        assertThat(PERSON.at("address", "street")).isEmpty();
        assertThat(PERSON.at("name", "first")).isEmpty();
        assertThat(PERSON.textAt("address", "number")).isEmpty();
        assertThat(PERSON.textAt("address")).isEmpty();
    }
}
