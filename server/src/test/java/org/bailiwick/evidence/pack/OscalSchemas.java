package org.bailiwick.evidence.pack;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The schemas that NIST publishes for OSCAL: as a library carries them, and those of 1.2.1 where they are at hand. */
final class OscalSchemas {
    private OscalSchemas() {}

    /** @param model {@code ar} or {@code poam} */
    static List<Error> carried(String model, String document) throws IOException {
        try (var in = Objects.requireNonNull(
                OscalSchemas.class.getResourceAsStream("/schema/json/oscal-%s_schema.json".formatted(model)))) {
            // The library's schemas say a few values twice, `"id": {"id": {...}}`, which is no schema.
            return validate(new String(in.readAllBytes()).replaceAll(
                    "\"(id|value)\"\\s*:\\s*\\{\\s*\"\\1\"\\s*:\\s*(\\{[^{}]*\\})\\s*\\}", "\"$1\":$2"), document);
        }
    }

    static Path published(String name) {
        return Path.of(System.getProperty("bailiwick.root"), "..", "shared", "vectors", "oscal-json-schemas",
                "release-schemas", "oscal_%s_schema.json".formatted(name));
    }

    static List<Error> validate(Path schema, String document) throws IOException {
        return validate(Files.readString(schema), document);
    }

    private static List<Error> validate(String schema, String document) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema)
                .validate(document, InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }
}
