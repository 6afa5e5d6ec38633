package org.bailiwick.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunAsTests {

    @TempDir
    Path var;

    @Test
    void ordinaryUserRunsPostgresDirectly() {
        assumeThat(Command.asRoot()).as("only an ordinary user can show this, and this run is root's").isFalse();

        RunAs runAs = RunAs.choose(var, line -> {});

        assertThat(runAs).isInstanceOf(RunAs.Caller.class);
    }

    @Test
    void whereNamespacesAreRefusedRootHandsDataToAnUnprivilegedUser() throws Exception {
        assumeThat(Command.asRoot()).as("only root can become another user, and this run is not root's").isTrue();
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
