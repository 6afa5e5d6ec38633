package org.bailiwick.assess.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bailiwick.assess.rule.IntendedSettings.Intended;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RulesTests {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static AccountFacts admin(@Nullable Boolean enabled, @Nullable Integer createdDaysAgo,
            @Nullable Integer lastDaysAgo, List<String> pending) {
        return new AccountFacts("tom.baker", "Tom Baker", false, enabled, ago(createdDaysAgo), ago(lastDaysAgo),
                pending,
                Optional.of(Severity.CRITICAL), "realm-admin");
    }

    private static @Nullable Instant ago(@Nullable Integer days) {
        return days == null ? null : NOW.minus(Duration.ofDays(days));
    }

    @Test
    void aDisabledAdminIsStaleAndOneStepLessSevere() {
        var verdict = StaleAdmin.judge(admin(false, 10, 1, List.of()), NOW);

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Found.class,
                found -> assertThat(found.severity()).isEqualTo(Severity.HIGH));
    }

    @Test
    void anAdminWhoNeverSignedInIsStaleAfterNinetyDays() {
        assertThat(StaleAdmin.judge(admin(true, 91, null, List.of("UPDATE_PASSWORD")), NOW))
                .isInstanceOf(Verdict.Found.class);
        assertThat(StaleAdmin.judge(admin(true, 90, null, List.of("UPDATE_PASSWORD")), NOW))
                .isInstanceOf(Verdict.NotKnown.class);
        assertThat(StaleAdmin.judge(admin(true, 91, null, List.of("something-else")), NOW))
                .isInstanceOf(Verdict.NotKnown.class);
    }

    @Test
    void anAdminIsJudgedByTheLastSignInWhereItIsKnown() {
        assertThat(StaleAdmin.judge(admin(true, 400, 91, List.of()), NOW)).isInstanceOf(Verdict.Found.class);
        assertThat(StaleAdmin.judge(admin(true, 400, 89, List.of()), NOW)).isEqualTo(new Verdict.Clear());
        assertThat(StaleAdmin.judge(admin(true, 400, null, List.of()), NOW)).isInstanceOf(Verdict.NotKnown.class);
    }

    @Test
    void whoIsNoAdminIsNoStaleAdmin() {
        var user = new AccountFacts("tom", "Tom Baker", false, false, null, null, List.of(), Optional.empty(), "");

        assertThat(StaleAdmin.judge(user, NOW)).isEqualTo(new Verdict.Clear());
    }

    @Test
    void aSecretIsOverdueAfterAYearOrPastItsEnd() {
        assertThat(CredentialOverdue.judge(new CredentialFacts("client secret", ago(366), null, Optional.empty()), NOW))
                .isInstanceOfSatisfying(Verdict.Found.class,
                        found -> assertThat(found.severity()).isEqualTo(Severity.MODERATE));
        assertThat(CredentialOverdue
                .judge(new CredentialFacts("client secret", ago(10), ago(1), Optional.of(Severity.HIGH)), NOW))
                .isInstanceOfSatisfying(Verdict.Found.class,
                        found -> assertThat(found.severity()).isEqualTo(Severity.HIGH));
        assertThat(CredentialOverdue.judge(new CredentialFacts("client secret", ago(365), null, Optional.empty()), NOW))
                .isEqualTo(new Verdict.Clear());
        assertThat(CredentialOverdue.judge(new CredentialFacts("client secret", null, null, Optional.empty()), NOW))
                .isInstanceOf(Verdict.NotKnown.class);
    }

    @Test
    void aGenericNameAloneMakesNoSharedAccount() {
        var rule = new SharedAccount(Set.of("reception", "scanner", "desk"));

        assertThat(shared(rule, "reception", "reception")).isInstanceOf(Verdict.Found.class);
        assertThat(shared(rule, "Reception2", "Front Desk")).isInstanceOf(Verdict.Found.class);
        assertThat(shared(rule, "scanner@acme.example", "Scanner")).isInstanceOf(Verdict.Found.class);
        assertThat(shared(rule, "reception", "Rita Ceptione")).isEqualTo(new Verdict.Clear());
        assertThat(shared(rule, "receptionist.rita", "receptionist.rita")).isEqualTo(new Verdict.Clear());
        assertThat(rule.judge(new AccountFacts("scanner", "scanner", true, true, null, null, List.of(),
                Optional.empty(), ""))).isEqualTo(new Verdict.Clear());
    }

    private static Verdict shared(SharedAccount rule, String username, String displayName) {
        return rule.judge(new AccountFacts(username, displayName, false, true, null, null, List.of(),
                Optional.empty(), ""));
    }

    @Test
    void aSettingIsComparedOnlyWhereItApplies() {
        var rule = new IntendedSettings("lockout-weak", "weak", Map.of(), List.of(
                new Intended("on", null, "false", null, null, null, Severity.HIGH, "off", "x"),
                new Intended("failures", Map.of("on", "true"), null, 10L, 1L, null, Severity.MODERATE, "many", "x")));

        assertThat(found(rule, Map.of("on", "false", "failures", "30"))).hasSize(1);
        assertThat(found(rule, Map.of("on", "true", "failures", "30"))).hasSize(1);
        assertThat(found(rule, Map.of("on", "true", "failures", "0"))).hasSize(1);
        assertThat(rule.judge(new SettingFacts(Map.of("on", "true", "failures", "10")))).isEqualTo(new Verdict.Clear());
        assertThat(rule.judge(new SettingFacts(Map.of("on", "true"))))
                .isEqualTo(new Verdict.NotKnown("not told: `failures`"));
        assertThat(rule.judge(new SettingFacts(Map.of())))
                .isEqualTo(new Verdict.NotKnown("not told: `on`, `failures`"));
    }

    @Test
    void aPasswordPolicyWithoutALengthAllowsAnyLength() {
        var rule = new IntendedSettings("settings-weak", "weak", Map.of(), List.of(
                new Intended("passwordPolicy", null, null, null, null, 8L, Severity.MODERATE, "short", "x")));

        assertThat(found(rule, Map.of("passwordPolicy", "null"))).hasSize(1);
        assertThat(found(rule, Map.of("passwordPolicy", "\"hashIterations(1)\""))).hasSize(1);
        assertThat(found(rule, Map.of("passwordPolicy", "\"length(7)\""))).hasSize(1);
        assertThat(rule.judge(new SettingFacts(Map.of("passwordPolicy", "\"length(8) and maxLength(64)\""))))
                .isEqualTo(new Verdict.Clear());
        assertThat(found(rule, Map.of("passwordPolicy", "\"maxLength(64)\""))).hasSize(1);
    }

    private static List<String> found(IntendedSettings rule, Map<String, String> values) {
        return rule.judge(new SettingFacts(values)) instanceof Verdict.Found found ? found.reasons() : List.of();
    }
}
