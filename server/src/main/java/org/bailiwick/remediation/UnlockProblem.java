package org.bailiwick.remediation;

import java.util.UUID;

/** Why an account was not unlocked; what is listed here was not changed. */
public sealed interface UnlockProblem {
    record AccountNotFound(UUID account) implements UnlockProblem {}

    record OwnAccount(UUID account) implements UnlockProblem {}

    record UnlockOpen(UUID account, UUID change) implements UnlockProblem {}

    record Disconnected(UUID account, String system) implements UnlockProblem {}

    /** It is disabled, or to be, by somebody's decision: unlocking would enable it again. */
    record AccessEnded(UUID account) implements UnlockProblem {}

    record ReasonMissing() implements UnlockProblem {}

    record TicketIncomplete() implements UnlockProblem {}

    record NothingNamed() implements UnlockProblem {}

    record TooMany(int most) implements UnlockProblem {}
}
