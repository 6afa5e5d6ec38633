package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.proof.note.Checkpoint;
import org.bailiwick.proof.note.SignatureType;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.SigningKey;
import org.bailiwick.proof.tree.ConsistencyProof;
import org.bailiwick.proof.tree.TreeHash;
import org.bailiwick.proof.witness.AddCheckpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a witness answers, nothing but a cosignature by its own key counts as one. */
class WitnessClientTests {
    private final PlatformClock clock = new PlatformClock(() -> Duration.ZERO);
    private final SigningKey log = new SigningKey("msp.example/heads", SignatureType.NOTE, new byte[32]);
    private final SigningKey key = new SigningKey("acme.example/witness", SignatureType.COSIGNATURE, new byte[32]);
    private final AddCheckpoint request = new AddCheckpoint(0, new ConsistencyProof(List.of()),
            SignedCheckpoint.sign(new Checkpoint("msp.example/heads", 0, TreeHash.emptyTree()), log));
    private final CountDownLatch ended = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 4);
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
    }

    @Test
    void cosignatureByTheKeyThatWasEnteredCountsAmongOthers() {
        var other = new SigningKey("other.example/w", SignatureType.COSIGNATURE, new byte[32]);

        var line = cosigned(key, text());

        var reply = ask(200, cosigned(other, text()) + line);

        assertThat(reply).isInstanceOfSatisfying(WitnessReply.Cosigned.class,
                cosigned -> assertThat(cosigned.signature().line()).isEqualTo(line));
    }

    @Test
    void cosignatureOfAnotherKeyOrAnotherCheckpointCountsNothing() {
        var other = new SigningKey("acme.example/witness", SignatureType.COSIGNATURE, "another key of 32 bytes, yes!!!!"
                .getBytes(UTF_8));

        assertThat(why(ask(200, cosigned(other, text())))).contains("is not by the key");
        assertThat(why(ask(200, cosigned(key, "another\n1\nAAAA\n")))).contains("is not by the key");
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600, 3_600, 2_000_000_000})
    void cosignatureOfAnotherTimeThanNowSaysNothingAboutNow(long seconds) {
        assertThat(why(ask(200, key.cosign(text(), clock.now().getEpochSecond() + seconds).line())))
                .contains("which is not now");
    }

    @ParameterizedTest
    @CsvSource({"200,,cannot be read", "200,welcome,cannot be read", "302,elsewhere,answered 302",
        "400,what,answered 400",
        "403,no,does not trust the key", "404,nothing,does not know this log", "409,soon,without the size",
        "409,-3,without the size", "500,oh,answered 500"})
    void answerThatSaysNothingAboutTheLogIsNoAnswer(int status, String body, String why) {
        assertThat(why(ask(status, body == null ? "" : body))).contains(why);
    }

    @Test
    void sizeAndRefusalAreRead() {
        assertThat(ask(409, "17\n")).isEqualTo(new WitnessReply.Stale(17));
        assertThat(ask(422, "not\u0007 ours\n")).isInstanceOfSatisfying(WitnessReply.Refused.class,
                refused -> assertThat(refused.said()).isEqualTo("not? ours"));
    }

    @Test
    void endlessAnswerIsCutOffAndASlowOneIsNotWaitedFor() {
        assertThat(why(ask(200, "x".repeat(200_000)))).contains("cannot be reached");
        server.createContext("/slow/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                ended.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(why(new WitnessClient(clock, Duration.ofMillis(300)).ask(witness("/slow/"), request)))
                .isEqualTo("it did not answer within 0.3 s");
    }

    @Test
    void nobodyThereIsNoAnswer() {
        server.stop(0);

        assertThat(why(new WitnessClient(clock, Duration.ofSeconds(2)).ask(witness("/"), request)))
                .contains("cannot be reached");
    }

    private WitnessReply ask(int status, String body) {
        var path = "/" + UUID.randomUUID() + "/";
        server.createContext(path, exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        return new WitnessClient(clock, Duration.ofSeconds(5)).ask(witness(path), request);
    }

    private Witness witness(String path) {
        return new Witness(UUID.randomUUID(), "ours",
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), key.verifierKey());
    }

    private String text() {
        return request.checkpoint().note().text();
    }

    private String cosigned(SigningKey by, String text) {
        return by.cosign(text, clock.now().getEpochSecond()).line();
    }

    private static String why(WitnessReply reply) {
        return ((WitnessReply.NoAnswer) reply).why();
    }
}
