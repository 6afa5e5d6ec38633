package org.bailiwick.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Keycloak that was unpacked and started once. Its first start fits the programs to how they are started, which takes
 * longer than the start itself; a home that begins with a copy is spared that.
 */
record KeptKeycloak(Path kept) {
    /** Where almost all of it lies; nothing writes there. */
    private static final Path LIBRARIES = Path.of("lib", "lib");

    /** Into a home that has none; without a kept one it is unpacked from its zip. */
    void offer(Path distribution) {
        if (Files.isDirectory(kept) && !Files.exists(distribution)) {
            copy(kept, distribution);
        }
    }

    /** After it has started there. */
    void keep(Path distribution) {
        if (!Files.exists(kept)) {
            copy(distribution, kept);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Unpacking.copy(from, to, LIBRARIES);
        } catch (IOException failure) {
            throw new LaunchException("Keycloak cannot be copied from `%s` to `%s`: %s (is the disk full?)"
                    .formatted(from, to, failure.getMessage()), failure);
        }
    }
}
