package org.bailiwick.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bailiwick.lifecycle.Reading.Ended;
import org.bailiwick.lifecycle.Reading.OfSystem;
import org.bailiwick.lifecycle.Reading.UnderWay;
import org.bailiwick.platform.TenantId;
import org.junit.jupiter.api.Test;

/** What readings say from some moment on, and what they leave open. */
class ReadingTests {
    private static final Instant OPENED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant NOW = OPENED.plusSeconds(60);
    private static final long CONNECTION = 7;

    @Test
    void whatWasReadBeforeSaysNothingAboutNowAndIsReadAgain() {
        var reading = of(Optional.of(complete(OPENED.minusSeconds(1))), Optional.empty());

        assertThat(reading.unread(OPENED)).map(Reading.Unread::stand).contains(Stand.BEING_READ);
        assertThat(reading.toOrder(OPENED, NOW)).containsExactly(CONNECTION);
        assertThat(reading.notKnown()).isEmpty();
    }

    @Test
    void completeReadingThatBeganLaterTells() {
        var reading = of(Optional.of(complete(OPENED.plusSeconds(1))), Optional.empty());

        assertThat(reading.unread(OPENED)).isEmpty();
        assertThat(reading.toOrder(OPENED, NOW)).isEmpty();
        assertThat(reading.unread(OPENED.plusSeconds(1))).isPresent();
    }

    @Test
    void readingThatWaitsOrRunsIsNotOrderedTwice() {
        var waiting = of(Optional.empty(), Optional.of(new UnderWay(false, null, Optional.empty())));
        var running = of(Optional.empty(), Optional.of(new UnderWay(true, NOW, Optional.empty())));
        var before = of(Optional.empty(), Optional.of(new UnderWay(true, OPENED.minusSeconds(5), Optional.empty())));

        assertThat(List.of(waiting, running, before)).allSatisfy(reading -> assertThat(reading.unread(OPENED))
                .map(Reading.Unread::stand).contains(Stand.BEING_READ));
        assertThat(waiting.toOrder(OPENED, NOW)).isEmpty();
        assertThat(running.toOrder(OPENED, NOW)).isEmpty();
        assertThat(before.toOrder(OPENED, NOW)).containsExactly(CONNECTION);
    }

    @Test
    void systemThatDoesNotAnswerIsNotKnownAndTriedAgainAfterAWhile() {
        var asked = of(Optional.empty(), Optional.of(new UnderWay(false, NOW, Optional.of("connection refused"))));
        var failed = of(Optional.of(new Ended(false, false, NOW, NOW)), Optional.empty());

        assertThat(asked.unread(OPENED)).map(Reading.Unread::stand).contains(Stand.NOT_KNOWN);
        assertThat(failed.unread(OPENED)).map(Reading.Unread::stand).contains(Stand.NOT_KNOWN);
        assertThat(failed.toOrder(OPENED, NOW.plusSeconds(60))).isEmpty();
        assertThat(failed.toOrder(OPENED, NOW.plus(Duration.ofHours(2)))).containsExactly(CONNECTION);
        assertThat(failed.notKnown()).isPresent();
    }

    @Test
    void readingThatDidNotTellEverythingIsNotKnown() {
        var reading = of(Optional.of(new Ended(true, false, NOW, NOW)), Optional.empty());

        assertThat(reading.unread(OPENED)).map(Reading.Unread::why)
                .contains("its system was not read completely the last time");
    }

    @Test
    void everySystemCountsAndNoneAndADisconnectedOneAreNotKnown() {
        var one = new OfSystem(1, false, Optional.of(complete(NOW)), Optional.empty());
        var gone = new OfSystem(2, true, Optional.of(complete(NOW)), Optional.empty());
        var none = new Reading(TenantId.MSP, List.of());

        assertThat(new Reading(TenantId.MSP, List.of(one, gone)).unread(OPENED)).map(Reading.Unread::why)
                .contains("its system is disconnected");
        assertThat(new Reading(TenantId.MSP, List.of(one, gone)).toOrder(OPENED, NOW)).isEmpty();
        assertThat(none.unread(OPENED)).map(Reading.Unread::why).contains("no system is connected");
        assertThat(none.notKnown()).isPresent();
    }

    private static Reading of(Optional<Ended> ended, Optional<UnderWay> underWay) {
        return new Reading(TenantId.MSP, List.of(new OfSystem(CONNECTION, false, ended, underWay)));
    }

    private static Ended complete(Instant began) {
        return new Ended(true, true, began, began.plusSeconds(1));
    }
}
