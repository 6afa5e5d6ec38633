package org.bailiwick.evidence.hold;

import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.springframework.http.HttpStatus;

/** How problems with legal holds are said to people; the one switch over {@link HoldProblem}. */
final class HoldRefusals {
    private HoldRefusals() {}

    static RefusedException of(HoldProblem problem) {
        return new RefusedException(switch (problem) {
            case HoldProblem.ReasonMissing missing -> Refusal.of(HttpStatus.UNPROCESSABLE_ENTITY,
                    "hold-reason-missing", "reason is missing",
                    "a legal hold is set and lifted for a reason; say which");
            case HoldProblem.TooLong(var what, var longest) -> Refusal.of(HttpStatus.UNPROCESSABLE_ENTITY,
                    "hold-text-too-long", "the %s is too long".formatted(what),
                    "say it in at most %d characters".formatted(longest));
            case HoldProblem.OfTheTenant theirs -> Refusal.of(HttpStatus.FORBIDDEN, "hold-of-the-tenant",
                    "the tenant holds it",
                    "somebody of the tenant set this hold, so only somebody of the tenant lifts it; ask them");
            case HoldProblem.Unknown(var hold) -> Refusal.notFound();
        });
    }
}
