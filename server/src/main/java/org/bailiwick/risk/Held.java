package org.bailiwick.risk;

import java.util.Comparator;
import java.util.List;
import org.bailiwick.finding.Severity;

/** What an account effectively holds. */
public record Held(String name, String tier, boolean selfRaising) {
    private static final List<String> TIERS = List.of("critical", "high", "not known", "moderate", "low");
    private static final Comparator<Held> WORST_FIRST = Comparator
            .<Held>comparingInt(held -> TIERS.indexOf(held.tier())).thenComparing(held -> !held.selfRaising())
            .thenComparing(Held::name);

    boolean privileged() {
        return tier.equals("critical") || tier.equals("high");
    }

    /** The severity of the worst of these; nothing, or nothing known, is low. */
    static Severity severity(List<Held> held) {
        return held.stream().min(WORST_FIRST).map(worst -> switch (worst.tier()) {
            case "critical" -> Severity.CRITICAL;
            case "high" -> Severity.HIGH;
            case "moderate" -> Severity.MODERATE;
            default -> Severity.LOW;
        }).orElse(Severity.LOW);
    }

    /** For example {@code effectively holds `realm-management/realm-admin` (critical, can give itself more) and 2 more}. */
    static String sentence(List<Held> held) {
        var worst = held.stream().min(WORST_FIRST).orElseThrow();
        var more = held.size() - 1;
        return "it effectively holds `%s` (%s%s)%s".formatted(worst.name(), worst.tier(),
                worst.selfRaising() ? ", can give itself more" : "",
                more == 0 ? "" : " and %d more of critical or high tier".formatted(more));
    }
}
