package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bailiwick.register.ServiceSigns.Service;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServiceSignsTests {
    private static final Instant MADE = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void theSameNameAloneIsNoSignBecauseEverySecondTenantHasABackup() {
        assertThat(ServiceSigns.between(in(1, null, MADE), in(2, null, MADE.plus(Duration.ofDays(40))))).isEmpty();
    }

    @Test
    void whoAnswersForBothCounts() {
        assertThat(ServiceSigns.between(in(1, "Tools@msp.example", MADE),
                in(2, "tools@msp.example", MADE.plus(Duration.ofDays(40)))))
                .containsExactly("the same account name `backup`", "`tools@msp.example` answers for both");
    }

    @Test
    void whatBothWereGivenCountsAndSoDoSecretsOfOneDay() {
        var one = in(1, null, MADE, "realm-management/view-users", "realm-management/manage-users");
        var other = in(2, null, MADE.plus(Duration.ofHours(23)), "realm-management/view-users");

        assertThat(ServiceSigns.between(one, other)).containsExactly("the same account name `backup`",
                "both were given `realm-management/view-users`", "their secrets were made within a day");
    }

    @Test
    void manyRightsAreNotListedOneByOne() {
        var one = in(1, null, MADE, "a", "b", "c", "d", "e");

        assertThat(ServiceSigns.between(one, in(2, null, MADE.plus(Duration.ofDays(2)), "a", "b", "c", "d", "e")))
                .contains("both were given `a`, `b`, `c` and 2 more");
    }

    @Test
    void anotherNameOrTheSameTenantIsNothingWhateverElseIsTheSame() {
        var one = in(1, "tools@msp.example", MADE, "a");

        assertThat(ServiceSigns.between(one, in(1, "tools@msp.example", MADE, "a"))).isEmpty();
        assertThat(ServiceSigns.between(one,
                new Service(2, "restore", "tools@msp.example", List.of(MADE), Set.of("a")))).isEmpty();
    }

    private static Service in(int tenant, @Nullable String owner, Instant made, String... rights) {
        return new Service(tenant, "backup", owner, List.of(made), Set.of(rights));
    }
}
