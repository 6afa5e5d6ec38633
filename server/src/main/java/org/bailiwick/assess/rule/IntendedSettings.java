package org.bailiwick.assess.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Settings weaker than the rule the MSP intends for all its customers: one verdict, a reason for each deviation. */
public record IntendedSettings(String rule, String title, Map<String, String> sources, List<Intended> settings) {
    private static final Pattern POLICY_LENGTH = Pattern.compile("\\blength\\((\\d{1,6})\\)");

    /**
     * @param when only where these settings have these values, as JSON text
     * @param not the value that is too weak, as JSON text
     * @param policyLength the shortest password that the password policy may allow
     * @param otherwise what a deviation means
     */
    public record Intended(String key, @Nullable Map<String, String> when, @Nullable String not,
            @Nullable Long atMost, @Nullable Long atLeast, @Nullable Long policyLength, Severity severity,
            String otherwise, String source) {}

    private record Deviation(Severity severity, String reason) {}

    public Verdict judge(SettingFacts facts) {
        var deviations = new ArrayList<Deviation>();
        var notTold = new LinkedHashSet<String>();
        for (var intended : settings) {
            var applies = applies(intended, facts);
            if (applies.isEmpty() || applies.get() && facts.value(intended.key()).isEmpty()) {
                notTold.add(intended.key());
            } else if (applies.get()) {
                deviation(intended, facts.value(intended.key()).orElseThrow()).ifPresent(deviations::add);
            }
        }
        if (!deviations.isEmpty()) {
            deviations.sort(Comparator.comparing(Deviation::severity));
            return new Verdict.Found(deviations.getFirst().severity(), title,
                    deviations.stream().map(Deviation::reason).toList());
        }
        return notTold.isEmpty()
                ? new Verdict.Clear()
                : new Verdict.NotKnown(
                        "not told: " + String.join(", ", notTold.stream().map("`%s`"::formatted).toList()));
    }

    /** Empty where it is not known. */
    private static Optional<Boolean> applies(Intended intended, SettingFacts facts) {
        if (intended.when() == null) {
            return Optional.of(true);
        }
        var known = true;
        for (var condition : intended.when().entrySet()) {
            var value = facts.value(condition.getKey());
            if (value.isPresent() && !value.get().equals(condition.getValue())) {
                return Optional.of(false);
            }
            known &= value.isPresent();
        }
        return known ? Optional.of(true) : Optional.empty();
    }

    private Optional<Deviation> deviation(Intended intended, String value) {
        var weak = value.equals(intended.not())
                || intended.atMost() != null && number(value) > intended.atMost()
                || intended.atLeast() != null && number(value) < intended.atLeast()
                || intended.policyLength() != null && policyLength(value) < intended.policyLength();
        return weak
                ? Optional.of(new Deviation(intended.severity(), "`%s` is %s: %s (%s)".formatted(intended.key(),
                        value.equals("null") ? "not set" : value, intended.otherwise(),
                        sources.getOrDefault(intended.source(), intended.source()))))
                : Optional.empty();
    }

    private static long number(String value) {
        return value.matches("-?\\d{1,18}") ? Long.parseLong(value) : 0;
    }

    private static long policyLength(String value) {
        var length = POLICY_LENGTH.matcher(value);
        return length.find() ? Long.parseLong(length.group(1)) : 0;
    }
}
