package org.bailiwick.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoardCellTests {
    @Test
    void numberStandsAloneOnlyWhereEverythingIsKnown() {
        assertThat(cell(0, 0, true, 0, null).text()).isEqualTo("0");
        assertThat(cell(2, 1, true, 0, null).text()).isEqualTo("3");
        assertThat(cell(2, 1, true, 4, "last sign-in not known").text()).isEqualTo("3 + n/k");
    }

    @Test
    void whatIsNotKnownIsNeverZero() {
        assertThat(cell(0, 0, true, 4, "last sign-in not known").text()).isEqualTo("n/k");
        assertThat(cell(0, 0, false, 0, "the reading was partial").text()).isEqualTo("n/k");
        assertThat(BoardCell.neverJudged(Rule.NO_OWNER).text()).isEqualTo("n/k");
    }

    @Test
    void wordsTellSeveritiesAndWhyNot() {
        assertThat(cell(2, 1, true, 4, "last sign-in not known").words())
                .isEqualTo(
                        "3 open (2 critical, 1 low), 4 not known: last sign-in not known; as of 1970-01-01 00:00 UTC");
        assertThat(cell(0, 0, true, 0, null).words()).isEqualTo("none open; as of 1970-01-01 00:00 UTC");
        assertThat(cell(0, 0, false, 0, "the reading was partial").words())
                .isEqualTo("not known: the reading was partial; as of 1970-01-01 00:00 UTC");
        assertThat(BoardCell.neverJudged(Rule.NO_OWNER).words()).isEqualTo("not known: nothing was ever judged here");
    }

    /** Decided is not verified: nothing that is only ordered leaves the board. */
    @Test
    void whatIsDecidedAndNotSeenGoneStaysInTheCell() {
        assertThat(cell(0, 0, 5, true, 0, null).text()).isEqualTo("0, 5 decided");
        assertThat(cell(2, 0, 5, true, 3, "read in part").text()).isEqualTo("2 + n/k, 5 decided");
        assertThat(cell(0, 0, 5, false, 0, "the reading was partial").text()).isEqualTo("n/k, 5 decided");
        assertThat(cell(0, 0, 5, true, 0, null).words()).startsWith("none open, 5 decided and not seen gone");
        assertThat(cell(0, 0, 5, false, 0, "the reading was partial").words())
                .startsWith("none open, 5 decided and not seen gone, not known: the reading was partial");
        assertThat(cell(0, 0, 5, true, 0, null).step()).isGreaterThan(1);
    }

    @Test
    void oneCriticalIsDarkerThanManyLow() {
        assertThat(cell(0, 0, true, 0, null).step()).isZero();
        assertThat(cell(0, 1, true, 0, null).step()).isEqualTo(1);
        assertThat(cell(1, 0, true, 0, null).step()).isGreaterThan(cell(0, 11, true, 0, null).step());
        assertThat(cell(100, 0, true, 0, null).step()).isEqualTo(5);
    }

    @Test
    void whatIsTooOldIsNotKnownSinceThenAndNeverComplete() {
        var read = Instant.parse("2026-11-01T08:30:00Z");
        var empty = new BoardCell(Rule.STALE_ADMIN, 0, 0, 0, 0, 0, 0, true, 0, null, read, true, null);
        assertThat(empty.complete()).isFalse();
        assertThat(empty.text()).isEqualTo("n/k");
        assertThat(empty.words()).isEqualTo("not known since 2026-11-01 08:30 UTC, the last full reading");

        var open = new BoardCell(Rule.STALE_ADMIN, 1, 0, 0, 0, 0, 0, true, 0, null, read, true, null);
        assertThat(open.text()).isEqualTo("1 + n/k");
        assertThat(open.words()).isEqualTo(
                "1 open (1 critical), not known since 2026-11-01 08:30 UTC, the last full reading");
    }

    private static BoardCell cell(long critical, long low, boolean known, long notKnown, @Nullable String why) {
        return cell(critical, low, 0, known, notKnown, why);
    }

    private static BoardCell cell(long critical, long low, long ending, boolean known, long notKnown,
            @Nullable String why) {
        return new BoardCell(Rule.STALE_ADMIN, critical, 0, 0, low, ending, ending, known, notKnown, why,
                Instant.EPOCH, false, null);
    }
}
