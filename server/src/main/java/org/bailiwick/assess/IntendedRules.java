package org.bailiwick.assess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.bailiwick.assess.rule.IntendedSettings;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is intended for every realm, as data with sources, and the names that name nobody. */
record IntendedRules(List<IntendedSettings> settings, Set<String> genericNames) {
    static IntendedRules load() {
        return new IntendedRules(
                List.of(load("intended-lockout", new TypeReference<>() {
                }),
                        load("intended-settings", new TypeReference<>() {
                        })),
                load("generic-names", new TypeReference<>() {
                }));
    }

    private static <T> T load(String name, TypeReference<T> type) {
        try (var in = IntendedRules.class.getResourceAsStream("/assess/" + name + ".json")) {
            return JsonMapper.shared().readValue(in, type);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
