package org.bailiwick.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.change.SampleChange.DIRECT;
import static org.bailiwick.change.SampleChange.NOW;
import static org.bailiwick.change.SampleChange.THROUGH_GROUP;

import java.util.List;
import java.util.Optional;
import org.bailiwick.change.ChangeOrder.FoundPath;
import org.bailiwick.proof.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ConclusionTests {
    private static final Verdict ENDED = new Verdict.Ended(Json.array());
    private static final Verdict AWAY = new Verdict.Unreachable("connection refused", Json.array());
    private static final Verdict UNCLEAR = new Verdict.NotProven("half an answer", Json.array());

    @ParameterizedTest
    @EnumSource(value = ChangeState.class, names = {"ACCEPTED", "UNKNOWN", "UNREACHABLE", "NOT_PROVEN",
        "STILL_EFFECTIVE"})
    void accessThatHasEndedVerifiesTheChangeWhateverWasKnownBefore(ChangeState before) {
        var step = conclude(SampleChange.in(before, Applied.NOT_KNOWN, DIRECT), ENDED, 0).orElseThrow();

        assertThat(step.to()).isEqualTo(ChangeState.VERIFIED);
        assertThat(step.readAt()).contains(NOW);
        assertThat(step.foundPaths()).isEmpty();
    }

    @Test
    void verifiedWithoutAnAnswerSaysThatTheCauseIsNotKnown() {
        var step = conclude(SampleChange.in(ChangeState.UNKNOWN, Applied.NOT_KNOWN), ENDED, 1).orElseThrow();

        assertThat(step.applied()).isEqualTo(Applied.NOT_KNOWN);
        assertThat(step.detail().orElseThrow()).contains("whether by this change is not known");
    }

    @Test
    void acceptedButStillHeldIsStillEffectiveWithItsPathOwnerAndClock() {
        var step = conclude(SampleChange.in(ChangeState.ACCEPTED, Applied.YES), held(THROUGH_GROUP), 0).orElseThrow();

        assertThat(step.to()).isEqualTo(ChangeState.STILL_EFFECTIVE);
        assertThat(step.foundPaths()).containsExactly(THROUGH_GROUP);
        assertThat(step.detail().orElseThrow()).contains("group `/finance` → realm role `billing-admin`");
        assertThat(step.dueAt()).contains(NOW.plus(Patience.OWNER));
    }

    @Test
    void acceptedChangeIsNeverSentAgainByItself() {
        var step = conclude(SampleChange.in(ChangeState.ACCEPTED, Applied.YES), held(DIRECT), 0).orElseThrow();

        assertThat(step.to()).isEqualTo(ChangeState.STILL_EFFECTIVE);
    }

    @Test
    void lostAnswerWithUntouchedMembershipGoesOutAgain() {
        var step = conclude(SampleChange.in(ChangeState.UNKNOWN, Applied.NOT_KNOWN), held(DIRECT), 1).orElseThrow();

        assertThat(step.to()).isEqualTo(ChangeState.AUTHORISED);
        assertThat(step.dueAt()).contains(NOW);
    }

    @Test
    void lostAnswerWhoseMembershipIsGoneButAccessRemainsIsStillEffective() {
        var step = conclude(SampleChange.in(ChangeState.UNKNOWN, Applied.NOT_KNOWN), held(THROUGH_GROUP), 1)
                .orElseThrow();

        assertThat(step.to()).isEqualTo(ChangeState.STILL_EFFECTIVE);
    }

    @Test
    void answersLostAgainAndAgainEndWithAnOperator() {
        var step = conclude(SampleChange.in(ChangeState.UNKNOWN, Applied.NOT_KNOWN), held(DIRECT),
                Conclusion.MOST_LOST_ANSWERS).orElseThrow();

        assertThat(step.to()).isEqualTo(ChangeState.STILL_EFFECTIVE);
    }

    @Test
    void systemThatWasDownBeforeAnythingWasSentGetsTheChangeWhenItIsBack() {
        var step = conclude(SampleChange.in(ChangeState.UNREACHABLE, Applied.NO), held(DIRECT), 0).orElseThrow();

        assertThat(step.to()).isEqualTo(ChangeState.AUTHORISED);
    }

    @Test
    void readThatCouldNotBeMadeIsUnreachableAndHalfAReadIsNotProven() {
        var accepted = SampleChange.in(ChangeState.ACCEPTED, Applied.YES);

        assertThat(conclude(accepted, AWAY, 0).orElseThrow().to()).isEqualTo(ChangeState.UNREACHABLE);
        assertThat(conclude(accepted, UNCLEAR, 0).orElseThrow().to()).isEqualTo(ChangeState.NOT_PROVEN);
    }

    @Test
    void failedReadNeverHidesAccessThatWasSeen() {
        var seen = SampleChange.in(ChangeState.STILL_EFFECTIVE, Applied.YES, DIRECT);

        assertThat(conclude(seen, AWAY, 0)).isEmpty();
        assertThat(conclude(seen, UNCLEAR, 0)).isEmpty();
    }

    @Test
    void sameAnswerAgainIsNoNewsButAnotherPathIs() {
        var seen = SampleChange.in(ChangeState.STILL_EFFECTIVE, Applied.YES, DIRECT);

        assertThat(conclude(seen, held(DIRECT), 0)).isEmpty();
        assertThat(conclude(seen, held(THROUGH_GROUP), 0).orElseThrow().foundPaths()).containsExactly(THROUGH_GROUP);
        assertThat(conclude(SampleChange.in(ChangeState.UNREACHABLE, Applied.YES), AWAY, 0)).isEmpty();
    }

    @Test
    void ownersClockRunsOnThroughLaterReads() {
        var unreachable = SampleChange.in(ChangeState.UNREACHABLE, Applied.YES);

        var step = conclude(unreachable, held(DIRECT), 0).orElseThrow();

        assertThat(step.dueAt()).isEqualTo(unreachable.dueAt());
    }

    private static Verdict held(FoundPath... paths) {
        return new Verdict.Held(List.of(paths), Json.array());
    }

    private static Optional<ChangeStep> conclude(ChangeOrder order, Verdict verdict, int lostAnswers) {
        return Conclusion.of(order, verdict, NOW, lostAnswers);
    }
}
