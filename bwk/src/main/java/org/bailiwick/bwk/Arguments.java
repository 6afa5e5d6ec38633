package org.bailiwick.bwk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A command's words: options with a value each, switches that are given or not, and what remains. */
record Arguments(Map<String, List<String>> options, List<String> rest) {
    static Arguments parse(List<String> words, Set<String> known) {
        return parse(words, known, Set.of());
    }

    /** @throws UsageException for an option that is not known, or has no value */
    static Arguments parse(List<String> words, Set<String> known, Set<String> switches) {
        Map<String, List<String>> options = new HashMap<>();
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                rest.add(word);
                continue;
            }
            if (switches.contains(word)) {
                options.put(word, List.of());
                continue;
            }
            if (!known.contains(word)) {
                throw new UsageException("unknown option `" + word + "`: see `bwk help`");
            }
            if (i + 1 == words.size()) {
                throw new UsageException("`" + word + "` needs a value: see `bwk help`");
            }
            options.computeIfAbsent(word, name -> new ArrayList<>()).add(words.get(++i));
        }
        return new Arguments(options, rest);
    }

    boolean given(String option) {
        return options.containsKey(option);
    }

    List<String> all(String option) {
        return options.getOrDefault(option, List.of());
    }

    Optional<String> one(String option) {
        List<String> values = all(option);
        if (values.size() > 1) {
            throw new UsageException("`" + option + "` is given twice");
        }
        return values.stream().findFirst();
    }

    String required(String option) {
        return one(option).orElseThrow(() -> new UsageException("`" + option + "` is missing: see `bwk help`"));
    }
}
