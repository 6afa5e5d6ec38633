package org.bailiwick.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.change.SampleChange.GROUP;
import static org.bailiwick.change.SampleChange.PLAN;
import static org.bailiwick.change.SampleChange.ROLE;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.bailiwick.connector.Reading;
import org.bailiwick.proof.Json;
import org.junit.jupiter.api.Test;

final class ReadBackTests {
    private static final Reading ABSENT = new Reading.NotHeld(List.of());
    private static final Reading PRESENT = new Reading.Held(
            List.of(new Reading.Path(List.of(new Reading.Step(ROLE, "billing-admin")))), List.of());

    private static final Plan UNLOCK = new Plan.SetAccount(PLAN.connection(), "account-1", AccountState.UNLOCKED,
            "lockout");

    private final ReadBack readBack = new ReadBack(Duration.ZERO);

    @Test
    void accessHasEndedOnlyWhenTwoReadsInARowSaySo() {
        assertThat(reads(ABSENT, ABSENT)).isInstanceOf(Verdict.Ended.class);
        assertThat(reads(PRESENT, ABSENT, ABSENT)).isInstanceOf(Verdict.Ended.class);
    }

    @Test
    void readsThatContradictEachOtherProveNothing() {
        assertThat(reads(ABSENT, PRESENT, ABSENT)).isInstanceOf(Verdict.NotProven.class);
    }

    @Test
    void accessThatAppearsInTheLastReadIsHeld() {
        assertThat(reads(PRESENT, PRESENT)).isInstanceOf(Verdict.Held.class);
        assertThat(reads(ABSENT, PRESENT, PRESENT)).isInstanceOf(Verdict.Held.class);
        assertThat(reads(PRESENT, ABSENT, PRESENT)).isInstanceOf(Verdict.Held.class);
    }

    @Test
    void secondPathIsNamed() {
        var system = new FakeSystem().inheriting(ROLE, GROUP, ROLE);

        var verdict = readBack.of(PLAN, system);

        assertThat(((Verdict.Held) verdict).paths()).singleElement()
                .satisfies(path -> assertThat(FoundPaths.words(path))
                        .isEqualTo("group `name of group-1` → realm role `name of role-1`"));
    }

    @Test
    void heldWithoutAReadablePathIsHeldNevertheless() {
        var nowhere = new Reading.Held(List.of(), List.of());

        assertThat(reads(nowhere, nowhere)).isInstanceOf(Verdict.Held.class);
    }

    @Test
    void whatWasDecidedIsReadTooWhereAnotherMembershipWasRemoved() {
        var plan = new Plan.RemoveMembership(PLAN.connection(), PLAN.accountId(), new Plan.Item(GROUP, "/finance"),
                PLAN.ends(),
                "decision/1");
        var system = new FakeSystem().holding(ROLE);

        assertThat(readBack.of(plan, system)).isInstanceOf(Verdict.Held.class);
    }

    @Test
    void noAnswerAndHalfAnAnswerAreTwoDifferentThings() {
        assertThat(reads(new Reading.Unreachable("connection refused", List.of())))
                .isInstanceOfSatisfying(Verdict.Unreachable.class,
                        away -> assertThat(away.reason()).isEqualTo("connection refused"));
        assertThat(reads(ABSENT, new Reading.Incomplete("403", List.of()))).isInstanceOf(Verdict.NotProven.class);
    }

    @Test
    void accountThatIsGoneHoldsNothing() {
        var gone = new Reading.AccountGone(List.of());

        assertThat(reads(gone, gone)).isInstanceOf(Verdict.Ended.class);
    }

    @Test
    void everyReadIsOnRecordWithItsRequestsAndTheHashOfTheAnswer() {
        var verdict = readBack.of(PLAN, new FakeSystem());

        assertThat(((Json.Arr) verdict.reads()).items()).hasSize(2)
                .allSatisfy(read -> assertThat(read.textAt("result")).contains("not held"));
        assertThat(verdict.reads().toString()).contains("/members/role-1", "00".repeat(32));
    }

    @Test
    void accountIsUnlockedOnlyWhereTwoReadsSaySo() {
        assertThat(ofAccount(false, false)).isInstanceOf(Verdict.Ended.class);
        assertThat(ofAccount(true, true)).isInstanceOf(Verdict.Held.class);
        assertThat(ofAccount(false, true, false)).isInstanceOf(Verdict.NotProven.class);
    }

    @Test
    void systemThatDoesNotTellWhoIsLockedProvesNothing() {
        assertThat(ofAccount(new Boolean[]{null})).isInstanceOfSatisfying(Verdict.NotProven.class,
                unclear -> assertThat(unclear.reason()).contains("does not tell"));
        var gone = new Reading.AccountGone(List.of());
        assertThat(readBack.of(UNLOCK, new FakeSystem().showing(gone))).isInstanceOf(Verdict.NotProven.class);
    }

    private Verdict ofAccount(Boolean... locked) {
        return readBack.of(UNLOCK, new FakeSystem().showing(Arrays.stream(locked)
                .map(each -> new Reading.AccountFound(FakeSystem.account("account-1", each), List.of()))
                .toArray(Reading[]::new)));
    }

    private Verdict reads(Reading... readings) {
        return readBack.of(PLAN, new FakeSystem().showing(readings));
    }
}
