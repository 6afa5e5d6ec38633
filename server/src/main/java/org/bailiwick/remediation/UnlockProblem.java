package org.bailiwick.remediation;

import java.util.UUID;

/** Why an account was not unlocked; what is listed here was not changed. */
public sealed interface UnlockProblem {
    record AccountNotFound(UUID account) implements UnlockProblem {}

    record OwnAccount(UUID account) implements UnlockProblem {}

    record UnlockOpen(UUID account, UUID change) implements UnlockProblem {}

    /** What stands against unlocking an account, whoever asks and for whatever reason. */
    sealed interface Standing extends UnlockProblem {
        /** In words, of an account that is named beside them. */
        String why();
    }

    record Disconnected(UUID account, String system) implements Standing {
        @Override
        public String why() {
            return "its system is disconnected";
        }
    }

    /**
     * It is disabled, or to be, by somebody's decision: unlocking would enable it again.
     *
     * @param why what was decided, or is asked for
     */
    record AccessEnded(UUID account, String why) implements Standing {}

    record ReasonMissing() implements UnlockProblem {}

    record TicketIncomplete() implements UnlockProblem {}

    record NothingNamed() implements UnlockProblem {}

    record TooMany(int most) implements UnlockProblem {}
}
