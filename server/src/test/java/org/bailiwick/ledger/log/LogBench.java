package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.BenchResults;
import org.bailiwick.testing.Cpu;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/**
 * How fast entries that wait get their places, tiles and signed checkpoints over 200 tenants, beside storing the same
 * places alone; how long it takes from a commit to a proof; and how many entries eight clients commit one by one, beside
 * as many plain rows.
 */
class LogBench {
    private static final int TENANTS = 200;
    private static final int FIRST_TENANT = 20_000;
    private static final int EACH = 1_500;
    private static final int ENTRIES = TENANTS * EACH;
    private static final int ROUNDS = 2;
    private static final int PROOFS = 400;
    private static final int CLIENTS = 8;
    private static final int ACTS = 2_500;
    private static final int WARM_UP = 10_000;
    private static final List<String> ENTRY_COLUMNS = List.of("tenant_id", "event_id", "occurred_at", "action",
            "outcome", "target", "correlation", "body", "leaf_hash");

    @TempDir
    Path var;

    private LogScene scene;
    private BenchResults results;

    @Test
    void log() throws Exception {
        try (var opened = new LogScene(var);
                var written = BenchResults.of(LogBench.class, "The log of 200 tenants, and entries of eight clients.")
                        .over(opened.database.superuser())) {
            scene = opened;
            results = written;
            fromCommitToProof();
            plainRowsOfEightClients();
            entriesOfEightClients("alone", false);
            entriesOfEightClients("while they are sequenced", true);
            backlogOverTwoHundredTenants();
        }
    }

    private void fromCommitToProof() throws Exception {
        var tenants = IntStream.range(0, 20).mapToObj(each -> scene.tenant("latency-" + each)).toList();
        var node = new SequencerLoop(scene.log.sequencer());
        node.start();
        fromCommitToProof("nothing else to do", tenants, proof -> proof < PROOFS);
        try (var threads = Executors.newSingleThreadExecutor()) {
            var others = IntStream.range(0, CLIENTS).mapToObj(each -> scene.tenant("others-" + each)).toList();
            var busy = threads.submit(() -> byClients(
                    client -> timed(() -> scene.appendBy(others.get(client), client + 1, "client-" + client))));
            fromCommitToProof("while %d other clients append".formatted(CLIENTS), tenants, proof -> !busy.isDone());
        }
        node.stop();
    }

    /** Of an entry in each of these tenants at a time. */
    private void fromCommitToProof(String how, List<TenantId> tenants, IntPredicate goesOn) {
        var times = new ArrayList<Double>();
        while (goesOn.test(times.size())) {
            var waiting = new HashMap<TenantId, Committed>();
            for (var tenant : tenants) {
                waiting.put(tenant, new Committed(scene.append(tenant), System.nanoTime()));
            }
            while (!waiting.isEmpty()) {
                waiting.entrySet().removeIf(each -> {
                    var entry = each.getValue();
                    boolean proven = scene
                            .read(each.getKey(), tx -> scene.log.logs().proof(tx, entry.event())).isPresent();
                    if (proven) {
                        times.add((System.nanoTime() - entry.at()) / 1e6);
                    }
                    return proven;
                });
                LockSupport.parkNanos(2_000_000);
            }
        }
        times.sort(Double::compare);
        results.row("from commit to proof, entries of %d tenants, %s".formatted(tenants.size(), how),
                "median %.0f ms, p99 %.0f, longest %.0f of %d".formatted(times.get(times.size() / 2),
                        times.get((int) Math.ceil(times.size() * 0.99) - 1), times.getLast(), times.size()),
                "-", "p99 1,000 ms");
    }

    private record Committed(UUID event, long at) {}

    /** What this machine gives: one row of the same bytes in a table of its own, committed with the same durability. */
    private void plainRowsOfEightClients() throws Exception {
        scene.database.superuserScript("create table plain (id uuid primary key, body bytea not null)");
        var cpu = Cpu.now(scene.database.superuser());
        var times = byClients(client -> {
            try (var connection = scene.database.superuserConnection();
                    var insert = connection.prepareStatement("insert into plain values (?, ?)")) {
                connection.setAutoCommit(false);
                return timed(() -> {
                    insert.setObject(1, UUID.randomUUID());
                    insert.setBytes(2, new byte[1_400]);
                    insert.executeUpdate();
                    connection.commit();
                });
            }
        });
        rate("plain INSERT and COMMIT by %d clients".formatted(CLIENTS), times, cpu, "-");
    }

    private void entriesOfEightClients(String how, boolean sequenced) throws Exception {
        var tenants = IntStream.range(0, CLIENTS).mapToObj(each -> scene.tenant("client-" + each)).toList();
        var node = new SequencerLoop(scene.log.sequencer());
        if (sequenced) {
            node.start();
        }
        // A server that has been running for a while has its code compiled.
        for (int warm = 0; warm < WARM_UP; warm++) {
            int client = warm % CLIENTS;
            scene.appendBy(tenants.get(client), client + 1, "client-" + client);
        }
        var cpu = Cpu.now(scene.database.superuser());
        var times = byClients(
                client -> timed(() -> scene.appendBy(tenants.get(client), client + 1, "client-" + client)));
        rate("audited entries by %d clients, %s".formatted(CLIENTS, how), times, cpu, "4,000/s, p99 20 ms");
        if (sequenced) {
            node.stop();
        }
        while (scene.log.sequencer().round() > 0) {
            // What is left is no part of the next figure.
        }
    }

