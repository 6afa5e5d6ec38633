package org.bailiwick.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.bailiwick.ledger.Activity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KindOfStepTests {
    private static final Plan GROUP = new Plan.RemoveMembership(new UUID(0, 1), "account-1",
            new Plan.Item(SampleChange.GROUP, "/finance"), new Plan.Item(SampleChange.ROLE, "billing-admin"),
            "decision/1");

    @ParameterizedTest
    @CsvSource({"PLANNED, CHANGE_STATE", "AUTHORISED, CHANGE_STATE", "INTENT, CHANGE_STATE", "SENT, ROLE_REMOVAL_SENT",
        "ACCEPTED, ROLE_REMOVAL_SENT", "UNKNOWN, ROLE_REMOVAL_SENT", "REFUSED, ROLE_REMOVAL_SENT",
        "VERIFIED, REMOVAL_READ_BACK", "STILL_EFFECTIVE, REMOVAL_READ_BACK", "NOT_PROVEN, REMOVAL_READ_BACK",
        "UNREACHABLE, REMOVAL_READ_BACK", "UNDONE, REMOVAL_READ_BACK"})
    void removalOfARoleIsOrderedThenSentThenReadBack(ChangeState state, Activity activity) {
        assertThat(of(SampleChange.PLAN, state, Applied.YES, ChangeState.AUTHORISED)).isEqualTo(activity);
    }

    @ParameterizedTest
    @CsvSource({"UNLOCKED, ACCOUNT_UNLOCK_SENT, ACCOUNT_OPENING_READ_BACK",
        "ENABLED, ACCOUNT_ENABLING_SENT, ACCOUNT_OPENING_READ_BACK",
        "DISABLED, ACCOUNT_DISABLING_SENT, ACCOUNT_DISABLING_READ_BACK"})
    void accountThatIsSetIsSentAndReadBackAsWhatItIsSetTo(AccountState wanted, Activity sent, Activity readBack) {
        var plan = new Plan.SetAccount(new UUID(0, 1), "account-1", wanted, "lockout/1");

        assertThat(of(plan, ChangeState.AUTHORISED, Applied.NO, null)).isEqualTo(Activity.ACCOUNT_CHANGE_ORDERED);
        assertThat(of(plan, ChangeState.INTENT, Applied.NO, ChangeState.AUTHORISED))
                .isEqualTo(Activity.ACCOUNT_CHANGE_STATE);
        assertThat(of(plan, ChangeState.SENT, Applied.NO, ChangeState.INTENT)).isEqualTo(sent);
        assertThat(of(plan, ChangeState.VERIFIED, Applied.YES, ChangeState.ACCEPTED)).isEqualTo(readBack);
    }

    @Test
    void removalFromAGroupIsSentAsThat() {
        assertThat(of(GROUP, ChangeState.SENT, Applied.NO, ChangeState.INTENT)).isEqualTo(Activity.GROUP_REMOVAL_SENT);
    }

    @Test
    void newOrderIsOneAndWhatNeverWentOutIsNoRemediation() {
        assertThat(of(SampleChange.PLAN, ChangeState.AUTHORISED, Applied.NO, null)).isEqualTo(Activity.CHANGE_ORDERED);
        assertThat(of(SampleChange.PLAN, ChangeState.UNREACHABLE, Applied.NO, ChangeState.AUTHORISED))
                .isEqualTo(Activity.CHANGE_STATE);
    }

    /** Of an order that was carried out twice: what the first may have brought to the system the second did not. */
    @Test
    void executionThatIsNotKnownToHaveGoneOutIsNotSentBecauseOneBeforeItWas() {
        var earlierTaken = maybeTaken(SampleChange.in(ChangeState.UNKNOWN, Applied.NO));

        assertThat(earlierTaken.maybeTaken()).isTrue();
        assertThat(KindOfStep.of(earlierTaken, ChangeState.INTENT)).isEqualTo(Activity.CHANGE_STATE);
        assertThat(of(SampleChange.PLAN, ChangeState.UNKNOWN, Applied.NOT_KNOWN, ChangeState.SENT))
                .isEqualTo(Activity.ROLE_REMOVAL_SENT);
    }

    private static Activity of(Plan plan, ChangeState state, Applied applied, @Nullable ChangeState before) {
        return KindOfStep.of(having(plan, SampleChange.in(state, applied), false), before);
    }

    private static ChangeOrder maybeTaken(ChangeOrder order) {
        return having(SampleChange.PLAN, order, true);
    }

    private static ChangeOrder having(Plan plan, ChangeOrder order, boolean maybeTaken) {
        return new ChangeOrder(order.tenant(), order.id(), order.publicId(), order.connection(), order.account(),
                order.entitlement(), plan.bytes(), Plan.hash(plan.bytes()), order.requestedFor(), order.requestedBy(),
                order.authority(), order.automatic(), order.executedBy(), order.execution(), order.ticket(),
                order.state(), order.stateAt(), order.applied(), maybeTaken, Optional.empty(), order.foundPaths(),
                order.owner(), order.dueAt(), order.readAt(), order.fence(), order.orderedAt(), order.correlation());
    }
}
