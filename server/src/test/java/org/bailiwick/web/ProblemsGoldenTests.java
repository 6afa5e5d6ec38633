package org.bailiwick.web;

import java.util.stream.Collectors;
import org.bailiwick.testing.GoldenFile;
import org.junit.jupiter.api.Test;

/** Every problem the product can answer with: clients rely on the names, so a change is a difference somebody reads. */
class ProblemsGoldenTests {
    @Test
    void theProblemsAreTheGoldenOnes() {
        var drawn = new ProblemDescriptions().all().all().stream()
                .map(each -> "%s = %s | %s".formatted(each.name(), each.meaning(), each.next()))
                .collect(Collectors.joining("\n", "", "\n"));

        GoldenFile.of("problems.txt").matches(drawn);
    }
}
