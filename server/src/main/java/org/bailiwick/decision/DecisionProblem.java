package org.bailiwick.decision;

import java.util.UUID;
import org.bailiwick.change.ChangeState;

/** Why a decision was not taken. */
public sealed interface DecisionProblem {
    record GrantNotFound(UUID grant) implements DecisionProblem {}

    record NotOfferedYet(DecisionKind kind) implements DecisionProblem {}

    record JustificationMissing() implements DecisionProblem {}

    record JustificationTooLong(int longest) implements DecisionProblem {}

    record TicketIncomplete() implements DecisionProblem {}

    /** Nobody decides about their own access, whichever account holds it. */
    record OwnAccess() implements DecisionProblem {}

    record NotEffective(UUID grant) implements DecisionProblem {}

    record NotRemovable(Removal.NotRemovable removal) implements DecisionProblem {}

    /** @param system name of the connection through which it would be removed */
    record Disconnected(String system) implements DecisionProblem {}

    /** Something was decided about the same membership and is not proven yet. */
    record ChangeOpen(UUID change, ChangeState state) implements DecisionProblem {}
}
