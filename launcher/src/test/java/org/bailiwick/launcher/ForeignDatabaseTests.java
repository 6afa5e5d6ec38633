package org.bailiwick.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignDatabaseTests {
    private static final String URL = "jdbc:postgresql://db.example/bailiwick";

    @TempDir
    Path folder;

    @Test
    void withoutAddressAndFileTheEmbeddedOneIsMeant() {
        assertThat(ForeignDatabase.of(options())).isEmpty();
    }

    @Test
    void serverNeverGetsTheOwnersCredential() throws IOException {
        Path file = credentials("tenant", "worker", "oversight", "estate", "signin", "sequencer", "retention",
                "migrate");

        var database = ForeignDatabase.of(options("--database-url", URL, "--config", file.toString())).orElseThrow();

        assertThat(database.serverSettings()).containsEntry("bailiwick.database.url", URL)
                .containsEntry("bailiwick.database.tenant.password", "secret of tenant")
                .doesNotContainKey("bailiwick.database.migrate.username")
                .doesNotContainKey("bailiwick.database.migrate.password").doesNotContainValue("secret of migrate");
        assertThat(database.ownerSettings()).containsOnlyKeys("bailiwick.database.url",
                "bailiwick.database.migrate.username", "bailiwick.database.migrate.password");
    }

    @Test
    void missingCredentialsAreNamedWithTheFile() throws IOException {
        Path file = credentials("tenant", "worker", "oversight", "estate");

        var database = ForeignDatabase.of(options("--database-url", URL, "--config", file.toString())).orElseThrow();

        assertThatThrownBy(database::serverSettings).isInstanceOf(LaunchException.class)
                .hasMessageContaining("`bailiwick.database.signin.username`").hasMessageContaining(file.toString());
        assertThatThrownBy(database::ownerSettings).isInstanceOf(LaunchException.class)
                .hasMessageContaining("`bailiwick.database.migrate.username`");
    }

    @Test
    void unreadableFileAndMissingAddressAreReported() throws IOException {
        assertThatThrownBy(() -> ForeignDatabase.of(options("--config", folder.resolve("none").toString())))
                .isInstanceOf(LaunchException.class).hasMessageContaining("cannot be read as a properties file");
        Path file = credentials("tenant");
        assertThatThrownBy(() -> ForeignDatabase.of(options("--config", file.toString())))
                .isInstanceOf(LaunchException.class).hasMessageContaining("`--database-url`");
    }

    private Path credentials(String... roles) throws IOException {
        String lines = Stream.of(roles).map(role -> """
                                                    bailiwick.database.%1$s.username=bw_%1$s
                                                    bailiwick.database.%1$s.password=secret of %1$s
                                                    """.formatted(role)).collect(Collectors.joining());
        return Files.writeString(folder.resolve("database.properties"), lines);
    }

    private static Options options(String... arguments) {
        return Options.parse(Stream.concat(Stream.of("serve"), Stream.of(arguments)).toList(), Map.of());
    }
}
