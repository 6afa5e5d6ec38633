package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.bailiwick.platform.PlatformClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingScheduleTests {
    private static final Duration DAY = Duration.ofDays(1);
    private final PlatformClock clock = new PlatformClock(() -> Duration.ZERO);
    private final ReadingSchedule daily = new ReadingSchedule(DAY, clock);

    @Test
    void whatIsReadTogetherOnceIsReadApartFromThenOnAndNeverLaterThanADay() {
        var ended = clock.now().plusSeconds(1);

        var due = LongStream.range(0, 1_000).mapToObj(connection -> daily.due(connection, ended).orElseThrow())
                .toList();

        assertThat(due).allMatch(at -> !at.isAfter(ended.plus(DAY)) && at.isAfter(ended.plus(DAY.multipliedBy(9)
                .dividedBy(10))));
        assertThat(due.stream().collect(Collectors.groupingBy(at -> Duration.between(ended, at).toMinutes() / 10,
                Collectors.counting())).values()).as("readings of ten minutes").allMatch(count -> count < 150);
        assertThat(daily.due(7, ended)).isEqualTo(daily.due(7, ended));
    }

    @Test
    void whatFellDueWhileNoServerRanIsReadWithinAnHourAndNotAtOnce() {
        var started = clock.now();

        var due = LongStream.range(0, 1_000)
                .mapToObj(connection -> daily.due(connection, started.minus(Duration.ofDays(30))).orElseThrow())
                .toList();

        assertThat(due).allMatch(at -> Duration.between(started, at).toMinutes() < 61);
        assertThat(due.stream().collect(Collectors.groupingBy(at -> Duration.between(started, at).toMinutes(),
                Collectors.counting())).values()).as("readings of a minute").allMatch(count -> count < 50);
        assertThat(daily.due(7, null)).as("what was never read").isEqualTo(daily.due(7, Instant.EPOCH));
    }

    @Test
    void nothingIsDueWhereItIsTurnedOff() {
        var never = new ReadingSchedule(Duration.ZERO, clock);

        assertThat(never.on()).isFalse();
        assertThat(never.due(7, clock.now())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1H", "PT59S", "P367D"})
    void aTimeThatMakesNoSenseIsRefusedAtTheStart(Duration every) {
        assertThatThrownBy(() -> new ReadingSchedule(every, clock)).hasMessageContaining("`bailiwick.observe-every`")
                .hasMessageContaining("change it");
    }
}
