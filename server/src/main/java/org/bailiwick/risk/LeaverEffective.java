package org.bailiwick.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bailiwick.finding.RuleSummary;
import org.bailiwick.finding.Severity;

/**
 * Somebody of the MSP who has left there and is effective here still (OWASP NHI1, improper offboarding). What the
 * tenant reads names the MSP's own directory alone, never another customer.
 */
public final class LeaverEffective {
    public static final String RULE = "leaver-effective";
    private static final int NAMED = 5;

    private LeaverEffective() {}

    /** @param usernames of accounts here that may be those of somebody who left; never whose, for that would tell of them */
    static String waits(List<String> usernames) {
        return "whether %s%s is that of somebody who has left the service provider %s".formatted(
                usernames.stream().limit(NAMED).map("`%s`"::formatted).collect(Collectors.joining(", ")),
                usernames.size() > NAMED ? " and %d more".formatted(usernames.size() - NAMED) : "",
                RuleSummary.WAITS_FOR_A_WORD);
    }

    public static Verdict judge(LeaverFacts leaver) {
        if (leaver.accounts().isEmpty()) {
            return new Verdict.Fine();
        }
        var reasons = new ArrayList<String>();
        reasons.add("their account in the service provider's own directory is %s"
                .formatted(leaver.gone() ? "gone" : "disabled"));
        for (var use : LeaverFacts.Use.values()) {
            var usernames = leaver.usernames(use);
            if (!usernames.isEmpty()) {
                reasons.add(holds(usernames, use));
            }
        }
        if (!leaver.privileged().isEmpty()) {
            reasons.add(Held.sentence(leaver.privileged()));
        }
        return new Verdict.Found(
                leaver.privileged().isEmpty() ? Severity.HIGH : Severity.CRITICAL,
                "`%s` has left the service provider and has access still".formatted(leaver.displayName()), reasons);
    }

    private static String holds(List<String> usernames, LeaverFacts.Use use) {
        var named = usernames.stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
        boolean one = usernames.size() == 1;
        return switch (use) {
            case ENABLED -> "%s %s enabled here and effectively %s access".formatted(named, one ? "is" : "are",
                    one ? "holds" : "hold");
            case LOCKED_FOR_GOOD -> "%s %s locked here until somebody unlocks %s, and effectively %s access"
                    .formatted(named, one ? "is" : "are", one ? "it" : "them", one ? "holds" : "hold");
            case NOT_KNOWN -> "%s effectively %s access here; whether %s enabled is not known".formatted(named,
                    one ? "holds" : "hold", one ? "it is" : "they are");
        };
    }
}
