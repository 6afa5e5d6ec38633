package org.bailiwick.approval;

import java.time.Instant;

/** Why something was not approved, not refused, or not carried out on an approval. */
public sealed interface ApprovalProblem {
    record NothingAsked() implements ApprovalProblem {}

    /** @param shown the hash of what is to be approved now, hexadecimal */
    record AnotherHash(String shown) implements ApprovalProblem {}

    /** Nobody approves what they asked for themselves. */
    record OwnRequest() implements ApprovalProblem {}

    record Expired(Instant until) implements ApprovalProblem {}

    record AlreadyDecided(ApprovalState state) implements ApprovalProblem {}

    record ReasonMissing() implements ApprovalProblem {}

    record ReasonTooLong(int longest) implements ApprovalProblem {}
}
