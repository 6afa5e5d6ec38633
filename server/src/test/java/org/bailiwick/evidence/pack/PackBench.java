package org.bailiwick.evidence.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.bailiwick.proof.pack.PackVerifier;
import org.bailiwick.testing.BenchResults;
import org.bailiwick.testing.Cpu;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/**
 * How long a pack of many entries takes to be built, fetched and verified, in a running server, and how much heap it
 * needs; and whether each of many flipped bits is found and named. Run by hand, no part of the suite.
 * {@code bench.entries}: how many entries, with two disclosed values each; {@code bench.flips}: how many bits.
 */
class PackBench {
    private static final int ENTRIES = Integer.getInteger("bench.entries", 1_000_000);
    private static final int FLIPS = Integer.getInteger("bench.flips", 10_000);
    private static final int PLAIN = 300_000;
    private static final int PASSES = 9;
    private static final int RECORDED = 300;

    @TempDir
    Path folder;

    @Test
    void packOfManyEntries() throws Exception {
        try (var results = BenchResults.of(PackBench.class,
                """
                A pack of %,d entries of one tenant, asked for and fetched over HTTP from a running server. Building reads
                each entry twice, seals the manifest, waits for the heads log (300 ms here, a minute at most in the
                product) and includes the product's own check of each entry. Server and bench share one heap.
                """
                        .formatted(ENTRIES).strip())) {
            try (var scene = new PackScene(folder, "1h")) {
                results.over(scene.portal.database().superuser());
                flips(scene, results);
                sequence(scene, results);
                build(scene, results);
            }
            verify(results, folder.resolve("fetched.zip"), ENTRIES, "verified: entries with two disclosed values each");
            for (int bytes : new int[]{700, 200}) {
                var plain = BenchPack.of(folder.resolve("plain.zip"), PLAIN, bytes);
                verify(results, plain, PLAIN, "verified: entries of %d bytes, nothing disclosed".formatted(bytes));
            }
        }
    }

    private static void flips(PackScene scene, BenchResults results) throws Exception {
        for (int i = 0; i < RECORDED; i++) {
            scene.append(scene.acme.id(), org.bailiwick.ledger.Activity.GRANT_KEPT, "acme-flip" + i);
        }
        var flips = new PackFlips(scene, scene.fetch(scene.ready("{\"since\":\"2026-01-01\"}")), FLIPS);
        var python = CompletableFuture.supplyAsync(flips::byPython);
        results.row("flipped bits: found and named by `bwk verify`", flips.byBwk(), "-", "all of 10,000");
        results.row("flipped bits: found and named by `verify.py`", python.join(), "-", "all found");
        results.row("flipped bits, checksums mended: found by `bwk verify`", flips.mended(), "-", "all found");
    }

    private static void sequence(PackScene scene, BenchResults results) throws Exception {
        var database = scene.portal.database();
        long began = System.nanoTime();
        BenchEntries.fill(database, scene.acme.id(), ENTRIES);
        results.fact("rows of entries and values stored", "in %.0f s".formatted(seconds(began)));
        var cpu = Cpu.now(database.superuser());
        began = System.nanoTime();
        BenchEntries.hand(database, scene.acme.id());
        await("all have a position").atMost(Duration.ofMinutes(10)).pollInterval(Duration.ofMillis(300))
                .until(() -> database.superuser().sql("select count(*) from ev_inbox").query(Long.class).single() == 0);
        results.row("places, tiles and checkpoints of one tenant's log", rate(seconds(began)),
                Cpu.now(database.superuser()).since(cpu).each(ENTRIES), "-");
        database.superuser().sql("vacuum analyze").update();
    }

