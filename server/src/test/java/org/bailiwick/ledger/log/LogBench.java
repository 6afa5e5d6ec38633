package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.bailiwick.platform.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/**
 * How fast entries that wait get their places, tiles and signed checkpoints over 200 tenants, beside storing the same
 * places alone; and how long it takes from a commit to a proof. Run by hand, no part of the suite.
 */
class LogBench {
    private static final int TENANTS = 200;
    private static final int FIRST_TENANT = 20_000;
    private static final int EACH = 1_500;
    private static final int ENTRIES = TENANTS * EACH;
    private static final int ROUNDS = 3;
    private static final int PROOFS = 400;
    private static final int CLIENTS = 8;

    @TempDir
    Path var;

    @Test
    void backlogOverTwoHundredTenants() throws Exception {
        try (var scene = new LogScene(var)) {
            tenants(scene);
            for (int round = 0; round < ROUNDS; round++) {
                backlog(scene, round);
                var sequencers = List.of(scene.log.sequencer(), scene.log.sequencer());
                double seconds = seconds(() -> {
                    try (var threads = Executors.newFixedThreadPool(2)) {
                        var loops = new ArrayList<Future<Integer>>();
                        for (int part = 0; part < 2; part++) {
                            int begin = part;
                            loops.add(threads.submit(() -> drain(sequencers.get(begin), begin)));
                        }
                        int taken = 0;
                        for (var loop : loops) {
                            taken += loop.get();
                        }
                        assertThat(taken).isEqualTo(ENTRIES);
                    }
                    return true;
                });
                print("integrated and checkpointed", ENTRIES, seconds);
                print("  one INSERT of the same places", ENTRIES, insert(scene));
                print("  COPY of the same places", ENTRIES, copy(scene));
            }
            for (int tenant = 0; tenant < TENANTS; tenant += 50) {
                var pass = scene.rebuild(new TenantId(FIRST_TENANT + tenant));
                assertThat(pass).isEqualTo(new RebuildLog.Pass((long) EACH * ROUNDS, null));
            }
            print("self-audit, one log", EACH * ROUNDS, seconds(() -> scene.rebuild(new TenantId(FIRST_TENANT))));
        }
    }

    @Test
    void fromCommitToProof() throws Exception {
        try (var scene = new LogScene(var)) {
            var tenants = IntStream.range(0, 20).mapToObj(each -> scene.tenant("latency-" + each)).toList();
            var node = new SequencerLoop(scene.log.sequencer());
            node.start();
            var times = new ArrayList<Long>();
            for (int proof = 0; proof < PROOFS; proof++) {
                var tenant = tenants.get(proof % tenants.size());
                var event = scene.append(tenant);
                long committed = System.nanoTime();
                while (scene.read(tenant, tx -> scene.log.logs().proof(tx, event)).isEmpty()) {
                    LockSupport.parkNanos(2_000_000);
                }
                times.add(System.nanoTime() - committed);
            }
            node.stop();
            times.sort(Long::compare);
            System.out.printf("BENCH commit to proof: median %.0f ms, p99 %.0f ms, longest %.0f ms%n",
                    times.get(PROOFS / 2) / 1e6, times.get(PROOFS * 99 / 100 - 1) / 1e6, times.getLast() / 1e6);
        }
    }

    @Test
    void entriesOfEightClientsWhileTheyAreSequenced() throws Exception {
        try (var scene = new LogScene(var); var threads = Executors.newFixedThreadPool(CLIENTS)) {
            var tenants = IntStream.range(0, CLIENTS).mapToObj(each -> scene.tenant("client-" + each)).toList();
            var node = new SequencerLoop(scene.log.sequencer());
            tenants.forEach(scene::append);
            node.start();
            double seconds = seconds(() -> {
                var clients = new ArrayList<Future<?>>();
                for (var tenant : tenants) {
                    clients.add(threads.submit(() -> IntStream.range(0, EACH).forEach(each -> scene.append(tenant))));
                }
                for (var client : clients) {
                    client.get();
                }
                return true;
            });
            node.stop();
            print("entries committed one by one by %d clients".formatted(CLIENTS), CLIENTS * EACH, seconds);
        }
    }

    private static int drain(Sequencer sequencer, int part) {
        int taken = 0;
        // The other loop may hold the last tenants; two empty rounds are an empty inbox.
        for (int empty = 0; empty < 2;) {
            int now = sequencer.round(part, 2);
            taken += now;
            empty = now == 0 ? empty + 1 : 0;
        }
        return taken;
    }

    private static void tenants(LogScene scene) {
        scene.database.superuser().sql("""
                                       insert into tenant (tenant_id, public_id, short_name, name, kind, created_at)
                                       select t, gen_random_uuid(), 'bench-' || t, 'Bench', 'customer', now()
                                       from generate_series(:first, :last) t""").param("first", FIRST_TENANT)
                .param("last", FIRST_TENANT + TENANTS - 1).update();
    }

    /** Entries of 1.4 kB, in the order in which clients of all tenants would have written them. */
    private static void backlog(LogScene scene, int round) {
        scene.database.superuserScript(
                """
                create temporary table wanted as
                  select t as tenant_id, gen_random_uuid() as event_id,
                    convert_to('{"n":"' || n || repeat(md5(t || '.' || n || '.%1$d'), 43) || '"}', 'UTF8') as body
                  from generate_series(1, %2$d) n, generate_series(%3$d, %4$d) t;
                insert into ev_entry select tenant_id, event_id, now(), 'bench', 'success', null, null,
                  null, event_id, body, sha256(decode('00', 'hex') || body) from wanted;
                insert into ev_inbox select tenant_id, event_id from wanted;
                drop table wanted;
                analyze ev_entry; analyze ev_inbox; analyze ev_leaf""".formatted(round, EACH,
                        FIRST_TENANT, FIRST_TENANT + TENANTS - 1));
    }

    private static double insert(LogScene scene) throws Exception {
        twin(scene);
        return seconds(() -> scene.database.superuser().sql(
                "insert into twin select * from ev_leaf where tenant_id >= :first order by leaf_index limit :entries")
                .param("first", FIRST_TENANT).param("entries", ENTRIES).update());
    }

    private static double copy(LogScene scene) throws Exception {
        twin(scene);
        var rows = new StringBuilder();
        for (int entry = 0; entry < ENTRIES; entry++) {
            rows.append(FIRST_TENANT + entry % TENANTS).append('\t').append(entry / TENANTS).append('\t')
                    .append(UUID.randomUUID()).append('\n');
        }
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        try (var connection = scene.database.superuserConnection()) {
            return seconds(() -> connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy twin from stdin",
                    new ByteArrayInputStream(bytes)));
        }
    }

    private static void twin(LogScene scene) {
        scene.database.superuserScript("drop table if exists twin; create table twin (like ev_leaf including all)");
    }

    private static double seconds(Callable<?> work) throws Exception {
        long began = System.nanoTime();
        try {
            work.call();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static void print(String what, int entries, double seconds) {
        System.out.printf("BENCH %-44s %8d entries in %6.2f s, %8.0f/s%n", what, entries, seconds, entries / seconds);
    }
}
