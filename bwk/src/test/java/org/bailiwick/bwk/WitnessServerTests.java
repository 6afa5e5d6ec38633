package org.bailiwick.bwk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.bailiwick.proof.note.Cosignature;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.VerifierKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A witness as a tenant runs it, called over HTTP by a log that is honest, forked, rolled back or a stranger. */
final class WitnessServerTests {
    private static final String ORIGIN = "msp.example/heads";
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private WitnessServer server;

    @BeforeEach
    void start() throws IOException {
        server = startOn(folder, 7);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        http.close();
    }

    @Test
    void growingLogIsCosignedAndTheCosignatureVerifies() throws Exception {
        var log = new TestLog(ORIGIN).grow("a", "b", "c");
        assertThat(add(log, 0).statusCode()).isEqualTo(200);

        log.grow("d");
        HttpResponse<String> answer = add(log, 3);

        assertThat(answer.statusCode()).isEqualTo(200);
        byte[] cosigned = (new String(log.checkpoint().bytes(), UTF_8) + answer.body()).getBytes(UTF_8);
        var found = SignedCheckpoint.parse(cosigned).cosignedBy(List.of(witnessKey()));
        assertThat(found).hasSize(1);
        assertThat(Cosignature.time(found.getFirst().signature())).isEqualTo(NOON);
        assertThat(get(WitnessStore.originHash(ORIGIN) + "/checkpoint").body()).isEqualTo(new String(cosigned, UTF_8));
    }

    @Test
    void forkedLogIsRefused() throws Exception {
        add(new TestLog(ORIGIN).grow("a", "b", "c"), 0);

        var fork = new TestLog(ORIGIN).grow("a", "B", "c", "d");

        assertThat(add(fork, 3).statusCode()).isEqualTo(422);
        assertThat(add(fork, 0).statusCode()).isEqualTo(409);
    }

    @Test
    void logThatWasRestoredFromAnOlderBackupIsRefusedAlsoAfterARestartOfTheWitness() throws Exception {
        add(new TestLog(ORIGIN).grow("a", "b", "c"), 0);
        server.close();
        server = startOn(folder, 99);

        var restored = new TestLog(ORIGIN).grow("a", "b");
        HttpResponse<String> answer = add(restored, 2);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
        assertThat(answer.body()).isEqualTo("3\n");
        assertThat(add(restored.grow("x", "y"), 3).statusCode()).isEqualTo(422);
    }

    @Test
    void strangersAndNonsenseAreRefused() throws Exception {
        assertThat(add(new TestLog("other.example").grow("a"), 0).statusCode()).isEqualTo(404);
        assertThat(post("nonsense".getBytes(UTF_8)).statusCode()).isEqualTo(400);
        assertThat(post(new byte[(1 << 20) + 1]).statusCode()).isEqualTo(413);
        assertThat(get("add-checkpoint").statusCode()).isEqualTo(405);
        assertThat(get("0".repeat(64) + "/checkpoint").statusCode()).isEqualTo(404);
        assertThat(get("..%2fkey/checkpoint").statusCode()).isEqualTo(404);
        assertThat(get("key").statusCode()).isEqualTo(404);
    }

    @Test
    void witnessWhoseMemoryCannotBeReadCosignsNothing() throws Exception {
        var log = new TestLog(ORIGIN).grow("a");
        add(log, 0);
        Files.writeString(folder.resolve(WitnessStore.originHash(ORIGIN) + ".checkpoint"), "");

        assertThat(add(log.grow("b"), 1).statusCode()).isEqualTo(500);
        assertThat(add(log, 0).statusCode()).isEqualTo(500);
    }

    @Test
    void keyIsMadeOnceAndOnlyItsOwnerReadsIt() throws Exception {
        VerifierKey first = witnessKey();
        server.close();
        server = startOn(folder, 99);

        assertThat(witnessKey()).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void twoWitnessesNeverShareAMemory() {
        assertThatThrownBy(() -> startOn(folder, 7)).hasMessageContaining("another witness runs on");
    }

    private WitnessServer startOn(Path data, int seed) throws IOException {
        byte[] random = new byte[32];
        random[0] = (byte) seed;
        said.reset();
        return WitnessCommand.start(
                List.of("--data", data.toString(), "--name", "auditor.example/w", "--listen", "127.0.0.1:0", "--log",
                        new TestLog(ORIGIN).key.verifierKey().vkey()),
                random, () -> NOON, new PrintStream(said, true, UTF_8));
    }

    private VerifierKey witnessKey() {
        return VerifierKey.parse(said.toString(UTF_8).lines().findFirst().orElseThrow().substring("witness ".length()));
    }

    private HttpResponse<String> add(TestLog log, long oldSize) throws Exception {
        return post(log.request(Math.min(oldSize, log.size())).bytes());
    }

    private HttpResponse<String> post(byte[] body) throws Exception {
        return http.send(HttpRequest.newBuilder(uri("add-checkpoint"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + "/" + path);
    }
}
