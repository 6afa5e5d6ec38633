package org.bailiwick.bwk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bailiwick.bwk.FakeMsp.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pack from the question to the verdict, against a server that is willing, busy, refusing, or not what it says. */
final class PackCommandTests {
    private static final String TENANT = "7b0c7a34-57b1-4c27-9f1e-3a1a60b0d7b9";
    private static final String PACK = "0a1b2c3d-57b1-4c27-9f1e-3a1a60b0d7b9";
    private static final String PACKS = "/api/v1/tenants/" + TENANT + "/audit-packs";
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant OCTOBER = Instant.parse("2026-10-01T00:00:00Z");
    private static final Map<String, String> TOKEN = Map.of("BAILIWICK_TOKEN", "token-1");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Clock clock = new Clock();
    private FakeMsp msp;

    /** Time that passes only where somebody waits. */
    private static final class Clock implements Patience {
        private Instant now = NOON;
        private final List<Duration> pauses = new ArrayList<>();

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public void pause(Duration time) {
            pauses.add(time);
            now = now.plus(time);
        }
    }

    @BeforeEach
    void start() throws IOException {
        msp = new FakeMsp();
    }

    @AfterEach
    void stop() {
        msp.close();
    }

    @Test
    void packIsAskedForAwaitedFetchedAndVerified() throws Exception {
        byte[] pack = pack(TENANT, OCTOBER, NOON);
        msp.underWay(202, PACK, "is requested").underWay(200, PACK, "reads").underWay(200, PACK, "reads").gives(PACK,
                pack);

        assertThat(pack("--since", "2026-10-01", "--ticket", "HALO \"7\"")).isEqualTo(ExitCode.OK);

        assertThat(folder.resolve("new.zip")).hasBinaryContent(pack);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new.zip"))))
                .isEqualTo("rw-------");
        assertThat(said(out)).contains("holds    `entries.ocsf.jsonl`").endsWith("verified\n").doesNotContain("reads");
        assertThat(said(err)).containsOnlyOnce("it reads, 3 of 1,200 entries\n").contains("asked for the pack `" + PACK,
                "it is ready", "fetching %,d bytes".formatted(pack.length), "kept as `");
        assertThat(msp.asked).containsExactly(
                "POST " + PACKS + " Bearer token-1 {\"since\":\"2026-10-01\",\"ticket\":\"HALO \\\"7\\\"\"}",
                "GET " + PACKS + "/" + PACK + " Bearer token-1", "GET " + PACKS + "/" + PACK + " Bearer token-1",
                "GET " + PACKS + "/" + PACK + " Bearer token-1",
                "GET " + PACKS + "/" + PACK + "/content Bearer token-1");
        assertThat(files()).containsExactlyInAnyOrder("made.zip", "new.zip");
    }

