package org.bailiwick.ledger;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The published OCSF schema stands beside the project and is never committed, so a test without it skips. */
final class Shared {
    static final Path EXTENSION = Path.of("src", "main", "resources", "ocsf");

    private Shared() {}

    static Path ocsf() {
        Path schema = Path.of(System.getProperty("bailiwick.root"), "..", "shared", "vectors", "ocsf-schema-v1.8.0");
        assumeTrue(Files.isDirectory(schema), "skipped: ../shared/vectors/ocsf-schema-v1.8.0 is absent");
        return schema;
    }

    static OcsfSchema schema() {
        return OcsfSchema.of(ocsf(), EXTENSION);
    }
}
