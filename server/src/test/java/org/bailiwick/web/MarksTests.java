package org.bailiwick.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarksTests {
    private static final List<String> NOT_PROVEN = List.of("planned", "authorised", "intent", "sent", "accepted",
            "unknown", "refused", "still effective", "unreachable", "not proven", "undone", "a word of tomorrow");

    @Test
    void onlyWhatWasReadBackIsShownAsClear() {
        assertThat(Mark.ofState("verified")).isEqualTo(Mark.CLEAR);
        assertThat(NOT_PROVEN).map(Mark::ofState).doesNotContain(Mark.CLEAR);
        assertThat(NOT_PROVEN).allSatisfy(state -> {
            assertThat(Step.of(state, true)).map(Step::mark).doesNotContain(Mark.CLEAR);
            assertThat(Step.of(state, false)).map(Step::mark).doesNotContain(Mark.CLEAR);
        });
    }

    @Test
    void changeThatNobodyAcceptedIsNotShownAsApplied() {
        assertThat(Step.of("unreachable", false).get(1).mark()).isEqualTo(Mark.UNKNOWN);
        assertThat(Step.of("unreachable", true).get(1).mark()).isEqualTo(Mark.PLAIN);
    }

    @Test
    void tierThatIsNotKnownIsNotShownAsLow() {
        assertThat(Mark.ofTier("not known")).isEqualTo(Mark.UNKNOWN);
        assertThat(Mark.ofTier("")).isEqualTo(Mark.UNKNOWN);
    }

    @Test
    void timeIsTheAgeInWordsAndExactInUtc() {
        var now = Instant.parse("2026-11-22T12:00:00Z");

        assertThat(new Moment(now.minusSeconds(2), now).relative()).isEqualTo("just now");
        assertThat(new Moment(now.minusSeconds(61), now).relative()).isEqualTo("61 seconds ago");
        assertThat(new Moment(now.minus(Duration.ofMinutes(91)), now).relative()).isEqualTo("1 hour ago");
        assertThat(new Moment(now.plus(Duration.ofDays(3)), now).relative()).isEqualTo("in 3 days");
        assertThat(new Moment(now, now).absolute()).isEqualTo("22 Nov 2026, 12:00:00 UTC");
    }
}
