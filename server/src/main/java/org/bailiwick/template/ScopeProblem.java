package org.bailiwick.template;

import java.util.List;
import java.util.UUID;
import org.bailiwick.approval.ApprovalProblem;

/** Why a version of the expected scope was not proposed, approved or refused. */
public sealed interface ScopeProblem {
    record Faulty(List<ScopeFault> faults) implements ScopeProblem {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }

    record TooLarge(int mostBytes) implements ScopeProblem {}

    /** The same content is in force, or waits for its approval, already. */
    record Unchanged(int version, String state) implements ScopeProblem {}

    record NoSuchVersion(UUID version) implements ScopeProblem {}

    record HashUnfit(String hash) implements ScopeProblem {}

    record NotApproved(ApprovalProblem problem) implements ScopeProblem {}
}
