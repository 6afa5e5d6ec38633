package org.bailiwick.risk;

import java.util.ArrayList;
import java.util.stream.Collectors;
import org.bailiwick.finding.Severity;
import org.jspecify.annotations.Nullable;

/** A machine or shared identity for which nobody answers (NIST SP 800-53 IA-4, OWASP NHI1). */
public final class NoOwner {
    public static final String RULE = "no-owner";

    private NoOwner() {}

    public static Verdict judge(IdentityFacts identity) {
        if (identity.kind().equals("human") || identity.accounts().isEmpty() || identity.answered()) {
            return new Verdict.Fine();
        }
        var reasons = new ArrayList<String>();
        reasons.add(named(identity.owner())
                ? "it is a %s, and `%s`, who is to answer for it, has no account here that is in use".formatted(
                        identity.kind(), identity.owner())
                : "it is a %s and nobody is named who answers for it".formatted(identity.kind()));
        reasons.add("its account is %s".formatted(
                identity.accounts().stream().map("`%s`"::formatted).collect(Collectors.joining(", "))));
        if (!identity.privileged().isEmpty()) {
            reasons.add(Held.sentence(identity.privileged()));
        }
        return new Verdict.Found(severity(identity),
                "Nobody answers for `%s`".formatted(identity.accounts().getFirst()),
                reasons);
    }

    static boolean named(@Nullable String owner) {
        return owner != null && !owner.isBlank();
    }

    private static Severity severity(IdentityFacts identity) {
        return switch (Held.severity(identity.privileged())) {
            case CRITICAL -> Severity.HIGH;
            case HIGH -> Severity.MODERATE;
            case MODERATE, LOW -> Severity.LOW;
        };
    }
}