    @Test
    void packThatWasAskedForBeforeIsFetchedWithoutAskingAgain() throws Exception {
        msp.gives(PACK, pack(TENANT, NOON, NOON));

        assertThat(pack("--pack", PACK)).isEqualTo(ExitCode.OK);

        assertThat(msp.asked).hasSize(2).noneMatch(words -> words.startsWith("POST"));
        assertThat(pack("--pack", PACK, "--since", "2026-10-01")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void busyServerIsAskedAgainWhenItSaysAndNotForEver() throws Exception {
        msp.refuses(429, "7").underWay(202, PACK, "reads").refuses(503, "Sun, 22 Nov 2026 12:00:38 GMT")
                .refuses(503, "soon").gives(PACK, pack(TENANT, OCTOBER, NOON));

        assertThat(pack("--since", "2026-10-01")).isEqualTo(ExitCode.OK);
        assertThat(clock.pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(31), Duration.ofSeconds(5));
        assertThat(said(err)).contains("the server is busy (503): it is asked again in 31 s");

        msp.underWay(202, PACK, "reads");
        for (int i = 0; i < 100; i++) {
            msp.underWay(200, PACK, "reads");
        }
        assertThat(pack("--since", "2026-10-01", "--force", "--timeout", "60")).isEqualTo(ExitCode.FAILED);
        assertThat(said(err)).contains("not there in time", "`--timeout SECONDS`", "`--pack " + PACK + "` fetches it");
        assertThat(files()).containsExactlyInAnyOrder("made.zip", "new.zip");
    }

    @Test
    void whatMayHaveBeenHeardIsNotAskedTwiceAndWhatOnlyReadsIs() throws Exception {
        msp.refuses(503, "1");
        assertThat(pack("--since", "2026-10-01")).isEqualTo(ExitCode.FAILED);
        assertThat(msp.asked).hasSize(1);

        byte[] pack = pack(TENANT, OCTOBER, NOON);
        msp.underWay(202, PACK, "reads").says(new Answer(502, new byte[0], Map.of())).gives(PACK, pack);
        assertThat(pack("--since", "2026-10-01")).isEqualTo(ExitCode.OK);
    }

    @Test
    void serverThatBreaksOffOrSaysNothingIsLeft() throws Exception {
        assertThat(pack("--since", "2026-10-01")).isEqualTo(ExitCode.FAILED);
        assertThat(said(err)).contains("bwk: `" + msp.url() + "` does not answer (");

        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(bwk(TOKEN, "pack", "--server", "http://127.0.0.1:" + silent.getLocalPort(), "--tenant", TENANT,
                    "--since", "2026-10-01", "--timeout", "1", "--out", folder.resolve("new.zip").toString()))
                    .isEqualTo(ExitCode.FAILED);
        }
        assertThat(said(err)).contains("not there in time");
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"400, USAGE", "401, DENIED", "403, DENIED", "404, NOT_FOUND", "409, CONFLICT", "410, NOT_FOUND",
        "422, USAGE", "500, FAILED"})
    void refusalIsSaidInWordsAndAsAnExitCode(int status, ExitCode code) {
        msp.says(status, "{\"title\":\"no\",\"detail\":\"ask \\u001b[31mthe owner\",\"traceId\":\"t-1\"}");

        assertThat(pack("--since", "2026-10-01")).isEqualTo(code);

        assertThat(said(err)).isEqualTo("bwk: the server refuses (%d): no: ask ?[31mthe owner (trace `t-1`)\n"
                .formatted(status));
        assertThat(said(err) + said(out)).doesNotContain("token-1");
        assertThat(files()).isEmpty();
    }

    @Test
    void redirectIsNotFollowedWithTheToken() throws Exception {
        try (var elsewhere = new FakeMsp()) {
            msp.says(new Answer(307, new byte[0], Map.of("Location", elsewhere.url() + PACKS)));

            assertThat(pack("--since", "2026-10-01")).isEqualTo(ExitCode.FAILED);

            assertThat(elsewhere.asked).isEmpty();
            assertThat(said(err)).contains("redirects to `" + elsewhere.url(), "your token is not sent to");
        }
    }

