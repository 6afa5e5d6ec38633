package org.bailiwick.pattern;

import java.util.List;
import java.util.Map;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.springframework.http.HttpStatus;

/** How problems with naming who answers for a pattern are said; the one switch over {@link PatternProblem}. */
final class PatternRefusals {
    private PatternRefusals() {}

    static RefusedException of(PatternProblem problem) {
        return new RefusedException(words(problem));
    }

    static Refusal words(PatternProblem problem) {
        return switch (problem) {
            case PatternProblem.NotFound notFound -> Refusal.notFound();
            case PatternProblem.ReasonMissing missing -> unfit("/justification",
                    "say why, so that whoever answers for it next understands it");
            case PatternProblem.TooLong(var field, var most) -> unfit("/" + field,
                    "`%s` is longer than %,d characters; shorten it".formatted(field, most));
            case PatternProblem.DueInThePast past -> unfit("/dueOn", "the day is over; choose today or a later one");
            case PatternProblem.DueTooLate(var years) -> unfit("/dueOn",
                    "the day is more than %d years ahead; choose an earlier one".formatted(years));
            case PatternProblem.PlanOfNobody nobody -> unfit("/authority",
                    "a plan and a day are for somebody; choose who answers for it, or leave both out");
            case PatternProblem.OwnerDoesNotSeeIt blind -> unfit("/authority",
                    "choose somebody who may look over tenants and read at least two of those that have it");
            case PatternProblem.OwnerOfOwnAccess own -> unfit("/authority",
                    "the pattern is about their own access; choose somebody else");
        };
    }

    private static Refusal unfit(String pointer, String detail) {
        return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "pattern-owner-unfit", "the owner is not named", detail,
                Map.of("errors", List.of(Map.of("pointer", pointer, "detail", detail))));
    }
}
