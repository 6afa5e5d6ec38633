package org.bailiwick.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
    void homeBesideOneThatWasStartedBeginsWithACopyThatSharesOnlyWhatNothingWrites(@TempDir Path homes)
            throws Exception {
        Path started = homes.resolve("first/keycloak-1");
        Path library = write(started.resolve("lib/lib/main/library.jar"));
        Path fitted = write(started.resolve("lib/quarkus/fitted.jar"));
        Path script = write(started.resolve("bin/kc.sh"));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(started.resolve("data"), Path.of("..", "data"));
        var kept = new KeptKeycloak(homes.resolve("keycloak-1"));
        Path next = homes.resolve("second/keycloak-1");

        kept.offer(next);
        assertThat(next).doesNotExist();
        kept.keep(started);
        kept.offer(next);

        assertThat(Files.isSameFile(next.resolve("lib/lib/main/library.jar"), library)).isTrue();
        assertThat(next.resolve("lib/quarkus/fitted.jar")).hasSameBinaryContentAs(fitted);
        assertThat(Files.isSameFile(next.resolve("lib/quarkus/fitted.jar"), fitted)).isFalse();
        assertThat(next.resolve("bin/kc.sh")).isExecutable();
        assertThat(Files.exists(next.resolve("data"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    private static Path write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, file.getFileName().toString());
    }

    @Test
    void brokenDownloadIsReported(@TempDir Path home) throws Exception {
        Path half = Files.writeString(home.resolve("keycloak-1.zip"), "half a file");

        assertThatThrownBy(() -> KeycloakServer.start(half, home)).isInstanceOf(LaunchException.class)
                .hasMessageContaining("cannot be unpacked").hasMessageContaining("is the file whole?");
    }
}
