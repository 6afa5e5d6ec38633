package org.bailiwick.evidence.hold;

import java.util.UUID;

/** Why a hold was not set or not lifted; nothing was changed. */
sealed interface HoldProblem {
    record ReasonMissing() implements HoldProblem {}

    record TooLong(String what, int longest) implements HoldProblem {}

    /** Somebody of the tenant set it, and somebody of the provider wants to lift it. */
    record OfTheTenant() implements HoldProblem {}

    /** There is none, or it was lifted before. */
    record Unknown(UUID hold) implements HoldProblem {}
}
