package org.bailiwick.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTests {
    private static final Path SHARED = Folders
            .create(Path.of(System.getProperty("bailiwick.root")).resolve("var/test"));

    private static MadeData made;

    @TempDir
    Path folder;

    private final List<Path> links = new ArrayList<>();
    private Path var;

    @BeforeAll
    static void makeData() {
        made = MadeData.anew(SHARED, "made-for-postgres");
    }

    @BeforeEach
    void runInAPrivateFolderWithASpace() throws IOException {
        var = Files.createDirectory(folder.resolve("a private place"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        shareUnpackedPrograms();
    }

    @Test
    void rowsPasswordAndPortSurviveARestart() throws Exception {
        int port;
        try (var first = EmbeddedPostgres.start(var, "kept")) {
            execute(first, "create table t (n int)", "insert into t values (1)");
            port = first.port();
        }

        try (var second = EmbeddedPostgres.start(var, "kept")) {
            assertThat(ask(second, "select count(*) from t")).isEqualTo("1");
            assertThat(second.port()).isEqualTo(port);
        }
    }

    @Test
    void everyCommitIsOnDiskAndOnlyThisMachineMayConnectByPassword() throws Exception {
        try (var postgres = EmbeddedPostgres.start(var, "safe")) {
            assertThat(ask(postgres, "show fsync")).isEqualTo("on");
            assertThat(ask(postgres, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(postgres, "show unix_socket_directories")).isEmpty();
            assertThat(ask(postgres, "show server_encoding")).isEqualTo("UTF8");
            assertThat(ask(postgres, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");
            assertThat(ask(postgres, "select left(rolpassword, 13) from pg_authid where rolname = 'postgres'"))
                    .isEqualTo("SCRAM-SHA-256");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(var.resolve("safe-18.password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void wrongPasswordIsRefused() {
        made.copyTo(var, "guarded");
        try (var postgres = EmbeddedPostgres.start(var, "guarded")) {
            assertThatThrownBy(() -> DriverManager
                    .getConnection(postgres.jdbcUrl("postgres"), postgres.superuser(), "guessed").close())
                    .isInstanceOf(SQLException.class).hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void committedRowsOutliveAServerKilledByForce() throws Exception {
        made.copyTo(var, "killed");
        try (var postgres = EmbeddedPostgres.start(var, "killed")) {
            execute(postgres, "create table t (n int)", "insert into t values (1)");

            postmaster("killed-18").destroyForcibly();
            postgres.restart();

            assertThat(ask(postgres, "select count(*) from t")).isEqualTo("1");
        }
    }

    @Test
    void serverKilledByForceBetweenTwoRunsStartsAgainAtOnce() throws Exception {
        made.copyTo(var, "killed");
        var first = EmbeddedPostgres.start(var, "killed");
        execute(first, "create table t (n int)", "insert into t values (1)");
        postmaster("killed-18").destroyForcibly();
        first.close();

        try (var second = EmbeddedPostgres.start(var, "killed")) {
            assertThat(ask(second, "select count(*) from t")).isEqualTo("1");
        }
    }

    @Test
    void leftoverServerOfAKilledRunIsAdopted() throws Exception {
        made.copyTo(var, "left");
        Abandoning.run("postgres", var.toString(), "left");
        long leftover = postmaster("left-18").pid();

        var said = new ArrayList<String>();
        try (var adopting = EmbeddedPostgres.start(var, "left", said::add)) {
            assertThat(postmaster("left-18").pid()).isEqualTo(leftover);
            assertThat(ask(adopting, "select 1")).isEqualTo("1");
            assertThat(said).anyMatch(line -> line.contains("of an earlier run"));
        }

        assertThat(ProcessHandle.of(leftover).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void leftoverServerThatRefusesOurPasswordIsStopped() throws Exception {
        made.copyTo(var, "left");
        Abandoning.run("postgres", var.toString(), "left");
        long leftover = postmaster("left-18").pid();
        String password = Files.readString(var.resolve("left-18.password"));
        Files.writeString(var.resolve("left-18.password"), "another");

        assertThatThrownBy(() -> EmbeddedPostgres.start(var, "left")).isInstanceOf(LaunchException.class)
                .hasMessageContaining("does not take the password").hasMessageContaining("bring back that file");

        assertThat(ProcessHandle.of(leftover).filter(ProcessHandle::isAlive)).isEmpty();
        Files.writeString(var.resolve("left-18.password"), password);
        EmbeddedPostgres.start(var, "left").close();
    }

    @Test
    void secondRunOnTheSameDataIsRefused() {
        made.copyTo(var, "busy");
        try (var first = EmbeddedPostgres.start(var, "busy")) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(var, "busy")).isInstanceOf(LaunchException.class)
                    .hasMessageContaining("already in use by another run").hasMessageContaining("stop that run first");

            assertThat(first.isAlive()).isTrue();
        }
    }

    @Test
    void takenPortIsReplacedAndSaid() throws Exception {
        made.copyTo(var, "moved");
        EmbeddedPostgres.start(var, "moved").close();
        int remembered = Integer.parseInt(Files.readString(var.resolve("moved-18.port")));

        var said = new ArrayList<String>();
        try (var taken = new ServerSocket(remembered, 1, InetAddress.getLoopbackAddress());
                var postgres = EmbeddedPostgres.start(var, "moved", said::add)) {
            assertThat(postgres.port()).isNotEqualTo(taken.getLocalPort());
            assertThat(said).anyMatch(line -> line.contains("port " + remembered) && line.contains("is taken"));
        }
    }

    @Test
    void olderVersionRunsFromItsOwnJar() throws Exception {
        try (var postgres = EmbeddedPostgres.start(var, "older", postgres15())) {
            assertThat(ask(postgres, "show server_version")).startsWith("15.");
        }
    }

    @Test
    void dataOfAnotherMajorIsRefusedAndKept() throws Exception {
        EmbeddedPostgres.start(var, "data", postgres15()).close();
        for (String part : List.of("", ".password", ".port")) {
            Files.move(var.resolve("data-15" + part), var.resolve("data-18" + part));
        }

        assertThatThrownBy(() -> EmbeddedPostgres.start(var, "data")).isInstanceOf(LaunchException.class)
                .hasMessageContaining("of PostgreSQL 15").hasMessageContaining("export and import");
        assertThat(var.resolve("data-18/PG_VERSION")).hasContent("15");
    }

    @Test
    void lostPasswordFileIsReportedInsteadOfReplaced() throws Exception {
        made.copyTo(var, "lost");
        Files.delete(var.resolve("lost-18.password"));

        assertThatThrownBy(() -> EmbeddedPostgres.start(var, "lost")).isInstanceOf(LaunchException.class)
                .hasMessageContaining("password").hasMessageContaining("backup");
    }

    @Test
    void failedStartShowsTheEndOfTheLog() throws Exception {
        made.copyTo(var, "broken");
        Files.delete(var.resolve("broken-18/global/pg_control"));

        assertThatThrownBy(() -> EmbeddedPostgres.start(var, "broken")).isInstanceOf(LaunchException.class)
                .hasMessageContaining("did not start").hasMessageContaining("pg_control");
    }

    private ProcessHandle postmaster(String data) {
        return PostmasterFile.of(var.resolve(data)).flatMap(file -> ProcessHandle.of(file.pid())).orElseThrow();
    }

    private static Path postgres15() {
        return Path.of(System.getProperty("bailiwick.postgres15.jar"));
    }

    private static void execute(EmbeddedPostgres postgres, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl("postgres"), postgres.superuser(),
                postgres.password()); var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String ask(EmbeddedPostgres postgres, String question) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl("postgres"), postgres.superuser(),
                postgres.password());
                var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }

    /** Unpacking is tested once, by itself; here the programs are a link. */
    private void shareUnpackedPrograms() throws IOException {
        for (var binaries : List.of(PostgresBinaries.onClassPath(), PostgresBinaries.in(postgres15()))) {
            Path programs = binaries.unpackedIn(SHARED);
            links.add(Files.createSymbolicLink(var.resolve(programs.getFileName()), programs));
        }
    }

    @AfterEach
    void removeLinks() throws IOException {
        for (Path link : links) {
            Files.delete(link);
        }
    }
}
