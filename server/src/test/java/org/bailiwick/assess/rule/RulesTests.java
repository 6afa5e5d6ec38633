package org.bailiwick.assess.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.bailiwick.assess.rule.IntendedSettings.Intended;
import org.junit.jupiter.api.Test;

class RulesTests {
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
