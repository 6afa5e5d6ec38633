package org.bailiwick.evidence.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Commitment;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.LeafHash;
import org.bailiwick.testing.BenchResults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/**
 * How long a pack of many entries takes to be built and to be fetched, in a running server, and how much heap it needs.
 * Run by hand, no part of the suite. {@code bench.entries}: how many entries of about 1 kB with two disclosed values each.
 */
class PackBench {
    private static final int ENTRIES = Integer.getInteger("bench.entries", 200_000);
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] SALT = new byte[32];

    @TempDir
    Path folder;

    @Test
    void packOfManyEntries() throws Exception {
        try (var scene = new PackScene(folder);
                var results = BenchResults.of(PackBench.class,
                        """
                        A pack of %,d entries of one tenant, asked for and fetched over HTTP from a running server.
                        Building includes its own check of each entry.""".formatted(
                                ENTRIES))
                        .over(scene.portal.database().superuser())) {
            fill(scene);
            await("all have a position").atMost(Duration.ofMinutes(10)).until(() -> scene.portal.database()
                    .superuser().sql("select count(*) from ev_leaf where tenant_id = :tenant")
                    .param("tenant", scene.acme.id().value()).query(Long.class).single() >= ENTRIES);
            scene.portal.database().superuser().sql("vacuum analyze").update();

            ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
            long began = System.nanoTime();
            var path = scene.request("{\"since\":\"2026-01-01\"}");
            await("the pack has ended").atMost(Duration.ofMinutes(10)).pollInterval(Duration.ofMillis(200))
                    .until(() -> !PackState.of(scene.read(path).at("/state").asString()).underWay());
            double built = seconds(began);
            var pack = scene.read(path);
            assertThat(pack.at("/state").asString()).as(pack.toString()).isEqualTo("ready");
            results.row("asked for until ready", rate(built), "-", "1,000,000 in 60 s");
            began = System.nanoTime();
            var answer = scene.portal.file(PackScene.AUDITOR, pack.at("/file/href").asString(),
                    folder.resolve("fetched.zip"));
            assertThat(answer.statusCode()).isEqualTo(200);
            results.row("fetched", rate(seconds(began)), "-", "-");
            results.fact("size of the pack", "%,d bytes".formatted(pack.at("/file/size").asLong()));
            results.fact("most heap in use", "%d MB".formatted(ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20));
        }
    }

    private static String rate(double seconds) {
        return "%,d entries in %.1f s, %,.0f/s".formatted(ENTRIES, seconds, ENTRIES / seconds);
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    /** Past the walls, as fast as it goes; what is in the rows is what the ledger would have written. */
    private static void fill(PackScene scene) throws Exception {
        scene.portal.database()
                .superuserScript("""
                                 create table bench_entry (n int, event_id uuid, body bytea, leaf bytea)""");
        try (var connection = scene.portal.database().superuserConnection();
                var in = new PipedInputStream(1 << 20)) {
            var out = new PipedOutputStream(in);
            var writing = CompletableFuture.runAsync(() -> write(out));
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy bench_entry from stdin", in);
            writing.join();
        }
        var tenant = scene.acme.id().value();
        scene.portal.database().superuserScript(
                """
                insert into ev_entry select %1$d, event_id, now() - interval '1 hour' + n * interval '1 millisecond', 'grant kept',
                  'success', null, null, null, event_id, body, leaf from bench_entry;
                insert into ev_disclosure select %1$d, event_id, pointer, '\\x%2$s', 'value ' || n
                  from bench_entry, unnest(array['/bailiwick/concerns/name', '/message']) pointer;
                insert into ev_inbox select %1$d, event_id from bench_entry;
                drop table bench_entry; analyze ev_entry; analyze ev_disclosure"""
                        .formatted(tenant, HEX.formatHex(SALT)));
    }

    private static void write(OutputStream rows) {
        try (var out = new BufferedOutputStream(rows, 1 << 16)) {
            for (int n = 0; n < ENTRIES; n++) {
                var id = new UUID(n, 0x8000_0000_0000_0000L);
                byte[] body = body(n, id);
                out.write("%d\t%s\t\\\\x%s\t\\\\x%s\n".formatted(n, id, HEX.formatHex(body),
                        HEX.formatHex(LeafHash.of(body).bytes())).getBytes(UTF_8));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] body(int n, UUID id) {
        var committed = Commitment.of(SALT, "value " + n).hex();
        return CanonicalJson.bytes(Json.object().put("class_uid", 3004).put("activity_id", 99)
                .put("time_dt", "2026-11-22T12:00:00Z")
                .put("metadata", Json.object().put("uid", id.toString()).put("correlation_uid", id.toString())
                        .put("version", "1.8.0").build())
                .put("actor", Json.object().put("app_name", "Bailiwick").build())
                .put("filling", "x".repeat(300))
                .put("bailiwick", Json.object().put("action", "grant kept").put("outcome", "success")
                        .put("concerns", Json.object().put("type", "grant").put("uid", id.toString()).build())
                        .put("commitments", Json.array(commitment("/bailiwick/concerns/name", committed),
                                commitment("/message", committed)))
                        .build())
                .build());
    }

    private static Json commitment(String pointer, String hex) {
        return Json.object().put("pointer", pointer).put("hmac_sha256", hex).build();
    }
}
