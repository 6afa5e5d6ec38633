package org.bailiwick.finding;

import java.util.UUID;
import org.bailiwick.decision.DecisionProblem;

/** Why a finding was not decided. */
public sealed interface FindingProblem {
    record NotFound(UUID finding) implements FindingProblem {}

    /** It is closed, or somebody decided it before. */
    record NotOpen(FindingState state) implements FindingProblem {}

    record JustificationMissing() implements FindingProblem {}

    record JustificationTooLong(int longest) implements FindingProblem {}

    record TicketIncomplete() implements FindingProblem {}

    record OwnAccess() implements FindingProblem {}

    /** What it is about has no single membership that could be removed. */
    record NotRevocable(FindingView finding) implements FindingProblem {}

    /** Only keeping and revoking settle a finding. */
    record NotOffered(String decision) implements FindingProblem {}

    /** Whoever names an owner says why. */
    record OwnerReasonMissing() implements FindingProblem {}

    record OwnerReasonTooLong(int longest) implements FindingProblem {}

    /** There is no such authority here, or it does not let its holder decide now. */
    record OwnerMayNotDecide() implements FindingProblem {}

    /** Nobody decides about their own access, so nobody is to settle it either. */
    record OwnerOfOwnAccess() implements FindingProblem {}

    /** The grant it is about could not be decided. */
    record Grant(DecisionProblem problem) implements FindingProblem {}
}
