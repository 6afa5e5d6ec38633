package org.bailiwick.remediation;

import java.util.List;
import java.util.stream.Collectors;
import org.bailiwick.remediation.UnlockOverTenants.Answer;

/** What became of an unlock over several tenants, in a sentence or two. */
final class UnlockWords {
    private UnlockWords() {}

    static String of(List<Answer> answers) {
        var ordered = answers.stream().filter(Answer.Ordered.class::isInstance).map(Answer.Ordered.class::cast)
                .map(each -> "%d in %s".formatted(each.changes().size(), each.tenant().name())).toList();
        var begin = ordered.isEmpty()
                ? "no unlock is ordered"
                : "unlocks are ordered, %s; none is verified before the system was read again"
                        .formatted(String.join(", ", ordered));
        return begin + answers.stream().map(UnlockWords::notOrdered).collect(Collectors.joining());
    }

    private static String notOrdered(Answer answer) {
        return switch (answer) {
            case Answer.Ordered ordered -> "";
            case Answer.Denied(var tenant, var reason) -> ". Nothing in %s: %s".formatted(tenant.name(), reason);
            case Answer.Refused(var tenant, var problem) -> ". Nothing in %s: %s".formatted(tenant.name(),
                    UnlockRefusals.of(tenant, problem).detail());
        };
    }
}
