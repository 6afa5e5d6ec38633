package org.bailiwick.approval;

import java.util.List;
import java.util.Map;
import org.bailiwick.web.Refusal;
import org.springframework.http.HttpStatus;

/** How approval problems are said to people, whatever they approve. */
public final class ApprovalRefusals {
    private ApprovalRefusals() {}

    public static Refusal of(ApprovalProblem problem) {
        return switch (problem) {
            case ApprovalProblem.NothingAsked nothing -> Refusal.notFound();
            case ApprovalProblem.AnotherHash(var shown) -> Refusal.of(HttpStatus.CONFLICT, "approval-hash-differs",
                    "this is not what is to be approved",
                    "what is to be approved has the hash `%s`; read it again and answer with that hash"
                            .formatted(shown));
            case ApprovalProblem.OwnRequest own -> Refusal.of(HttpStatus.FORBIDDEN, "own-request",
                    "nobody approves their own request",
                    "you asked for this yourself; ask somebody else who may approve it in this tenant");
            case ApprovalProblem.Expired(var until) -> Refusal.of(HttpStatus.CONFLICT, "approval-expired",
                    "the time to approve is over",
                    "it could be approved until %s; have it proposed again".formatted(until));
            case ApprovalProblem.AlreadyDecided(var state) -> Refusal.of(HttpStatus.CONFLICT, "approval-decided",
                    "this was answered already",
                    "it is %s; an answer counts once, have it proposed again".formatted(state.text()));
            case ApprovalProblem.ReasonMissing missing -> reason(
                    "say why it is refused, so that whoever asked can do better");
            case ApprovalProblem.ReasonTooLong(var longest) -> reason(
                    "say it in at most %d characters; more belongs into the ticket".formatted(longest));
        };
    }

    private static Refusal reason(String detail) {
        return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "approval-reason", "the reason is not complete", detail,
                Map.of("errors", List.of(Map.of("pointer", "/reason", "detail", detail))));
    }
}
