package org.bailiwick.drift;

import java.util.List;
import java.util.stream.Collectors;
import org.bailiwick.drift.ComparisonStore.Right;
import org.bailiwick.finding.Severity;

/** How a comparison is said to people, and how bad it is. */
final class Say {
    private Say() {}

    /** A right that nobody has judged is never harmless. */
    static Severity severity(String tier) {
        return switch (tier) {
            case "critical" -> Severity.CRITICAL;
            case "high" -> Severity.HIGH;
            case "low" -> Severity.LOW;
            default -> Severity.MODERATE;
        };
    }

    static String right(Right right) {
        return "%s `%s`".formatted(right.kind(), right.name());
    }

    static String tier(Right right) {
        var tier = right.tier().equals("not known")
                ? "how much %s can do is not known".formatted(right(right))
                : "%s is of %s tier".formatted(right(right), right.tier());
        return right.selfRaising() ? tier + ", and its holder can give themselves more" : tier;
    }

    /** @param functions as the expected scope names them; the empty one is what everyone listed has */
    static String functions(List<String> functions) {
        return functions.stream().map(name -> name.isEmpty() ? "what everyone listed has" : "`%s`".formatted(name))
                .collect(Collectors.joining(", "));
    }
}
