package org.bailiwick.lifecycle;

import org.bailiwick.approval.ApprovalProblem;

/** Why an answer to a leaver request was not taken. */
public sealed interface RequestProblem {
    record NotFound() implements RequestProblem {}

    record AnsweredAlready(RequestState state) implements RequestProblem {}

    record AnotherHash() implements RequestProblem {}

    record OwnAccess() implements RequestProblem {}

    record Disconnected(String system) implements RequestProblem {}

    /** The contract leaves it to the tenant, and whoever answers stands on the provider's side. */
    record LeftToTheTenant() implements RequestProblem {}

    record NotAnswered(ApprovalProblem problem) implements RequestProblem {}
}
