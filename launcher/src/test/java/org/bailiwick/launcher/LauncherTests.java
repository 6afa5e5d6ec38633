package org.bailiwick.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The launcher as a process of its own, with the real PostgreSQL and a stand-in for the server. */
@Execution(ExecutionMode.CONCURRENT)
class LauncherTests {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Path SHARED = Folders
            .create(Path.of(System.getProperty("bailiwick.root")).resolve("var/test"));

    private static MadeData made;

    @TempDir
    Path folder;

    private Path var;
    private Path programs;
    private int port;
    private Process launcher;

    @BeforeAll
    static void makeData() {
        made = MadeData.anew(SHARED, "made-for-launcher");
    }

    @BeforeEach
    void inAPathWithASpace() throws IOException {
        var = Files.createDirectory(folder.resolve("a place"));
        Path unpacked = PostgresBinaries.onClassPath().unpackedIn(SHARED);
        programs = Files.createSymbolicLink(var.resolve(unpacked.getFileName()), unpacked);
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void endWhatIsLeft() throws IOException {
        if (launcher != null) {
            launcher.destroy();
            Patience.until(LIMIT, () -> !launcher.isAlive());
        }
        Files.delete(programs);
    }

    @Test
    void serveSaysReadyShowsTheFirstAdministratorsLinkAndStopsAllOnASignal() throws Exception {
        launch("serve", "--port", Integer.toString(port));

        await(() -> said().contains("first administrator: http://127.0.0.1:" + port));
        assertThat(said()).contains("ready http://127.0.0.1:" + port);
        assertThat(ask("/")).contains("bailiwick.database.tenant.password", "bailiwick.var")
                .doesNotContain("migrate");
        List<ProcessHandle> started = launcher.descendants().toList();
        assertThat(started).isNotEmpty();

        launcher.destroy();

        await(() -> !launcher.isAlive());
        assertThat(started).noneMatch(ProcessHandle::isAlive);
        assertThat(said()).contains("stopped").doesNotContain("bailiwick:");
        assertThat(var.resolve("postgres-18/postmaster.pid")).doesNotExist();
    }

    @Test
    void deadServerEndsTheRunWithTheEndOfItsLog() throws Exception {
        made.copyTo(var, "postgres");
        launch("serve", "--port", Integer.toString(port));
        await(() -> said().contains("ready"));
        List<ProcessHandle> started = launcher.descendants().toList();

        askToEnd();

        await(() -> !launcher.isAlive());
        assertThat(launcher.exitValue()).isEqualTo(1);
        assertThat(said()).contains("the server ended").contains("asked to end");
        assertThat(started).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void killedPostgresIsStartedAgain() throws Exception {
        made.copyTo(var, "postgres");
        launch("serve", "--port", Integer.toString(port));
        await(() -> said().contains("ready"));
        long first = postmaster();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await(() -> said().contains("PostgreSQL had ended and was started again"));
        assertThat(postmaster()).isNotEqualTo(first);
    }

    @Test
    void runAfterAKilledLauncherTakesOverWhatThatLeft() throws Exception {
        made.copyTo(var, "postgres");
        launch("serve", "--port", Integer.toString(port));
        await(() -> said().contains("ready"));
        long left = postmaster();
        launcher.destroyForcibly();
        await(() -> !launcher.isAlive());

        launch("serve", "--port", Integer.toString(port));

        await(() -> said().contains("ready"));
        assertThat(said()).contains("PostgreSQL of an earlier run still answers");
        assertThat(postmaster()).isEqualTo(left);
    }

    @Test
    void takenPortIsRefusedWithTheNextStep() throws Exception {
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            launch("serve", "--port", Integer.toString(taken.getLocalPort()));

            await(() -> !launcher.isAlive());
        }

        assertThat(launcher.exitValue()).isEqualTo(1);
        assertThat(said()).contains("port %d is taken".formatted(port)).contains("`--port N`");
    }

    @Test
    void secondRunOnTheSameFolderIsRefusedAndDisturbsNothing() throws Exception {
        made.copyTo(var, "postgres");
        launch("serve", "--port", Integer.toString(port));
        await(() -> said().contains("ready"));
        Process first = launcher;

        launch("migrate");

        await(() -> !launcher.isAlive());
        assertThat(said()).contains("already in use by another run");
        assertThat(ask("/")).isNotEmpty();
        launcher = first;
    }

    @Test
    void signalDuringTheStartLeavesNothingBehind() throws Exception {
        launch("serve", "--port", Integer.toString(port));
        await(() -> said().contains("making the database"));

        launcher.destroy();

        await(() -> !launcher.isAlive());
        assertThat(new PostgresData(var.resolve("postgres-18")).processes()).isEmpty();
        assertThat(RunningProcesses.whose(arguments -> arguments.stream()
                .anyMatch(argument -> argument.contains(var.toString())))).isEmpty();
    }

    @Test
    void migrationGetsTheOwnersCredentialAndEnds() throws Exception {
        launch("migrate");

        await(() -> !launcher.isAlive());
        assertThat(launcher.exitValue()).as(said()).isZero();
        assertThat(Files.readString(var.resolve("log/migrate.log"))).contains("bailiwick.database.migrate.password")
                .doesNotContain("tenant");
        assertThat(var.resolve("run/migrate.properties")).doesNotExist();
    }

    @Test
    void unknownOptionIsWrongUsage() throws Exception {
        launch("serve", "--prot", "1");

        await(() -> !launcher.isAlive());
        assertThat(launcher.exitValue()).isEqualTo(2);
        assertThat(said()).contains("unknown option `--prot`");
    }

    private void launch(String... arguments) throws IOException {
        var command = new ArrayList<String>(List.of(ProcessHandle.current().info().command().orElseThrow(),
                "-Dbailiwick.var=" + var, "-Dbailiwick.server.jar=" + StandInServer.jar(folder), "-cp",
                System.getProperty("java.class.path"), Launcher.class.getName()));
        command.addAll(List.of(arguments));
        launcher = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output().toFile()).start();
    }

    private Path output() {
        return folder.resolve("output");
    }

    private String said() {
        return PrivateFile.read(output());
    }

    private long postmaster() {
        return PostmasterFile.of(var.resolve("postgres-18")).orElseThrow().pid();
    }

    private String ask(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                    BodyHandlers.ofString()).body();
        }
    }

    private void askToEnd() throws InterruptedException {
        try {
            ask("/end");
        } catch (IOException endedBeforeItAnswered) {
            assertThat(endedBeforeItAnswered).isNotNull();
        }
    }

    private void await(BooleanSupplier condition) {
        assertThat(Patience.until(LIMIT, condition)).as(() -> "in time; said:\n" + said()).isTrue();
    }
}
