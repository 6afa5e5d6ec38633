package org.bailiwick.assess.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A privileged account that nobody uses: disabled but still privileged, never used, or long unused. */
public final class StaleAdmin {
    public static final String RULE = "stale-admin";

    private static final Duration LONG = Duration.ofDays(90);
    private static final Set<String> FIRST_TIME = Set.of("UPDATE_PASSWORD", "VERIFY_EMAIL", "UPDATE_PROFILE",
            "CONFIGURE_TOTP", "TERMS_AND_CONDITIONS");
    private static final String NO_SIGN_IN = "when it signed in last is not in a realm export";

    private StaleAdmin() {}

    public static Verdict judge(AccountFacts account, Instant now) {
        if (account.held().isEmpty()) {
            return new Verdict.Clear();
        }
        var tier = account.held().get();
        var holds = "it effectively holds `%s` (%s)".formatted(account.heldName(), tier.word());
        if (Boolean.FALSE.equals(account.enabled())) {
            return new Verdict.Found(tier.lower(), "disabled and still privileged", List.of(holds,
                    "it is disabled: whoever enables it again gives all of that back"));
        }
        var reasons = new ArrayList<String>();
        var created = account.createdAt();
        var first = account.pending().stream().filter(FIRST_TIME::contains).toList();
        if (created != null && !first.isEmpty() && created.plus(LONG).isBefore(now)) {
            reasons.add("it was created %s ago and was never used: %s still to be done"
                    .formatted(days(created, now), String.join(", ", first)));
        }
        var last = account.lastSignIn();
        if (last != null && last.plus(LONG).isBefore(now)) {
            reasons.add("it signed in last %s ago".formatted(days(last, now)));
        }
        if (!reasons.isEmpty()) {
            reasons.addFirst(holds);
            return new Verdict.Found(tier, "privileged and not used", reasons);
        }
        return last == null ? new Verdict.NotKnown(NO_SIGN_IN) : new Verdict.Clear();
    }

    static String days(Instant since, Instant now) {
        return Duration.between(since, now).toDays() + " days";
    }
}
