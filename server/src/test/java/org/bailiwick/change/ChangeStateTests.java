package org.bailiwick.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ChangeStateTests {
    /** The whole table: what is not in it cannot happen. */
    private static final String TABLE = """
                                        planned -> authorised
                                        authorised -> authorised, intent, unreachable
                                        intent -> sent, unknown
                                        sent -> authorised, accepted, unknown, refused, unreachable
                                        accepted -> verified, still effective, unreachable, not proven
                                        unknown -> authorised, verified, still effective, unreachable, not proven
                                        refused ->
                                        verified -> undone
                                        still effective -> authorised, verified, still effective
                                        unreachable -> authorised, verified, still effective, not proven
                                        not proven -> authorised, verified, still effective, unreachable
                                        undone ->
                                        """;

    @Test
    void onlyTheTablesTransitionsExist() {
        var drawn = Arrays.stream(ChangeState.values()).map(state -> "%s -> %s".formatted(state.text(),
                state.next().stream().map(ChangeState::text).collect(Collectors.joining(", "))).strip())
                .collect(Collectors.joining("\n", "", "\n"));

        assertThat(drawn).isEqualTo(TABLE);
    }

    @Test
    void onlyAReadLeadsToVerified() {
        assertThat(ChangeState.values()).filteredOn(state -> state.next().contains(ChangeState.VERIFIED))
                .containsExactlyInAnyOrder(ChangeState.ACCEPTED, ChangeState.UNKNOWN, ChangeState.STILL_EFFECTIVE,
                        ChangeState.UNREACHABLE, ChangeState.NOT_PROVEN);
    }

    @Test
    void nothingGoesOutTwiceWithoutBeingAuthorisedInBetween() {
        assertThat(ChangeState.values()).filteredOn(state -> state.next().contains(ChangeState.INTENT))
                .containsExactly(ChangeState.AUTHORISED);
        assertThat(ChangeState.values()).filteredOn(state -> state.next().contains(ChangeState.SENT))
                .containsExactly(ChangeState.INTENT);
    }

    @Test
    void everyStateThatIsNotProvenCanStillBecomeVerified() {
        assertThat(ChangeState.values()).filteredOn(ChangeState::unproven)
                .containsExactlyInAnyOrder(ChangeState.UNKNOWN, ChangeState.STILL_EFFECTIVE, ChangeState.UNREACHABLE,
                        ChangeState.NOT_PROVEN)
                .allSatisfy(state -> assertThat(state.next()).contains(ChangeState.VERIFIED));
    }

    @Test
    void whatHasEndedGoesNowhereButBeingUndone() {
        assertThat(ChangeState.values()).filteredOn(ChangeState::ended)
                .containsExactlyInAnyOrder(ChangeState.VERIFIED, ChangeState.REFUSED, ChangeState.UNDONE)
                .allSatisfy(state -> assertThat(state.next()).isSubsetOf(ChangeState.UNDONE));
    }

    @Test
    void wordsOfDatabaseAndApiAreReadBack() {
        assertThat(ChangeState.values()).allSatisfy(state -> assertThat(ChangeState.of(state.text())).isEqualTo(state));
        assertThatThrownBy(() -> ChangeState.of("done")).hasMessage("`done` is no state of a change");
    }
}
