package org.bailiwick.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProblemDescriptionsTests {
    private static final Pattern NAMED = Pattern
            .compile("(?:new Refusal|Refusal\\.of|return of)\\(\\s*[\\w.()]+,\\s*\"([a-z-]+)\"");

    @Test
    void everyProblemThatIsAnsweredIsDescribed() throws IOException {
        var described = new ProblemDescriptions();

        assertThat(names()).contains("not-found", "invalid-cursor")
                .allSatisfy(name -> assertThat(described.find(name)).as("problem `%s`", name).isPresent());
    }

    private static Set<String> names() throws IOException {
        var sources = Path.of(System.getProperty("bailiwick.root"), "server/src/main/java");
        var names = new TreeSet<String>();
        try (var files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java")).map(ProblemDescriptionsTests::text)
                    .forEach(text -> NAMED.matcher(text).results().forEach(found -> names.add(found.group(1))));
        }
        return names;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
