package org.bailiwick.bulk;

import java.util.List;
import java.util.UUID;
import org.bailiwick.approval.ApprovalProblem;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.DecisionProblem;

/** Why a bulk was not previewed, asked for, approved or taken back. */
public sealed interface BulkProblem {
    record NothingNamed() implements BulkProblem {}

    record TooMany(int most) implements BulkProblem {}

    /** @param position of the second mention, from 0 */
    record NamedTwice(int position) implements BulkProblem {}

    /** Only keeping and revoking are done in bulk. */
    record NotOffered(DecisionKind kind) implements BulkProblem {}

    record Incomplete(List<Fault> faults) implements BulkProblem {
        public Incomplete {
            faults = List.copyOf(faults);
        }

        /** @param position of the item, from 0; -1 where the common words are at fault */
        public record Fault(int position, DecisionProblem problem) {}
    }

    /** The words or the register are not what the hash says. */
    record Outdated(Preview now) implements BulkProblem {}

    /** As {@link Outdated}, of an act over several tenants. */
    record OutdatedOverTenants(PreviewOverTenants now) implements BulkProblem {}

    record NothingDecidable(Preview now) implements BulkProblem {}

    /** The same was asked for and has not ended. */
    record AlreadyOpen(UUID bulk) implements BulkProblem {}

    record NotFound() implements BulkProblem {}

    record NotApproved(ApprovalProblem problem) implements BulkProblem {}

    /** Somebody's own access is in it, so somebody else approves it. */
    record OwnAccessWithin() implements BulkProblem {}

    /** It would not do any more what was shown when it was asked for. */
    record Stale() implements BulkProblem {}

    /** Whoever asked may not decide here any more. */
    record RequesterLost() implements BulkProblem {}

    /** Only whoever asked takes the question back. */
    record NotYours() implements BulkProblem {}

    record NotWaiting(BulkState state) implements BulkProblem {}
}
