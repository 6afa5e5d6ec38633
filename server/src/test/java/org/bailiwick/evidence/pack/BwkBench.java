package org.bailiwick.evidence.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.bailiwick.testing.BenchResults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast {@code ./bailiwick bwk} answers an auditor, from the shell's start to its end, with all that the script looks at.
 * Run by hand, no part of the suite; {@code ./bailiwick bench BwkBench} builds the command first.
 */
class BwkBench {
    private static final int ROUNDS = 20;
    private static final String SCRIPT = Path.of(System.getProperty("bailiwick.root"), "bailiwick").toString();
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @Test
    void helpAndASmallPackAreAnsweredAtOnce(@TempDir Path folder) throws Exception {
        Path pack;
        try (var scene = new PackScene(folder)) {
            pack = scene.saved(scene.fetch(scene.ready("{\"since\":\"2026-01-01\"}")));
        }
        try (var results = BenchResults.of(BwkBench.class,
                "`./bailiwick bwk` from the shell's start to its end; beside it `java -version`, by the same JVM.")) {
            results.fact("date", Instant.now().toString());
            results.row("`bwk help`", times(SCRIPT, "bwk", "help"), times(JAVA, "-version"), "≤ 500 ms");
            results.row("`bwk verify` of a pack of 8 entries, %,d bytes".formatted(Files.size(pack)),
                    times(SCRIPT, "bwk", "verify", pack.toString()), times(JAVA, "-version"), "≤ 500 ms");
        }
    }

    /** After a first run, which keeps the archive of classes. */
    private static String times(String... words) {
        run(words);
        var times = IntStream.range(0, ROUNDS).mapToDouble(round -> run(words)).sorted().toArray();
        return "median %.0f ms, best %.0f, worst %.0f of %d".formatted(times[ROUNDS / 2],
                DoubleStream.of(times).min().orElseThrow(), times[ROUNDS - 1], ROUNDS);
    }

    private static double run(String... words) {
        long began = System.nanoTime();
        var ended = PackScene.run(words);
        assertThat(ended.getKey()).as(ended.getValue()).isZero();
        return (System.nanoTime() - began) / 1e6;
    }
}
