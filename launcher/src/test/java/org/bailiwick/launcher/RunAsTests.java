package org.bailiwick.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunAsTests {

    @TempDir
    Path var;

    @Test
    void onlyRootNeedsAWayAroundPostgresRefusal() {
        RunAs runAs = RunAs.choose(var, line -> {});

        if (Command.asRoot()) {
            assertThat(runAs).isNotInstanceOf(RunAs.Caller.class);
            assertThat(runAs.command(List.of("postgres"))).hasSizeGreaterThan(1).endsWith("postgres");
        } else {
            assertThat(runAs).isInstanceOf(RunAs.Caller.class);
            assertThat(runAs.command(List.of("postgres"))).containsExactly("postgres");
        }
    }

    @Test
    void whereNamespacesAreRefusedRootAndOnlyRootHandsDataToAnUnprivilegedUser() throws Exception {
        if (!Command.asRoot()) {
            assertThat(new RunAs.Unprivileged("nobody", var).works()).isFalse();
            return;
        }
        Path open = Files.createTempDirectory(Path.of("/var/tmp"), "bailiwick-test-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try {
            var runAs = new RunAs.Unprivileged("nobody", open.resolve("home"));

            try (var postgres = EmbeddedPostgres.start(var, "handed", PostgresBinaries.onClassPath(), runAs,
                    new ArrayList<String>()::add)) {
                DriverManager.getConnection(postgres.jdbcUrl("postgres"), postgres.superuser(), postgres.password())
                        .close();
                assertThat(Files.getOwner(open.resolve("home/handed-18")).getName()).isEqualTo("nobody");
                assertThat(var.resolve("handed-18")).doesNotExist();
            }
        } finally {
            Folders.delete(open);
        }
    }

    @Test
    void programsUnpackedTwiceAreTheSameFolder() throws IOException {
        Path first = PostgresBinaries.onClassPath().unpackedIn(var);
        Path second = PostgresBinaries.onClassPath().unpackedIn(var);

        assertThat(second).isEqualTo(first);
        assertThat(first.resolve("bin/postgres")).isExecutable();
        try (var left = Files.list(var)) {
            assertThat(left).containsExactly(first);
        }
    }
}
