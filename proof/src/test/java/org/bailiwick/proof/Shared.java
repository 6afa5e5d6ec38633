package org.bailiwick.proof;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Published test vectors that stand beside the project; they are never committed, so a test without them skips. */
public final class Shared {
    private Shared() {}

    public static Path vectors(String folder) {
        Path vectors = Path.of(System.getProperty("bailiwick.root"), "..", "shared", "vectors", folder);
        assumeTrue(Files.isDirectory(vectors), "skipped: ../shared/vectors/" + folder + " is absent");
        return vectors;
    }

    public static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
