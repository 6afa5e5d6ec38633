package org.bailiwick.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * What each problem means, for the pages under {@code /problems}: read from {@code problems/<module>.properties}, one
 * line {@code name = what happened | what to do next}.
 */
@Component
public final class ProblemDescriptions {
    private final Map<String, Description> byName = new TreeMap<>();

    /** A problem's page. */
    public record Description(String name, String meaning, String next) {}

    /** The page that lists them. */
    public record Descriptions(List<Description> all) {}

    ProblemDescriptions() {
        try {
            for (var file : new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:problems/*.properties")) {
                var lines = new Properties();
                try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                    lines.load(reader);
                }
                lines.forEach((name, text) -> add(name.toString(), text.toString()));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the descriptions of problems cannot be read", failed);
        }
    }

    Optional<Description> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Descriptions all() {
        return new Descriptions(List.copyOf(byName.values()));
    }

    private void add(String name, String text) {
        var parts = text.split("\\|", 2);
        if (parts.length < 2 || byName.put(name, new Description(name, parts[0].strip(), parts[1].strip())) != null) {
            throw new IllegalStateException(
                    "problem `%s` is described twice or without `meaning | what to do next`".formatted(name));
        }
    }
}
