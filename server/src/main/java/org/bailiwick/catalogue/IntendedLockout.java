package org.bailiwick.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * How lockout should be set, per kind of system, as data with sources. It judges settings alone and asks nothing else,
 * so that a file read offline is judged by the same rule as a connected system.
 */
@Component
public final class IntendedLockout {
    /** How a connector tells that the system holds no value. */
    private static final String NEVER_SET = "null";

    private final File file = load();

    /**
     * A setting that is weaker than intended.
     *
     * @param reason a sentence with the fact
     * @param source where the intended value was read
     */
    public record Deviation(String setting, String actual, String reason, String source) {}

    /**
     * @param off whether there is no lockout at all
     * @param missing settings that were not read, so that they are not known
     */
    public record Verdict(boolean off, List<Deviation> deviations, List<String> missing) {
        public Verdict {
            deviations = List.copyOf(deviations);
            missing = List.copyOf(missing);
        }
    }

    /**
     * @param system for example {@code keycloak}
     * @param settings as read, by key
     * @return empty where nobody has said how lockout should be set in this kind of system
     */
    public Optional<Verdict> judge(String system, Map<String, String> settings) {
        return Optional.ofNullable(file.systems().get(system)).map(rules -> judge(rules, settings));
    }

    private Verdict judge(Rules rules, Map<String, String> settings) {
        var deviations = new ArrayList<Deviation>();
        var missing = new ArrayList<String>();
        for (var rule : rules.rules()) {
            var actual = settings.get(rule.setting());
            if (actual == null || actual.equals(NEVER_SET)) {
                missing.add(rule.setting());
            } else if (!rule.keptBy(actual) && !exempt(rules, rule, settings)) {
                deviations.add(deviation(rule, actual));
            }
            if (rule.setting().equals(rules.onOff()) && !deviations.isEmpty()) {
                // What would follow on a failed sign-in says nothing while nothing follows at all.
                return new Verdict(true, deviations, List.of());
            }
        }
        return new Verdict(false, deviations, missing);
    }

    /** Where a lock lasts until somebody lifts it, its shortest length says nothing. */
    private static boolean exempt(Rules rules, Rule rule, Map<String, String> settings) {
        return rules.exempt().from().contains(rule.setting())
                && "true".equals(settings.get(rules.exempt().setting()));
    }

    private Deviation deviation(Rule rule, String actual) {
        var source = file.sources().get(rule.source());
        if (source == null) {
            throw new IllegalStateException("the source of `%s` is not given".formatted(rule.setting()));
        }
        return new Deviation(rule.setting(), actual, "`%s` is `%s` and should %s `%s`: %s".formatted(rule.setting(),
                actual, rule.must(), rule.value(), rule.meaning()), source);
    }

    private static File load() {
        try (InputStream in = IntendedLockout.class.getResourceAsStream("/catalogue/intended-lockout.json")) {
            if (in == null) {
                throw new IllegalStateException("the intended lockout rule is not in the server");
            }
            return JsonMapper.shared().readValue(in, File.class);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    record File(Map<String, Rules> systems, Map<String, String> sources) {}

    /** @param onOff the setting without which no other counts; the first of the rules */
    record Rules(@JsonProperty("switch") String onOff, Exempt exempt,
            List<Rule> rules) {}

    record Exempt(String setting, List<String> from) {}

    record Rule(String setting, String must, String value, String meaning, String source) {
        /** What is no number where one is due is no rule kept. */
        boolean keptBy(String actual) {
            return switch (must) {
                case "be" -> actual.equals(value);
                case "be at most" -> number(actual).orElse(Long.MAX_VALUE) <= number(value).orElseThrow();
                case "be at least" -> number(actual).orElse(Long.MIN_VALUE) >= number(value).orElseThrow();
                default -> throw new IllegalStateException("`%s` is no rule".formatted(must));
            };
        }

        private static OptionalLong number(@Nullable String text) {
            try {
                return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text.strip()));
            } catch (NumberFormatException noNumber) {
                return OptionalLong.empty();
            }
        }
    }
}
