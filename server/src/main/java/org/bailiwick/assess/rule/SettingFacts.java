package org.bailiwick.assess.rule;

import java.util.Map;
import java.util.Optional;

/** The settings of a system, each as JSON text; one that is missing was not told. */
public record SettingFacts(Map<String, String> values) {
    public SettingFacts {
        values = Map.copyOf(values);
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }
}
