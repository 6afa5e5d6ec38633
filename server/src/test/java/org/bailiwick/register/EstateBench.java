package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.catalogue.Catalogue;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.bailiwick.testing.BenchResults;
import org.bailiwick.testing.Cpu;
import org.bailiwick.testing.TestModules;
import org.bailiwick.testing.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast an estate is taken into the register by the very job that reads a system, beside binary COPY of the rows that it
 * wrote; run by hand, no part of the suite. {@code bench.tenants}: how many tenants of 200 identities with 50 grants each.
 */
class EstateBench {
    private static final int TENANTS = Integer.getInteger("bench.tenants", 1_000);
    private static final int IDENTITIES = 200;
    private static final int GRANTS = 50;
    /** As many as the work loop carries out at once; COPY has as many. */
    private static final int SESSIONS = 4;
    private static final int ROUNDS = 20;
    private static final int WARM_UP = 20;

    private final RegisterForTests register = new RegisterForTests();

    @TempDir
    Path folder;

    @Test
    void anEstateIsLoadedReadAgainAndChanged() throws Exception {
        try (register;
                var results = BenchResults.of(EstateBench.class,
                        """
                        An estate of %,d tenants with %d identities of %d grants each, read by the job `observe`: preflight, staging,
                        merging, the ledger's entry and what the job orders next. The system answers from memory."""
                                .formatted(
                                        TENANTS, IDENTITIES, GRANTS))
                        .over(register.database.superuser())) {
            var first = system(0);
            load(results, first);
            again(results, first);
        }
    }

    private void load(BenchResults results, FakeSystem system) throws Exception {
        // A server that has been running for a while has its code compiled.
        for (var warm : connected("warm", WARM_UP)) {
            job(warm, system).handle();
        }
        var jobs = new ArrayList<Job>();
        for (var tenant : connected("bench", TENANTS)) {
            jobs.add(job(tenant, system));
        }
        long grants = (long) TENANTS * IDENTITIES * GRANTS;

        var before = Cpu.now(register.database.superuser());
        double load = Times.seconds(SESSIONS, jobs, Job::handle);
        var cpu = Cpu.now(register.database.superuser()).since(before);
        assertThat(register.database.superuser().sql("select count(*) from access_grant").query(Long.class).single())
                .isEqualTo(grants + (long) WARM_UP * IDENTITIES * GRANTS);
        register.database.superuser().sql("vacuum analyze").update();

        var tenants = jobs.stream().map(Job::in).toList();
        var beside = new CopyBeside(register.database, folder);
        before = Cpu.now(register.database.superuser());
        double copy = beside.copied("access_grant", tenants, SESSIONS);
        var copyCpu = Cpu.now(register.database.superuser()).since(before);
        double all = copy;
        for (var table : List.of("identity", "account", "entitlement", "register_history")) {
            all += beside.copied(table, tenants, SESSIONS);
        }
        results.row("first load, %d sessions".formatted(SESSIONS), rate(grants, load),
                "COPY of the grants' rows: " + rate(grants, copy), "≥ 100,000 grants/s");
        results.row("processors' work for it", cpu.each(grants), "for COPY: " + copyCpu.each(grants), "-");
        results.row("first load as a share of COPY", "%.0f %%".formatted(100 * copy / load),
                "of COPY of all rows that it writes: %.0f %%".formatted(100 * all / load), "≥ 40 %");
    }

    private void again(BenchResults results, FakeSystem first) throws Exception {
        var one = register.connected("again");
        job(one, first).handle();
        register.database.superuser().sql("analyze").update();
        var before = register.versions(one);
        var plain = new PlainDifference(register.database, one.tenant());
        var jobs = Times.of(ROUNDS, () -> job(one, first).handle());
        var merging = new ArrayList<Double>();
        for (int round = 0; round < ROUNDS; round++) {
            merging.add(merging(one, first));
        }
        assertThat(register.versions(one)).as("an unchanged reading writes nothing").isEqualTo(before);
        results.row("unchanged tenant of 10,000 grants, the whole job", jobs.toString(), "-", "-");
        results.row("the same, in the transaction that merges", new Times(merging).toString(),
                "staging by COPY and EXCEPT both ways: " + Times.of(ROUNDS, plain::compare), "≤ 50 ms, no row written");

        var changed = List.of(first, system(1));
        try (var modules = TestModules.over(register.database, context -> {})) {
            findings(results, one, modules, changed);
        }
        var turn = new int[]{0};
        results.row("1 % of the grants changed, the whole job",
                Times.of(ROUNDS, () -> job(one, changed.get(++turn[0] % 2)).handle()).toString(),
                "staging by COPY, deleting and inserting what differs: "
                        + Times.of(ROUNDS, plain::change),
                "-");
    }