    private void build(PackScene scene, BenchResults results) throws Exception {
        var superuser = scene.portal.database().superuser();
        var heap = new HeapPeak();
        var cpu = Cpu.now(superuser);
        long began = System.nanoTime();
        var path = scene.request("{\"since\":\"2026-01-01\"}");
        await("the pack has ended").atMost(Duration.ofMinutes(10)).pollInterval(Duration.ofMillis(200))
                .until(() -> !PackState.of(scene.read(path).at("/state").asString()).underWay());
        double built = seconds(began);
        var worked = Cpu.now(superuser).since(cpu);
        var pack = scene.read(path);
        assertThat(pack.at("/state").asString()).as(pack.toString()).isEqualTo("ready");
        results.row("asked for until ready", rate(built), copied(scene), "1,000,000 in 60 s");
        results.row("  processors' work of it", worked.each(ENTRIES), "-", "-");
        results.row("  heap: most that was still in use after a collection", heap.mostAfterCollection(),
                "limit of the JVM: %d MB".formatted(Runtime.getRuntime().maxMemory() >> 20), "512 MB");
        began = System.nanoTime();
        var answer = scene.portal.file(PackScene.AUDITOR, pack.at("/file/href").asString(),
                folder.resolve("fetched.zip"));
        assertThat(answer.statusCode()).isEqualTo(200);
        results.row("fetched", rate(seconds(began)), "-", "-");
        results.fact("size of the pack", "%,d bytes".formatted(pack.at("/file/size").asLong()));
    }

    /** What the database alone needs to hand out the same bodies and values in the same order, once. */
    private static String copied(PackScene scene) throws Exception {
        long began = System.nanoTime();
        var counted = new Counting();
        try (var connection = scene.portal.database().superuserConnection()) {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            copy.copyOut("""
                         copy (select e.body from ev_leaf l join ev_entry e using (tenant_id, event_id)
                           where tenant_id = %1$d order by leaf_index) to stdout (format binary)"""
                    .formatted(scene.acme.id().value()), counted);
            copy.copyOut("""
                         copy (select leaf_index, pointer, salt, value from ev_leaf l
                           join ev_disclosure d using (tenant_id, event_id)
                           where tenant_id = %1$d order by leaf_index) to stdout (format binary)"""
                    .formatted(scene.acme.id().value()), counted);
        }
        return "COPY of the same bodies and values, once: %.1f s, %,d MB".formatted(seconds(began),
                counted.bytes >> 20);
    }

    /** Several passes of a small pack, of which the middle one counts; one of a large pack. */
    private static void verify(BenchResults results, Path pack, int entries, String what) throws Exception {
        int passes = entries == PLAIN ? PASSES : 1;
        for (int i = 0; i < passes; i++) {
            assertThat(PackVerifier.verify(pack, Optional.empty()).fault()).as("warm").isEmpty();
        }
        var threads = ManagementFactory.getThreadMXBean();
        var core = new double[passes];
        long began = System.nanoTime();
        for (int i = 0; i < passes; i++) {
            long cpu = threads.getCurrentThreadCpuTime();
            assertThat(PackVerifier.verify(pack, Optional.empty()).fault()).isEmpty();
            core[i] = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
        }
        double wall = seconds(began) / passes;
        Arrays.sort(core);
        double median = core[passes / 2];
        results.row(what, "%,.0f/s a core, %.2f s of it, median of %d (%.2f s on the clock)".formatted(entries / median,
                median, passes, wall), hashed(pack), "1,000,000/s a core");
    }

    /** Nobody can be faster who reads and hashes the bytes, each once. */
    private static String hashed(Path pack) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        var sha256 = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[1 << 18];
        long cpu = threads.getCurrentThreadCpuTime();
        try (var in = Files.newInputStream(pack)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
        }
        double core = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
        return "SHA-256 of the file once: %.1f s, %,.0f MB/s a core".formatted(core, Files.size(pack) / core / 1e6);
    }

    private static final class Counting extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int from, int length) throws IOException {
            bytes += length;
        }
    }

    private static String rate(double seconds) {
        return "%,d entries in %.1f s, %,.0f/s".formatted(ENTRIES, seconds, ENTRIES / seconds);
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