    private interface Client {
        List<Double> run(int number) throws Exception;
    }

    private interface Act {
        void run() throws Exception;
    }

    private static List<Double> timed(Act act) throws Exception {
        var times = new ArrayList<Double>(ACTS);
        for (int i = 0; i < ACTS; i++) {
            long began = System.nanoTime();
            act.run();
            times.add((System.nanoTime() - began) / 1e6);
        }
        return times;
    }

    private record Run(double seconds, List<Double> times) {}

    private static Run byClients(Client client) throws Exception {
        var times = new ArrayList<Double>();
        long began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            var running = IntStream.range(0, CLIENTS).mapToObj(each -> threads.submit(() -> client.run(each))).toList();
            for (var each : running) {
                times.addAll(each.get());
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        times.sort(Double::compare);
        return new Run(seconds, times);
    }

    private void rate(String what, Run run, Cpu before, String goal) {
        int count = run.times().size();
        var cpu = Cpu.now(scene.database.superuser()).since(before);
        results.row(what, "%.0f/s, p99 %.1f ms; %s".formatted(count / run.seconds(),
                run.times().get(count * 99 / 100), cpu.each(count)), "-", goal);
    }

    private void backlogOverTwoHundredTenants() throws Exception {
        tenants();
        for (int round = 0; round < ROUNDS; round++) {
            backlog(round);
            var sequencers = List.of(scene.log.sequencer(), scene.log.sequencer());
            var cpu = Cpu.now(scene.database.superuser());
            double seconds = seconds(() -> {
                try (var threads = Executors.newFixedThreadPool(2)) {
                    var loops = IntStream.range(0, 2)
                            .mapToObj(part -> threads.submit(() -> drain(sequencers.get(part), part))).toList();
                    assertThat(loops.get(0).get() + loops.get(1).get()).isEqualTo(ENTRIES);
                }
                return true;
            });
            var each = Cpu.now(scene.database.superuser()).since(cpu).each(ENTRIES);
            results.row("%,d entries of %d tenants integrated and checkpointed".formatted(ENTRIES, TENANTS),
                    "%s; %s".formatted(perSecond(ENTRIES, seconds), each),
                    "INSERT of the same places %s, COPY %s".formatted(perSecond(ENTRIES, insert()),
                            perSecond(ENTRIES, copy())),
                    "50,000/s");
        }
        for (int tenant = 0; tenant < TENANTS; tenant += 50) {
            assertThat(scene.rebuild(new TenantId(FIRST_TENANT + tenant)))
                    .isEqualTo(new RebuildLog.Pass((long) EACH * ROUNDS, LogFaults.NONE));
        }
        double seconds = seconds(() -> scene.rebuild(new TenantId(FIRST_TENANT)));
        results.row("self-audit of one log, columns compared", perSecond(EACH * ROUNDS, seconds), "-", "-");
    }

    private static String perSecond(int count, double seconds) {
        return "%,.0f/s".formatted(count / seconds);
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

    private void tenants() {
        scene.database.superuser().sql("""
                                       insert into tenant (tenant_id, public_id, short_name, name, kind, created_at)
                                       select t, gen_random_uuid(), 'bench-' || t, 'Bench', 'customer', now()
                                       from generate_series(:first, :last) t""").param("first", FIRST_TENANT)
                .param("last", FIRST_TENANT + TENANTS - 1).update();
    }

    /** Entries of 1.4 kB, in the order in which clients of all tenants would have written them. */
    private void backlog(int round) {
        scene.database.superuserScript(
                """
                create temporary table wanted as
                  select t as tenant_id, id as event_id,
                    convert_to('{"bailiwick":{"action":"bench","concerns":{"type":"grant","uid":"g"},"outcome":"success"},'
                      || '"metadata":{"correlation_uid":"' || id || '","uid":"' || id || '"},"n":"' || n
                      || repeat(md5(t || '.' || n || '.%1$d'), 36) || '","time_dt":"2026-11-22T12:00:00Z"}', 'UTF8') as body
                  from generate_series(1, %2$d) n, generate_series(%3$d, %4$d) t,
                    lateral (select gen_random_uuid() as id where n > 0 and t > 0) ids;
                insert into ev_entry (%5$s) select tenant_id, event_id, '2026-11-22T12:00:00Z', 'bench',
                  'success', 'grant/g', event_id, body, sha256(decode('00', 'hex') || body) from wanted;
                insert into ev_inbox select tenant_id, event_id from wanted;
                drop table wanted;
                analyze ev_entry; analyze ev_inbox; analyze ev_leaf"""
                        .formatted(round, EACH, FIRST_TENANT, FIRST_TENANT + TENANTS - 1,
                                String.join(", ", ENTRY_COLUMNS)));
    }

    private double insert() throws Exception {
        twin();
        return seconds(() -> scene.database.superuser().sql(
                "insert into twin select * from ev_leaf where tenant_id >= :first order by leaf_index limit :entries")
                .param("first", FIRST_TENANT).param("entries", ENTRIES).update());
    }

    private double copy() throws Exception {
        twin();
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

    private void twin() {
        scene.database.superuserScript("drop table if exists twin; create table twin (like ev_leaf including all)");
    }

    private static double seconds(Callable<?> work) throws Exception {
        long began = System.nanoTime();
        work.call();
        return (System.nanoTime() - began) / 1e9;
    }
}
