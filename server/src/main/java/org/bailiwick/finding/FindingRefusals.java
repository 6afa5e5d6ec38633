package org.bailiwick.finding;

import java.util.List;
import java.util.Map;
import org.bailiwick.decision.DecisionRefusals;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.VisibleTenant;
import org.springframework.http.HttpStatus;

/** How a finding that was not decided is said to whoever asked; the one switch over {@link FindingProblem}. */
final class FindingRefusals {
    private FindingRefusals() {}

    /** With links to what is in the way. */
    static RefusedException of(VisibleTenant tenant, FindingProblem problem) {
        if (problem instanceof FindingProblem.Grant(var inner)) {
            return new RefusedException(DecisionRefusals.of(tenant, inner));
        }
        var words = words(problem);
        return new RefusedException(
                problem instanceof FindingProblem.NotRevocable(var finding) && finding.subjectPath() != null
                        ? linked(words, "/t/" + tenant.shortName() + finding.subjectPath())
                        : words);
    }

    private static Refusal linked(Refusal words, String page) {
        return new Refusal(words.status(), words.name(), words.title(), words.detail(), Map.of("console", page));
    }

    /** For a line among others, whatever tenant it is in. */
    static Refusal words(FindingProblem problem) {
        return switch (problem) {
            case FindingProblem.NotFound notFound -> Refusal.notFound();
            case FindingProblem.NotOpen(var state) -> Refusal.of(HttpStatus.CONFLICT, "finding-not-open",
                    "the finding is not open", "it is %s already; load it again to see what became of it"
                            .formatted(state.text()));
            case FindingProblem.JustificationMissing missing -> invalid("/justification",
                    "say why, so that whoever reads the record understands the decision");
            case FindingProblem.JustificationTooLong(var longest) -> invalid("/justification", tooLong(longest));
            case FindingProblem.TicketIncomplete incomplete -> invalid("/ticket",
                    "name both the ticket's `system` and its `key`, or leave the ticket out");
            case FindingProblem.OwnAccess own -> Refusal.of(HttpStatus.FORBIDDEN, "own-access",
                    "nobody decides about their own access",
                    "this finding is about your own access; ask somebody else who decides in this tenant");
            case FindingProblem.NotRevocable(var finding) -> Refusal.of(HttpStatus.CONFLICT, "finding-not-revocable",
                    "nothing here can be revoked as a whole",
                    "the finding is about a whole %s; decide about each of its grants".formatted(
                            finding.subject().kind().text()));
            case FindingProblem.NotOffered(var decision) -> invalid("/decision",
                    "`%s` does not settle a finding; say KEEP or REVOKE".formatted(decision));
            case FindingProblem.OwnerReasonMissing missing -> ownerUnfit("/justification",
                    "say why, so that whoever owns it next understands it");
            case FindingProblem.OwnerReasonTooLong(var longest) -> ownerUnfit("/justification", tooLong(longest));
            case FindingProblem.OwnerMayNotDecide nobody -> ownerUnfit("/authority",
                    "choose somebody who may decide in this tenant now; load the finding again to see who may");
            case FindingProblem.OwnerOfOwnAccess own -> ownerUnfit("/authority",
                    "the finding is about their own access; choose somebody else");
            case FindingProblem.Grant(var inner) -> DecisionRefusals.words(inner);
        };
    }

    private static String tooLong(int longest) {
        return "say it in at most %,d characters".formatted(longest);
    }

    static RefusedException decisionMissing() {
        return new RefusedException(invalid("/decision", "say KEEP or REVOKE"));
    }

    private static Refusal ownerUnfit(String pointer, String detail) {
        return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "finding-owner-unfit", "the owner is not named", detail,
                Map.of("errors", List.of(Map.of("pointer", pointer, "detail", detail))));
    }

    private static Refusal invalid(String pointer, String detail) {
        return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "finding-decision-incomplete",
                "the decision is not complete", detail,
                Map.of("errors", List.of(Map.of("pointer", pointer, "detail", detail))));
    }
}
