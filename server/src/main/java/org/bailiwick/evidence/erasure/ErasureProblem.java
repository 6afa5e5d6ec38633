package org.bailiwick.evidence.erasure;

import java.util.UUID;
import org.bailiwick.approval.ApprovalProblem;
import org.bailiwick.ledger.log.Erasure;

/** Why nothing was asked for, approved or refused; nothing was erased. */
sealed interface ErasureProblem {
    record KindUnknown(String kind) implements ErasureProblem {}

    record SubjectUnknown(String kind, String id) implements ErasureProblem {}

    record NothingFound() implements ErasureProblem {}

    /** @param missing {@code reason} or {@code ticket} */
    record Missing(String missing) implements ErasureProblem {}

    record TooLong(String what, int longest) implements ErasureProblem {}

    /** Of more values than one erasure takes. */
    record TooMany() implements ErasureProblem {}

    /** @param shown the hash of what there is now */
    record PreviewOutdated(String shown) implements ErasureProblem {}

    /** Nobody has their own data erased, nor agrees to it. */
    record OwnData() implements ErasureProblem {}

    /** Somebody of the provider asked, and somebody of the provider wants to approve it. */
    record ToTheTenant() implements ErasureProblem {}

    record Held() implements ErasureProblem {}

    record Unknown(UUID erasure) implements ErasureProblem {}

    /** Only who asked takes it back; others refuse it. */
    record NotAskedByYou() implements ErasureProblem {}

    record Over(Erasure.State state) implements ErasureProblem {}

    record HashUnfit() implements ErasureProblem {}

    record NotApproved(ApprovalProblem why) implements ErasureProblem {}
}
