package org.bailiwick.evidence.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where packs are put together. What a killed server left there holds values that may be erased since, so it goes. */
@Component
final class PackFolder {
    private final Path within;

    PackFolder(@Value("${bailiwick.var}") Path var) {
        this.within = var.resolve("packs");
        try {
            if (Files.isDirectory(within)) {
                PackSpool.remove(within);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    PackSpool spool() {
        return PackSpool.in(within);
    }
}
