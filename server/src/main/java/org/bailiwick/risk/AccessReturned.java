package org.bailiwick.risk;

import java.util.ArrayList;
import org.bailiwick.finding.Severity;

/** Access that is back after its removal was verified: somebody, or something, put it there again. */
public final class AccessReturned {
    public static final String RULE = "access-returned";

    private AccessReturned() {}

    public static Verdict judge(ReturnedFacts returned) {
        var reasons = new ArrayList<String>();
        reasons.add("its removal was decided, carried out and verified on %s".formatted(
                Days.date(returned.verifiedAt())));
        reasons.add("a later reading shows it again, through %s".formatted(
                returned.steps().isEmpty() ? "a path that is not known" : String.join(" → ", returned.steps())));
        if (returned.held().privileged()) {
            reasons.add("`%s` is of %s tier%s".formatted(returned.held().name(), returned.held().tier(),
                    returned.held().selfRaising() ? " and can give its holder more" : ""));
        }
        return new Verdict.Found(severity(returned.held()),
                "`%s` of `%s` is back".formatted(returned.held().name(), returned.username()), reasons);
    }

    private static Severity severity(Held held) {
        return switch (held.tier()) {
            case "critical" -> Severity.CRITICAL;
            case "high" -> Severity.HIGH;
            default -> Severity.MODERATE;
        };
    }
}
