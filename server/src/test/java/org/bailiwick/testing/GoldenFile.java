package org.bailiwick.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A committed text that makes a change of something important a visible difference: routes, schema, problems, the module
 * map. Run the tests with {@code -Dbailiwick.golden=write} to write what is, and read the difference before committing.
 */
public final class GoldenFile {
    private final Path file;

    private GoldenFile(Path file) {
        this.file = file;
    }

    public static GoldenFile of(String name) {
        return new GoldenFile(Path.of("src", "test", "golden", name));
    }

    public void matches(String actual) {
        try {
            if ("write".equals(System.getProperty("bailiwick.golden"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            assertThat(file).as("golden file; write it with -Dbailiwick.golden=write and read the difference").exists();
            assertThat(actual).as("differs from %s; write it with -Dbailiwick.golden=write and read the difference",
                    file).isEqualTo(Files.readString(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