    @Test
    void packThatCouldNotBeBuiltEndsWithOneAndItsReason() {
        msp.underWay(202, PACK, "reads")
                .says(200, "{\"id\":\"" + PACK + "\",\"state\":\"failed\",\"problem\":\"the disk is full\"}");

        assertThat(pack("--since", "2026-10-01")).isEqualTo(ExitCode.FAILED);
        assertThat(said(err)).contains("failed: the disk is full\n", "ask for another one");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            <html>it works</html>            | 1
                                            {"id":"../../x","state":"ready"} | 1
                                            {"state":"ready"}                | 1
                                            []                               | 1
                                            """)
    void answerOfSomethingElseIsTakenForNothing(String body, int code) {
        msp.says(202, body);

        assertThat(pack("--since", "2026-10-01").number()).isEqualTo(code);
        assertThat(said(err)).contains("not that of a Bailiwick server", "check `--server`");
    }

    @Test
    void whatIsLongerShorterOrOtherThanToldIsNotKept() throws Exception {
        byte[] pack = pack(TENANT, OCTOBER, NOON);
        for (long size : new long[]{pack.length - 1, pack.length + 1}) {
            msp.underWay(202, PACK, "reads").ready(PACK, size, FakeMsp.sha256(pack));
            for (int i = 0; i < 20; i++) {
                msp.says(new Answer(200, pack, Map.of()));
            }
            assertThat(pack("--since", "2026-10-01", "--timeout", "30")).isEqualTo(ExitCode.FAILED);
            msp.forget();
        }
        msp.underWay(202, PACK, "reads").ready(PACK, pack.length, "0".repeat(64)).says(new Answer(200, pack, Map.of()));
        assertThat(pack("--since", "2026-10-01")).isEqualTo(ExitCode.FAILED);

        assertThat(said(err)).contains("what came is not the file that the server told of");
        assertThat(files()).containsExactly("made.zip");
    }

    @Test
    void wrongPackIsKeptForWhoeverMustKnowAndEndsWithSeven() throws Exception {
        byte[] pack = pack(TENANT, OCTOBER, NOON);
        pack[pack.length / 2] ^= 1;
        msp.underWay(202, PACK, "reads").gives(PACK, pack);

        assertThat(pack("--since", "2026-10-01")).isEqualTo(ExitCode.VERIFICATION_FAILED);

        assertThat(said(out)).contains("WRONG    ");
        assertThat(folder.resolve("new.zip")).hasBinaryContent(pack);
    }

    @ParameterizedTest
    @CsvSource({"0b0c7a34-57b1-4c27-9f1e-3a1a60b0d7b9, 2026-10-01T00:00:00Z, 2026-11-22T12:00:00Z, it is of the tenant",
        TENANT + ", 2026-10-01T00:00:01Z, 2026-11-22T12:00:00Z, its period is 2026-10-01T00:00:01Z",
        TENANT + ", 2026-10-01T00:00:00Z, 2026-11-22T11:50:00Z, its period is 2026-10-01T00:00:00Z"})
    void packThatHoldsAndIsNotTheOneAskedForEndsWithSeven(String tenant, Instant from, Instant to, String why)
            throws Exception {
        msp.underWay(202, PACK, "reads").gives(PACK, pack(tenant, from, to));

        assertThat(pack("--since", "2026-10-01")).isEqualTo(ExitCode.VERIFICATION_FAILED);

        assertThat(said(out)).endsWith("verified\n");
        assertThat(said(err)).contains("is not the one that was asked for: " + why);
    }

    @Test
    void nothingIsOverwrittenUnlessItIsWanted() throws Exception {
        Path there = Files.writeString(folder.resolve("new.zip"), "mine");
        assertThat(pack("--since", "2026-10-01")).isEqualTo(ExitCode.CONFLICT);
        assertThat(msp.asked).isEmpty();
        assertThat(said(err)).contains("already", "`--force`");

        byte[] pack = pack(TENANT, OCTOBER, NOON);
        msp.underWay(202, PACK, "reads").gives(PACK, pack);
        assertThat(pack("--since", "2026-10-01", "--force")).isEqualTo(ExitCode.OK);
        assertThat(there).hasBinaryContent(pack);
    }

    @Test
    void whatCameMeanwhileIsNotOverwrittenEither() throws Exception {
        Path later = folder.resolve("later.zip");
        try (var file = WholeFile.at(later, false)) {
            Files.writeString(later, "mine");

            assertThatThrownBy(file::keep).isInstanceOf(RefusedException.class)
                    .hasMessageContaining("already");
        }
        assertThat(later).hasContent("mine");
        assertThat(files()).containsExactly("later.zip");
    }

    @Test
    void tokenComesFromAFileOrTheEnvironmentAndIsNeverShown() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), " token-of-file\n");
        msp.says(403, "{}").says(403, "{}");

        pack("--since", "2026-10-01", "--token-file", file.toString());
        assertThat(msp.asked.getFirst()).contains("Bearer token-of-file");

        assertThat(bwk(Map.of(), words("--since", "2026-10-01"))).isEqualTo(ExitCode.USAGE);
        assertThat(said(err)).contains("`BAILIWICK_TOKEN`", "`--token-file`");
        assertThat(bwk(Map.of("BAILIWICK_TOKEN", "two words"), words("--since", "2026-10-01")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(said(err)).doesNotContain("two words", "token-of-file");
        assertThat(pack("--since", "2026-10-01", "--token", "token-1")).isEqualTo(ExitCode.USAGE);
        assertThat(pack("--since", "2026-10-01", "--token-file", folder.resolve("absent").toString()))
                .isEqualTo(ExitCode.NOT_FOUND);
        assertThat(msp.asked).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"http://msp.example, where others can read it", "https://msp.example?x=y, an address like",
        "https://me:secret@msp.example, an address like", "ftp://msp.example, an address like",
        "msp.example, an address like", "http://127.0.0.1.msp.example, where others can read it"})
    void addressThatWouldGiveTheTokenAwayIsRefused(String server, String why) {
        assertThat(bwk(TOKEN, "pack", "--server", server, "--tenant", TENANT, "--since", "2026-10-01", "--out",
                folder.resolve("new.zip").toString())).isEqualTo(ExitCode.USAGE);

        assertThat(said(err)).contains(why).doesNotContain("secret");
    }

    @Test
    void plainHttpBeyondThisMachineIsAllowedWhereItsOwnerSaysSo() {
        assertThat(ServerAddress.of("http://msp.example/", true).resolve("/api")).hasToString("http://msp.example/api");
        assertThat(ServerAddress.of("https://msp.example/iga", false).resolve("/api"))
                .hasToString("https://msp.example/iga/api");
        assertThat(ServerAddress.of("http://[::1]:8080", false)).hasToString("http://[::1]:8080");
    }

    @Test
    void wrongUseIsSaidBeforeTheServerIsAsked() {
        assertThat(pack()).isEqualTo(ExitCode.USAGE);
        assertThat(pack("--since", "yesterday")).isEqualTo(ExitCode.USAGE);
        assertThat(pack("--since", "2026-10-01", "--timeout", "soon")).isEqualTo(ExitCode.USAGE);
        assertThat(pack("--since", "2026-10-01", "more")).isEqualTo(ExitCode.USAGE);
        assertThat(pack("--since", "2026-10-01", "-o", "xml")).isEqualTo(ExitCode.USAGE);
        assertThat(pack("--pack", "../x")).isEqualTo(ExitCode.USAGE);
        assertThat(pack("--since", "2026-10-01", "--policy", folder.resolve("absent").toString()))
                .isEqualTo(ExitCode.NOT_FOUND);

        assertThat(msp.asked).isEmpty();
    }

    private ExitCode pack(String... more) {
        return bwk(TOKEN, words(more));
    }

    private String[] words(String... more) {
        return Stream.concat(Stream.of("pack", "--server", msp.url(), "--tenant", TENANT, "--out",
                folder.resolve("new.zip").toString()), Stream.of(more)).toArray(String[]::new);
    }

    private ExitCode bwk(Map<String, String> environment, String... words) {
        return new Bwk(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), environment, clock)
                .run(List.of(words));
    }

    private byte[] pack(String tenant, Instant from, Instant to) throws Exception {
        return Files.readAllBytes(
                TestPack.write(folder.resolve("made.zip"), tenant, from, to, "{\"n\":0}", "{\"n\":1}"));
    }

    private List<String> files() {
        return Stream.of(folder.toFile().list()).toList();
    }

    private static String said(ByteArrayOutputStream stream) {
        return stream.toString(UTF_8);
    }
}
