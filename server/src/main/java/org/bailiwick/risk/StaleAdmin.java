package org.bailiwick.risk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bailiwick.finding.Severity;

/**
 * Privilege that nobody uses: an account that holds critical or high rights although it is disabled, was never used, or
 * has not signed in for 90 days (NIST SP 800-53 AC-2(3), OWASP NHI1 for service accounts).
 */
public final class StaleAdmin {
    public static final String RULE = "stale-admin";
    private static final Set<String> FIRST_TIME = Set.of("UPDATE_PASSWORD", "VERIFY_EMAIL", "UPDATE_PROFILE",
            "CONFIGURE_TOTP", "TERMS_AND_CONDITIONS", "webauthn-register", "webauthn-register-passwordless");

    private StaleAdmin() {}

    public static Verdict judge(AccountFacts account, Instant now) {
        if (account.privileged().isEmpty()) {
            return new Verdict.Fine();
        }
        var signs = new ArrayList<String>();
        disabled(account, signs);
        neverUsed(account, now, signs);
        silent(account, now, signs);
        if (!signs.isEmpty()) {
            return found(account, signs);
        }
        return known(account, now) ? new Verdict.Fine() : new Verdict.NotKnown("its last sign-in is not known");
    }

    private static void disabled(AccountFacts account, List<String> signs) {
        if (Boolean.FALSE.equals(account.inUse())) {
            signs.add("it is disabled and holds this still: whoever enables it again has it at once");
        }
    }

    private static void neverUsed(AccountFacts account, Instant now, List<String> signs) {
        var pending = account.pendingActions();
        var created = account.createdAt();
        if (pending == null || created == null || account.lastSignIn() != null
                || !Days.before(created, Days.STALE, now)) {
            return;
        }
        var first = pending.stream().filter(FIRST_TIME::contains).toList();
        if (!first.isEmpty()) {
            signs.add("it was made on %s and %s is pending still: it was never used".formatted(Days.date(created),
                    String.join(", ", first)));
        }
    }

    private static void silent(AccountFacts account, Instant now, List<String> signs) {
        var last = account.lastSignIn();
        var since = account.signInsSince();
        if (since == null || !Days.before(since, Days.STALE, now)) {
            return;
        }
        if (last != null && Days.before(last, Days.STALE, now)) {
            signs.add("it last signed in on %s, more than %d days ago".formatted(Days.date(last), Days.STALE));
        } else if (last == null && (account.createdAt() == null || Days.before(account.createdAt(), Days.STALE, now))) {
            signs.add("no sign-in is stored, and sign-ins are stored for more than %d days".formatted(Days.STALE));
        }
    }

    /** A recent sign-in speaks for itself; silence only where sign-ins are known for long enough. */
    private static boolean known(AccountFacts account, Instant now) {
        var last = account.lastSignIn();
        if (last != null && !Days.before(last, Days.STALE, now)) {
            return true;
        }
        var created = account.createdAt();
        var since = account.signInsSince();
        return created != null && !Days.before(created, Days.STALE, now)
                || since != null && Days.before(since, Days.STALE, now);
    }

    private static Verdict found(AccountFacts account, List<String> signs) {
        var reasons = new ArrayList<String>();
        reasons.add(Held.sentence(account.privileged()));
        reasons.addAll(signs);
        if (account.service()) {
            reasons.add("it is a service account: nobody misses it when it is abused");
        }
        var severity = Held.severity(account.privileged());
        boolean lower = Boolean.FALSE.equals(account.inUse()) && severity == Severity.CRITICAL;
        return new Verdict.Found(lower ? Severity.HIGH : severity,
                "`%s` holds privilege and does not use it".formatted(account.username()), reasons);
    }
}
