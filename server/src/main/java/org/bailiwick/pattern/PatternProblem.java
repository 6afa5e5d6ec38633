package org.bailiwick.pattern;

import java.util.UUID;

/** Why nobody was named to answer for a pattern. */
public sealed interface PatternProblem {
    /** It is not there, or not in two tenants that the person may see. */
    record NotFound(UUID pattern) implements PatternProblem {}

    record ReasonMissing() implements PatternProblem {}

    /** @param field which of the texts is longer than {@code most} */
    record TooLong(String field, int most) implements PatternProblem {}

    record DueInThePast() implements PatternProblem {}

    record DueTooLate(int years) implements PatternProblem {}

    /** A plan and a day are somebody's, or nobody's business. */
    record PlanOfNobody() implements PatternProblem {}

    /** There is no such authority, its holder may not look over tenants now, or sees the pattern in fewer than two. */
    record OwnerDoesNotSeeIt() implements PatternProblem {}

    /** It is about their own access. */
    record OwnerOfOwnAccess() implements PatternProblem {}
}
