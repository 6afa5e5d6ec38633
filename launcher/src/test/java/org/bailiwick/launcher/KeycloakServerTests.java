package org.bailiwick.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakServerTests {

    private final Path zip = Path.of(System.getProperty("bailiwick.keycloak.zip"));

    /** One start serves all of these: it takes the better part of a minute. */
    @Test
    void leftoverOfAKilledRunIsAdoptedTakesTheKeptPasswordAndIsGoneAfterClose() throws Exception {
        Path home = Path.of(System.getProperty("bailiwick.root")).resolve("var/test/keycloak");
        Abandoning.run("keycloak", zip.toString(), home.toString());
        long leftover = KeycloakPlace.of(zip, home).leftover().orElseThrow().pid();

        try (var keycloak = KeycloakServer.start(zip, home)) {
            assertThat(KeycloakPlace.of(zip, home).leftover().orElseThrow().pid()).isEqualTo(leftover);
            assertThat(keycloak.isAlive()).isTrue();
            assertThat(keycloak.url()).startsWith("http://127.0.0.1:");
            assertThat(KeycloakSignIn.accepts(keycloak.url(), keycloak.adminUser(), keycloak.adminPassword())).isTrue();
            assertThat(KeycloakSignIn.accepts(keycloak.url(), keycloak.adminUser(), "guessed")).isFalse();
            assertThat(home.resolve("admin.password")).hasContent(keycloak.adminPassword());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("admin.password"))))
                    .isEqualTo("rw-------");
            assertThat(home.resolve("data/h2")).isNotEmptyDirectory();
            assertThatThrownBy(() -> KeycloakServer.start(zip, home)).isInstanceOf(LaunchException.class)
                    .hasMessageContaining("already in use by another run");
        }

        assertThat(KeycloakPlace.of(zip, home).leftover()).isEmpty();
    }

    @Test
    void brokenDownloadIsReported(@TempDir Path home) throws Exception {
        Path half = Files.writeString(home.resolve("keycloak-1.zip"), "half a file");

        assertThatThrownBy(() -> KeycloakServer.start(half, home)).isInstanceOf(LaunchException.class)
                .hasMessageContaining("cannot be unpacked").hasMessageContaining("is the file whole?");
    }
}