    /** What follows from a reading: the rules are asked whose basis is another now. */
    private void findings(BenchResults results, RegisterForTests.Connected one, TestModules modules,
            List<FakeSystem> changed) throws Exception {
        var all = judging(modules, one, "judge");
        var different = judging(modules, one, "judge reading");
        var asked = new ArrayList<Double>();
        var same = new ArrayList<Double>();
        var moved = new ArrayList<Double>();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            job(one, changed.getFirst()).handle();
            double every = Times.of(1, all::run).best();
            job(one, changed.getFirst()).handle();
            double none = Times.of(1, different::run).best();
            job(one, changed.get(1)).handle();
            double some = Times.of(1, different::run).best();
            if (round >= WARM_UP) {
                asked.add(every);
                same.add(none);
                moved.add(some);
            }
        }
        results.row("findings after a reading that says the same", new Times(same).toString(),
                "all rules asked: " + new Times(asked), "≤ 50 ms with the reading");
        results.row("findings after 1 % of the grants changed", new Times(moved).toString(), "-", "-");
    }

    private static Runnable judging(TestModules modules, RegisterForTests.Connected in, String kind) {
        var handler = modules.beans(WorkHandler.class).stream().filter(each -> each.kind().equals(kind)).findFirst()
                .orElseThrow();
        return () -> handler.handle(new WorkItem(in.tenant(), kind, 1, 1, 1));
    }

    private List<RegisterForTests.Connected> connected(String name, int count) {
        var tenants = new ArrayList<RegisterForTests.Connected>();
        for (int number = 0; number < count; number++) {
            tenants.add(register.connected(name + "-" + number));
        }
        return tenants;
    }

    private record Job(ObserveConnection job, RegisterForTests.Connected in, WorkItem item) {
        void handle() {
            job.handle(item);
        }
    }

    private Job job(RegisterForTests.Connected in, FakeSystem system) {
        register.says(in, system);
        var requested = register.request(in);
        long snapshot = register.database.superuser().sql("select snapshot_id from snapshot where public_id = :id")
                .param("id", requested).query(Long.class).single();
        return new Job(register.observing(), in, new WorkItem(in.tenant(), ObserveConnection.KIND, snapshot, 1, 1));
    }

    /** @return milliseconds from the transaction's beginning until it is committed */
    private double merging(RegisterForTests.Connected in, FakeSystem system) {
        var transactions = register.database.transactions();
        long snapshot = register.snapshot(in);
        var salt = transactions.worker(in.tenant(), tx -> register.digests.salt(tx, in.connection())).orElseThrow();
        try (var stage = new SnapshotStage(folder, "merging-" + snapshot, new Catalogue(),
                new Catalogue.Place("fake", ""), salt)) {
            system.observe(stage);
            long began = System.nanoTime();
            var taken = transactions.worker(in.tenant(), tx -> register.takeSnapshot.take(tx,
                    new SnapshotMergeStore.Into(in.connection(), snapshot), stage));
            assertThat(taken.rows()).isEqualTo(Map.of());
            return (System.nanoTime() - began) / 1e6;
        }
    }

    /** @param turn each odd turn moves one grant in a hundred to another role */
    private static FakeSystem system(int turn) {
        var system = new FakeSystem();
        for (int role = 0; role < 2 * GRANTS; role++) {
            system.has(key(role));
        }
        for (int person = 0; person < IDENTITIES; person++) {
            var id = id("user-" + person);
            system.account(id, "Person " + person, "user-" + person + "@bench.example", true);
            for (int grant = 0; grant < GRANTS; grant++) {
                boolean moved = turn % 2 == 1 && (person * GRANTS + grant) % 100 == 0;
                system.holds(id, key(moved ? grant + GRANTS : grant));
            }
        }
        return system;
    }

    private static EntitlementKey key(int role) {
        return FakeSystem.role(id("role-" + role));
    }

    /** As long as a directory's ids are. */
    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String rate(long grants, double seconds) {
        return "%,.0f grants/s (%,d in %.1f s)".formatted(grants / seconds, grants, seconds);
    }
}
