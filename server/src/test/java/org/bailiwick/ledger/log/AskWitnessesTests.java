package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.note.SignatureType;
import org.bailiwick.proof.note.SigningKey;
import org.bailiwick.proof.witness.AddCheckpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** Many witnesses: each is asked by itself, and what one says or does not say is no other's. */
@Tag("sql")
class AskWitnessesTests {
    @TempDir
    Path var;

    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final CountDownLatch slow = new CountDownLatch(1);
    private LogScene scene;
    private TenantId acme;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        scene = new LogScene(var);
        scene.database.msp();
        acme = scene.tenant("acme");
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 16);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        slow.countDown();
        server.stop(0);
        scene.close();
    }

    @Test
    void slowWitnessDelaysNobodyElse() throws Exception {
        for (var name : new String[]{"slow", "a", "b", "c"}) {
            register(name);
        }
        answers.put("slow", 0);
        round();
        grow();

        try (var thread = Executors.newSingleThreadExecutor()) {
            var round = thread.submit(this::round);
            await().until(() -> states().values().stream().filter(WitnessStanding.State.COSIGNED::equals).count() == 3);
            assertThat(round.isDone()).as("it still waits for the slow one").isFalse();
            assertThat(scene.log.sequencer().round()).as("and the log goes on").isZero();
            slow.countDown();
            round.get();
        }

        assertThat(states()).containsEntry("slow", WitnessStanding.State.NO_ANSWER);
    }

    /** Nobody signs a refusal, so somebody on the way could have said it: it stays told, and the witness is asked again. */
    @Test
    void witnessThatRefusedIsAskedAgainAfterAPauseAndThatItDidStaysTold() {
        register("a");
        round();
        answers.put("a", 422);
        grow();
        round();
        var refused = standing();
        assertThat(refused.state()).isEqualTo(WitnessStanding.State.REFUSED);
        answers.remove("a");

        scene.database.time().advance(LogForTests.A_MINUTE);
        round();
        assertThat(standing()).as("not at once").isEqualTo(refused);

        scene.database.time().advance(AskWitnesses.AFTER_REFUSAL);
        answers.put("a", 500);
        round();
        assertThat(standing()).as("silence takes nothing back").isEqualTo(refused);

        scene.database.time().advance(AskWitnesses.AFTER_REFUSAL);
        answers.remove("a");
        round();
        var again = standing();
        assertThat(again.state()).isEqualTo(WitnessStanding.State.COSIGNED);
        assertThat(again.refusedBefore()).isTrue();
        assertThat(again.refusedAt()).isEqualTo(refused.since());
        assertThat(again.refusedWhy()).contains("another history");
    }

    @Test
    void orderOfAnEarlierVersionBecomesTheOneThatGoesRound() {
        register("a");
        grow();
        scene.database.superuserScript("""
                                       delete from work where kind = 'ask witnesses';
                                       insert into work (kind, tenant_id, subject, due)
                                         select 'ask witness', 1, witness_id, now() from witness""");

        scene.log.askWitnesses();
        round();

        assertThat(orders()).containsExactly("ask witnesses " + AskWitnesses.ALL);
        assertThat(standing().size()).isEqualTo(1);
    }

    /** A server of the version before takes what it has ordered for a witness that is gone, and is done with it. */
    @Test
    void orderThatIsGoneIsThereAgainAtTheNextStartAndIsNoneThatAnEarlierVersionTakes() {
        register("a");
        scene.database.superuserScript("delete from work where kind like 'ask witness%'");

        scene.log.orders().started();
        scene.log.orders().started();

        assertThat(orders()).containsExactly("ask witnesses " + AskWitnesses.ALL);
    }

    @Test
    void withoutWitnessesNothingIsOrdered() {
        scene.log.orders().started();

        assertThat(orders()).isEmpty();
    }

    @Test
    void thatItRefusedStaysToldWhenItCosignedAgainAndIsRemoved() {
        register("a");
        round();
        answers.put("a", 422);
        grow();
        round();
        scene.database.time().advance(AskWitnesses.AFTER_REFUSAL);
        answers.remove("a");
        round();
        var refused = standing();
        assertThat(refused.refusedBefore()).isTrue();

        assertThat(scene.<Boolean>read(TenantId.MSP,
                tx -> scene.log.witnesses().remove(tx, refused.id()).isPresent())).isTrue();

        assertThat(standing().refusedAt()).isEqualTo(refused.refusedAt());
        assertThat(standing().refusedWhy()).contains("another history");
        assertThat(standing().removedAt()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"update witness set removed_at = now()",
        """
        insert into witness (public_id, name, url, vkey,
          registered_at)
        values (gen_random_uuid(), 'x', 'x', 'x', now())"""})
    void onlyInTheMspsOwnTenantAreWitnessesSet(String statement) {
        register("a");

        int changed = 0;
        try {
            changed = scene.read(acme, tx -> tx.sql(statement).update());
        } catch (DataAccessException refused) {
            assertThat(refused).rootCause().hasMessageContaining("row-level security");
        }

        assertThat(changed).isZero();
        assertThat(scene.<Integer>read(acme, tx -> scene.log.witnesses().active(tx).size())).isEqualTo(1);
    }

    private void register(String name) {
        var address = URI.create("http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), name));
        var witness = new Witness(UUID.randomUUID(), name, address, key(name).verifierKey());
        assertThat(scene.<Boolean>read(TenantId.MSP, tx -> scene.log.witnesses().register(tx, witness))).isTrue();
    }

    private static SigningKey key(String name) {
        byte[] secret = new byte[32];
        secret[0] = (byte) name.charAt(0);
        return new SigningKey(name + ".example/w", SignatureType.COSIGNATURE, secret);
    }

    /** The registered one by one, and then all. */
    private boolean round() {
        while (scene.database.superuser().sql("select count(*) from work where kind = 'ask witnesses' and subject > 0")
                .query(Integer.class).single() > 0) {
            scene.log.askWitnesses();
        }
        scene.database.time().advance(LogForTests.A_MINUTE);
        scene.log.askWitnesses();
        return true;
    }

    private List<String> orders() {
        return scene.database.superuser()
                .sql("select kind || ' ' || subject from work where kind like 'ask witness%'").query(String.class)
                .list();
    }

    private void grow() {
        scene.database.time().advance(LogForTests.A_MINUTE.multipliedBy(2));
        scene.append(acme);
        scene.log.sequence();
    }

    private Map<String, WitnessStanding.State> states() {
        return scene.view(acme).witnesses().stream()
                .collect(Collectors.toMap(WitnessStanding::name, WitnessStanding::state));
    }

    private WitnessStanding standing() {
        assertThat(scene.view(acme).witnesses()).hasSize(1);
        return scene.view(acme).witnesses().getFirst();
    }

    private void answer(HttpExchange exchange) {
        var name = exchange.getRequestURI().getPath().split("/")[1];
        try (exchange) {
            var text = AddCheckpoint.parse(exchange.getRequestBody().readAllBytes()).checkpoint().note().text();
            int status = answers.getOrDefault(name, 200);
            if (status == 0) {
                slow.await();
                return;
            }
            byte[] said = key(name).cosign(text, scene.database.platform().clock().now().getEpochSecond()).line()
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(status, said.length);
            exchange.getResponseBody().write(said);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
