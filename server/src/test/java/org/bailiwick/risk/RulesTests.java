package org.bailiwick.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.finding.Severity;
import org.junit.jupiter.api.Test;

class RulesTests {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Held ADMIN = new Held("realm-management/realm-admin", "critical", true);
    private static final Held VIEWER = new Held("realm-management/view-users", "high", false);
    private static final GenericNames NAMES = GenericNames.load();

    @Test
    void anAccountWithoutPrivilegeIsNoStaleAdmin() {
        assertThat(StaleAdmin.judge(account("ines", false, days(900), List.of("UPDATE_PASSWORD"), null, days(900)),
                NOW)).isEqualTo(new Verdict.Fine());
    }

    @Test
    void aDisabledAdminIsStaleAndOneStepMilderThanAnEnabledOne() {
        var found = found(StaleAdmin.judge(account("ines", false, days(5), List.of(), days(1), null, ADMIN, VIEWER),
                NOW));

        assertThat(found.severity()).isEqualTo(Severity.HIGH);
        assertThat(found.title()).contains("`ines`");
        assertThat(found.reasons()).anyMatch(why -> why.contains("disabled"))
                .anyMatch(why -> why.contains("realm-admin` (critical, can give itself more) and 1 more"));
    }

    @Test
    void anAdminWhoNeverDidWhatTheFirstSignInAsksForWasNeverUsed() {
        var found = found(
                StaleAdmin.judge(account("new", true, days(91), List.of("UPDATE_PASSWORD"), null, null, ADMIN), NOW));

        assertThat(found.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(found.reasons()).anyMatch(why -> why.contains("2026-08-23") && why.contains("UPDATE_PASSWORD")
                && why.contains("never used"));
        assertThat(StaleAdmin.judge(account("new", true, days(89), List.of("UPDATE_PASSWORD"), null, null, ADMIN), NOW))
                .isEqualTo(new Verdict.Fine());
        assertThat(StaleAdmin.judge(account("used", true, days(400), List.of("UPDATE_PASSWORD"), days(2), null, ADMIN),
                NOW)).isEqualTo(new Verdict.Fine());
    }

    @Test
    void anAdminWhoDoesNotSignInIsStaleWhereSignInsAreKnownForLongEnough() {
        assertThat(found(StaleAdmin.judge(account("a", true, days(900), List.of(), days(91), days(200), VIEWER), NOW))
                .reasons()).anyMatch(why -> why.contains("2026-08-23"));
        assertThat(found(StaleAdmin.judge(account("a", true, days(900), List.of(), null, days(91), VIEWER), NOW))
                .severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void silenceProvesNothingWhereSignInsAreNotKnown() {
        assertThat(StaleAdmin.judge(account("a", true, days(900), List.of(), null, null, ADMIN), NOW))
                .isInstanceOf(Verdict.NotKnown.class);
        assertThat(StaleAdmin.judge(account("a", true, days(900), List.of(), null, days(89), ADMIN), NOW))
                .isInstanceOf(Verdict.NotKnown.class);
        assertThat(StaleAdmin.judge(account("a", true, days(900), List.of(), days(200), days(10), ADMIN), NOW))
                .isInstanceOf(Verdict.NotKnown.class);
        assertThat(StaleAdmin.judge(account("a", null, null, null, null, null, ADMIN), NOW))
                .isInstanceOf(Verdict.NotKnown.class);
    }

    @Test
    void aRecentSignInOrARecentAccountIsFine() {
        assertThat(StaleAdmin.judge(account("a", true, days(900), List.of(), days(3), null, ADMIN), NOW))
                .isEqualTo(new Verdict.Fine());
        assertThat(StaleAdmin.judge(account("a", true, days(10), List.of(), null, days(200), ADMIN), NOW))
                .isEqualTo(new Verdict.Fine());
    }

    @Test
    void aSecretOlderThanAYearIsOverdueAndWorseWhereItOpensMore() {
        assertThat(found(CredentialOverdue.judge(secret(days(366), null), NOW)).severity())
                .isEqualTo(Severity.MODERATE);
        assertThat(found(CredentialOverdue.judge(secret(days(366), null, ADMIN), NOW)).severity())
                .isEqualTo(Severity.HIGH);
        assertThat(CredentialOverdue.judge(secret(days(364), null), NOW)).isEqualTo(new Verdict.Fine());
    }

    @Test
    void aSecretPastItsEndIsOverdueAndOneOfUnknownAgeIsNotKnown() {
        assertThat(found(CredentialOverdue.judge(secret(null, days(1)), NOW)).reasons())
                .anyMatch(why -> why.contains("ended on 2026-11-21"));
        assertThat(CredentialOverdue.judge(secret(null, null), NOW)).isInstanceOf(Verdict.NotKnown.class);
        assertThat(CredentialOverdue.judge(secret(null, NOW.plusSeconds(60)), NOW))
                .isInstanceOf(Verdict.NotKnown.class);
    }

    @Test
    void aMachineWithoutAnOwnerIsFoundAndAPersonNeedsNone() {
        assertThat(found(NoOwner.judge(identity("service account", null, ADMIN))).severity()).isEqualTo(Severity.HIGH);
        assertThat(found(NoOwner.judge(identity("shared account", " "))).severity()).isEqualTo(Severity.LOW);
        assertThat(NoOwner.judge(identity("service account", "ines.moreau"))).isEqualTo(new Verdict.Fine());
        assertThat(found(NoOwner.judge(new IdentityFacts(1, "x", "workload", "ines.moreau", false, List.of("x"),
                List.of()))).reasons()).first().asString().contains("`ines.moreau`", "no account here that is in use");
        assertThat(NoOwner.judge(identity("human", null))).isEqualTo(new Verdict.Fine());
        assertThat(NoOwner.judge(new IdentityFacts(1, "x", "workload", null, false, List.of(), List.of())))
                .isEqualTo(new Verdict.Fine());
    }

    @Test
    void aGenericUsernameNeedsASecondSign() {
        assertThat(shared("reception", "reception")).isInstanceOf(Verdict.Found.class);
        assertThat(shared("front.desk2", "Front Desk")).isInstanceOf(Verdict.Found.class);
        assertThat(shared("admin@acme.example", "Admin")).isInstanceOf(Verdict.Found.class);
        assertThat(shared("office", "Mara Office-Lind")).isInstanceOf(Verdict.Found.class);
        assertThat(shared("reception", "Mara Lindqvist")).isEqualTo(new Verdict.Fine());
        assertThat(shared("mara.lindqvist", "Front Desk")).isEqualTo(new Verdict.Fine());
        assertThat(shared("j.moss", "j.moss")).isEqualTo(new Verdict.Fine());
    }

    @Test
    void aSharedAccountIsAsBadAsWhatItHolds() {
        var account = account("admin", true, days(5), List.of(), null, null, ADMIN);

        assertThat(found(SharedAccount.judge(account, NAMES)).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(found(shared("kiosk", "kiosk")).severity()).isEqualTo(Severity.MODERATE);
    }

    @Test
    void aServiceAccountOrADisabledOneIsNotShared() {
        assertThat(SharedAccount.judge(new AccountFacts(1, "backup", "backup", true, true, null, null, null, null,
                List.of()), NAMES)).isEqualTo(new Verdict.Fine());
        assertThat(SharedAccount.judge(account("backup", false, null, null, null, null), NAMES))
                .isEqualTo(new Verdict.Fine());
    }

    @Test
    void aLeaverIsFoundWhereAnAccountIsEnabledAndHoldsSomething() {
        var found = found(LeaverEffective.judge(new LeaverFacts(1, "Lena Fox",
                List.of(new LeaverFacts.Account("lfox", LeaverFacts.Use.ENABLED)), false, List.of(ADMIN))));

        assertThat(found.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(found.reasons()).anyMatch(why -> why.contains("own directory is disabled"))
                .anyMatch(why -> why.contains("`lfox` is enabled here"));
        assertThat(found(LeaverEffective.judge(new LeaverFacts(1, "Lena Fox",
                List.of(new LeaverFacts.Account("a", LeaverFacts.Use.ENABLED),
                        new LeaverFacts.Account("b", LeaverFacts.Use.ENABLED)),
                true, List.of())))
                .reasons()).anyMatch(why -> why.contains("is gone")).anyMatch(why -> why.contains("`a`, `b` are"));
        assertThat(LeaverEffective.judge(new LeaverFacts(1, "Lena Fox", List.of(), true, List.of(ADMIN))))
                .isEqualTo(new Verdict.Fine());
    }

    @Test
    void anAccountOfALeaverIsCalledEnabledOnlyWhereItIsKnownToBe() {
        var found = found(LeaverEffective.judge(new LeaverFacts(1, "Lena Fox",
                List.of(new LeaverFacts.Account("a", LeaverFacts.Use.NOT_KNOWN),
                        new LeaverFacts.Account("b", LeaverFacts.Use.LOCKED_FOR_GOOD),
                        new LeaverFacts.Account("c", LeaverFacts.Use.ENABLED),
                        new LeaverFacts.Account("d", LeaverFacts.Use.LOCKED_FOR_GOOD)),
                false, List.of())));

        assertThat(found.reasons()).containsExactly("their account in the service provider's own directory is disabled",
                "`c` is enabled here and effectively holds access",
                "`b`, `d` are locked here until somebody unlocks them, and effectively hold access",
                "`a` effectively holds access here; whether it is enabled is not known");
    }

    @Test
    void accessThatReturnedNamesWhenItWasVerifiedAndTheWayBack() {
        var found = found(AccessReturned.judge(new ReturnedFacts(1, "j.moss", ADMIN, days(20), new UUID(0, 1),
                List.of("/staff", "realm-admin"))));

        assertThat(found.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(found.reasons()).anyMatch(why -> why.contains("verified on 2026-11-02"))
                .anyMatch(why -> why.contains("/staff → realm-admin"));
        assertThat(found(AccessReturned.judge(new ReturnedFacts(1, "j.moss", new Held("reader", "not known", false),
                days(20), new UUID(0, 1), List.of()))).severity()).isEqualTo(Severity.MODERATE);
    }

    @Test
    void reasonsReadTheSameTomorrow() {
        var account = account("a", true, days(900), List.of(), days(91), days(200), VIEWER);

        assertThat(StaleAdmin.judge(account, NOW.plus(Duration.ofDays(1)))).isEqualTo(StaleAdmin.judge(account, NOW));
        assertThat(CredentialOverdue.judge(secret(days(366), null), NOW.plus(Duration.ofDays(1))))
                .isEqualTo(CredentialOverdue.judge(secret(days(366), null), NOW));
    }

    private static Verdict shared(String username, String display) {
        return SharedAccount.judge(new AccountFacts(1, username, display, false, true, null, null, null, null,
                List.of()), NAMES);
    }

    private static AccountFacts account(String username, Boolean enabled, Instant created, List<String> pending,
            Instant last, Instant since, Held... held) {
        return new AccountFacts(1, username, username, false, enabled, created, pending, last, since, List.of(held));
    }

    private static CredentialFacts secret(Instant created, Instant expires, Held... held) {
        return new CredentialFacts(1, "service-account-backup", "client secret", "backup", created, expires,
                List.of(held));
    }

    private static IdentityFacts identity(String kind, String owner, Held... held) {
        return new IdentityFacts(1, "backup", kind, owner, owner != null, List.of("service-account-backup"),
                List.of(held));
    }

    private static Instant days(int ago) {
        return NOW.minus(Duration.ofDays(ago));
    }

    private static Verdict.Found found(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Found.class);
        return (Verdict.Found) verdict;
    }
}
