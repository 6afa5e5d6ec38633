package org.bailiwick.assess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.bailiwick.assess.rule.IntendedSettings;
import org.bailiwick.risk.GenericNames;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is intended for every realm, as data with sources, and the names that name nobody. */
record IntendedRules(List<IntendedSettings> settings, GenericNames genericNames) {
    static IntendedRules load() {
        return new IntendedRules(
                List.of(load("intended-lockout", new TypeReference<>() {
                }),
                        load("intended-settings", new TypeReference<>() {
                        })),
                GenericNames.load());
    }

    private static <T> T load(String name, TypeReference<T> type) {
        try (var in = IntendedRules.class.getResourceAsStream("/assess/" + name + ".json")) {
            return JsonMapper.shared().readValue(in, type);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
