package org.bailiwick.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.TenantId;
import org.junit.jupiter.api.Test;

/** What was judged on an old reading says nothing about now. */
class RuleSummaryTests {
    private static final Instant READ = Instant.parse("2026-11-01T00:00:00Z");

    private static RuleSummary summary(boolean known) {
        return new RuleSummary(new TenantId(7), Rule.STALE_ADMIN, 0, 2, 0, 0, 0, 0, known, 0,
                known ? null : "never read", READ, Optional.empty());
    }

    @Test
    void oldJudgementIsNotKnownAndItsCountsStandAsLastKnown() {
        var old = summary(true).notKnownBefore(READ.plusSeconds(1));

        assertThat(old.known()).isFalse();
        assertThat(old.why()).isEqualTo(RuleSummary.TOO_OLD);
        assertThat(old.high()).isEqualTo(2);
        assertThat(summary(true).notKnownBefore(READ)).isEqualTo(summary(true));
    }

    @Test
    void whatWasNotKnownKeepsItsReason() {
        assertThat(summary(false).notKnownBefore(READ.plusSeconds(1)).why()).isEqualTo("never read");
    }

    @Test
    void noneOfWhatIsNotKnownIsNotNoneInTheApi() {
        var notKnown = FindingSlice.Summary.of(new UUID(0, 7), summary(false));
        assertThat(notKnown.critical()).isNull();
        assertThat(notKnown.high()).as("as last known").isEqualTo(2);
        assertThat(notKnown.decided()).isNull();

        assertThat(FindingSlice.Summary.of(new UUID(0, 7), summary(true)).critical()).isZero();
    }
}
