package org.bailiwick.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bailiwick.catalogue.IntendedLockout.Deviation;
import org.bailiwick.catalogue.IntendedLockout.Verdict;
import org.junit.jupiter.api.Test;

class IntendedLockoutTests {
    private static final Map<String, String> INTENDED = Map.of("bruteForceProtected", "true", "failureFactor", "10",
            "waitIncrementSeconds", "60", "maxFailureWaitSeconds", "900", "permanentLockout", "false");

    @Test
    void whatKeepsEveryRuleDeviatesInNothing() {
        assertThat(judge(INTENDED)).isEqualTo(new Verdict(false, List.of(), List.of()));
    }

    @Test
    void lockoutThatIsOffIsTheOneThingToSay() {
        var verdict = judge(with("bruteForceProtected", "false", "failureFactor", "100"));

        assertThat(verdict.off()).isTrue();
        assertThat(verdict.deviations()).extracting(Deviation::setting).containsExactly("bruteForceProtected");
    }

    @Test
    void everyWeakerSettingIsNamedWithItsValueAndSource() {
        var verdict = judge(with("failureFactor", "11", "waitIncrementSeconds", "59", "maxFailureWaitSeconds", "1"));

        assertThat(verdict.off()).isFalse();
        assertThat(verdict.deviations()).extracting(Deviation::setting).containsExactly("failureFactor",
                "waitIncrementSeconds", "maxFailureWaitSeconds");
        assertThat(verdict.deviations().getFirst().reason()).isEqualTo(
                "`failureFactor` is `11` and should be at most `10`: failed sign-ins until an account is locked");
        assertThat(verdict.deviations()).allSatisfy(deviation -> assertThat(deviation.source()).isNotBlank());
    }

    @Test
    void lockThatSomebodyHasToLiftNeedsNoLength() {
        assertThat(judge(with("permanentLockout", "true", "waitIncrementSeconds", "1", "maxFailureWaitSeconds", "1"))
                .deviations()).isEmpty();
    }

    @Test
    void whatIsNoNumberKeepsNoRule() {
        assertThat(judge(with("failureFactor", "ten")).deviations()).extracting(Deviation::actual)
                .containsExactly("ten");
    }

    @Test
    void settingThatWasNotReadIsNotKnown() {
        var settings = new HashMap<>(INTENDED);
        settings.remove("failureFactor");

        assertThat(judge(settings).missing()).containsExactly("failureFactor");
        assertThat(judge(Map.of()).missing()).hasSize(4);
    }

    @Test
    void systemOfWhichNobodySaidAnythingIsNotJudged() {
        assertThat(new IntendedLockout().judge("abacus", INTENDED)).isEmpty();
    }

    private static Verdict judge(Map<String, String> settings) {
        return new IntendedLockout().judge("keycloak", settings).orElseThrow();
    }

    private static Map<String, String> with(String... changes) {
        var settings = new HashMap<>(INTENDED);
        for (int i = 0; i < changes.length; i += 2) {
            settings.put(changes[i], changes[i + 1]);
        }
        return settings;
    }
}
