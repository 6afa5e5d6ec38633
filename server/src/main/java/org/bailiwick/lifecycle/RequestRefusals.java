package org.bailiwick.lifecycle;

import org.bailiwick.approval.ApprovalRefusals;
import org.bailiwick.decision.DecisionRefusals;
import org.bailiwick.web.Refusal;
import org.springframework.http.HttpStatus;

/** How a refused answer is said to whoever gave it; the one switch over {@link RequestProblem}. */
final class RequestRefusals {
    private RequestRefusals() {}

    static Refusal of(RequestProblem problem) {
        return switch (problem) {
            case RequestProblem.NotFound missing -> Refusal.notFound();
            case RequestProblem.AnsweredAlready(var state) -> Refusal.of(HttpStatus.CONFLICT, "leaver-request-answered",
                    "the request is answered already", "it is %s; there is nothing left to answer"
                            .formatted(state.text()));
            case RequestProblem.AnotherHash other -> Refusal.of(HttpStatus.CONFLICT, "leaver-changed",
                    "it is not what you were shown", "read the request and answer with its `hash`");
            case RequestProblem.OwnAccess own -> Refusal.of(HttpStatus.FORBIDDEN, "own-access",
                    "nobody decides about their own access",
                    "the request is about your own access; ask somebody else who decides in this tenant");
            case RequestProblem.Disconnected(var system) -> Refusal.of(HttpStatus.CONFLICT, "system-disconnected",
                    "the system is disconnected", DecisionRefusals.disconnected(system));
            case RequestProblem.LeftToTheTenant left -> Refusal.of(HttpStatus.FORBIDDEN, "leaver-left-to-the-tenant",
                    "the tenant's own side answers", AnswerRequest.LEFT_TO_THE_TENANT);
            case RequestProblem.NotAnswered(var asked) -> ApprovalRefusals.of(asked);
        };
    }
}
