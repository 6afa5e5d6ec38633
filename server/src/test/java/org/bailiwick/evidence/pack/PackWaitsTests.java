package org.bailiwick.evidence.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a pack waits for so that nothing of its period is left out, and what it does not wait for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackWaitsTests {
    private static final String ALL = "{\"since\":\"2026-01-01\"}";
    private static final UUID CASE = new UUID(7, 9);

    private PackScene scene;

    @BeforeAll
    void start(@TempDir Path folder) {
        scene = new PackScene(folder);
    }

    @AfterAll
    void stop() {
        scene.close();
    }

    @Test
    void entryOfATransactionThatWasOpenAtTheEndOfThePeriodIsInThePack() throws Exception {
        var began = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<UUID> late = others.submit(() -> recordLate(scene.acme.id(), began, goOn));
            began.await();
            var pack = scene.request(ALL);
            try {
                await("it waits for who may still record something").until(() -> step(pack)
                        .equals("waits until what was under way at the end of the period is recorded"));
                await("and goes on waiting").during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10))
                        .until(() -> step(pack).startsWith("waits until what was under way"));
                scene.portal.database().time().advance(Duration.ofMinutes(4));
                await("and says since when")
                        .until(() -> step(pack).matches("waits until what was .* recorded, since 20.*Z"));
            } finally {
                goOn.countDown();
            }

            var entry = late.get().toString();
            var ready = scene.ended(pack);
            assertThat(ready.at("/state").asString()).as(ready.toString()).isEqualTo("ready");
            assertThat(scene.content(scene.fetch(ready), "entries.ocsf.jsonl")).contains(entry);
            assertThat(scene.portal.database().superuser()
                    .sql("select occurred_at < :until::timestamptz from ev_entry where event_id = :entry::uuid")
                    .param("until", ready.at("/period/until").asString()).param("entry", entry).query(Boolean.class)
                    .single()).as("it is of the period, by its time").isTrue();
        }
    }

    /** By the columns beside the log alone the period would end before what was taken away. */
    @Test
    void packWhosePeriodSeemsToEndEarlierThanItDoesFails() {
        scene.append(scene.acme.id(), Activity.GRANT_KEPT, "last-of-the-period");
        var last = newest("event_id::text");
        var until = newest(
                "to_char(occurred_at at time zone 'UTC' + interval '1 minute', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')");
        scene.portal.database().time().advance(Duration.ofMinutes(5));
        scene.append(scene.acme.id(), Activity.GRANT_KEPT, "after-the-period");
        var period = "{\"since\":\"2026-01-01\",\"until\":\"%s\"}".formatted(until);
        assertThat(scene.content(scene.fetch(scene.ready(period)), "entries.ocsf.jsonl")).contains(last)
                .doesNotContain("after-the-period");

        scene.portal.database().superuserScript("create table entries_away as select * from ev_entry");
        for (var altered : List.of("delete from ev_entry where tenant_id = :tenant and event_id = '%s'",
                "update ev_entry set occurred_at = now() + interval '1 day' where tenant_id = :tenant and event_id = '%s'")) {
            scene.sql(altered.formatted(last));
            try {
                var pack = scene.ended(scene.request(period));
                assertThat(pack.at("/state").asString()).as(altered).isEqualTo("failed");
                assertThat(pack.at("/problem").asString()).contains("where the period ends is not known");
            } finally {
                scene.sql("delete from ev_entry where tenant_id = :tenant and event_id = '%s'".formatted(last));
                scene.sql(
                        "insert into ev_entry select * from entries_away where tenant_id = :tenant and event_id = '%s'"
                                .formatted(last));
            }
        }
        scene.portal.database().superuserScript("drop table entries_away");
        scene.ready(period);
    }

    private String newest(String column) {
        return scene.portal.database().superuser()
                .sql("select %s from ev_entry where tenant_id = :tenant order by occurred_at desc limit 1"
                        .formatted(column))
                .param("tenant", scene.acme.id().value()).query(String.class).single();
    }

    private UUID recordLate(TenantId tenant, CountDownLatch began, CountDownLatch goOn) {
        return scene.portal.bean(Transactions.class).tenant(tenant, tx -> {
            began.countDown();
            waitFor(goOn);
            return scene.portal.bean(Ledger.class).append(tx, Entry.of(Activity.GRANT_KEPT, Actor.PRODUCT,
                    new Target("grant", "late", "late of somebody"), Outcome.SUCCESS, CASE, "it took its time"));
        });
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void packOfAStoppedLogFailsWithItsReasonAndHoldsBackNoOther() {
        scene.ready(ALL);
        var sealed = scene.read(scene.packs + "/" + scene.ready(ALL).at("/id").asString()).at("/id").asString();
        stopped(() -> {
            // Sealed by an entry that will have no position.
            scene.sql("""
                      update audit_pack set state = 'running', size = null, sha256 = null, verdict = null,
                        checkpoint = null, manifest_proof = null, heads_proof = null,
                        manifest_entry = gen_random_uuid()
                      where tenant_id = :tenant and public_id = '%s'""".formatted(sealed));
            scene.sql("""
                      insert into work (kind, tenant_id, subject, due, attempts)
                      select 'audit pack', tenant_id, pack_id, now(), 1 from audit_pack
                      where tenant_id = :tenant and public_id = '%s'""".formatted(sealed));
            IntStream.range(0, 4).forEach(each -> requireFailed(scene.request(ALL)));
            requireFailed(scene.packs + "/" + sealed);
        });

        assertThat(scene.ready(ALL).at("/file/entries").asLong()).isGreaterThan(8);
    }

    /** It waits for the heads log for ever where nobody told why that stands still. */
    @Test
    void packFailsWithTheReasonOfTheHeadsLogAndElseSaysForWhatItWaitsSinceWhen() {
        var heads = scene.portal.database().superuser();
        var pack = scene.read(scene.packs + "/" + scene.ready(ALL).at("/id").asString()).at("/id").asString();
        scene.portal.database()
                .superuserScript("create table heads_away as select * from head_tile; delete from head_tile");
        try {
            scene.append(scene.acme.id(), Activity.GRANT_KEPT, "while-heads-stand");
            await("the heads log stops")
                    .until(() -> heads.sql("select count(*) from head_state where state = 'stopped'")
                            .query(Long.class).single() == 1);

            var failed = scene.ended(scene.request(ALL));

            assertThat(failed.at("/state").asString()).as(failed.toString()).isEqualTo("failed");
            assertThat(failed.at("/problem").asString()).contains("the log of all tenants' heads is stopped since ",
                    "do not give the root that was signed");
            assertThat(scene.portal.get(PackScene.AUDITOR, "/t/acme-packed/log").body())
                    .contains("takes up nothing since");
        } finally {
            scene.portal.database()
                    .superuserScript("insert into head_tile select * from heads_away; drop table heads_away");
        }
        await("it goes on").until(() -> heads.sql("select state from head_state order by state_id desc limit 1")
                .query(String.class).single().equals("running"));

        // Sealed an hour ago, by an entry that the heads log has never seen a checkpoint after.
        scene.sql(
                """
                update audit_pack set state = 'running', size = null, sha256 = null, verdict = null, checkpoint = null,
                  manifest_proof = null, heads_proof = null
                where tenant_id = :tenant and public_id = '%s'""".formatted(pack));
        scene.sql("""
                  update ev_entry set occurred_at = now() - interval '1 hour' where tenant_id = :tenant
                    and event_id = (select manifest_entry from audit_pack where public_id = '%s')""".formatted(pack));
        scene.portal.database().superuserScript("alter table ev_head rename to ev_head_away;"
                + " create view ev_head as select * from ev_head_away where false;"
                + " grant select on ev_head to bw_worker, bw_tenant, bw_sequencer, bw_retention");
        try {
            scene.sql("""
                      insert into work (kind, tenant_id, subject, due, attempts)
                      select 'audit pack', tenant_id, pack_id, now(), 1 from audit_pack
                      where tenant_id = :tenant and public_id = '%s'""".formatted(pack));

            await("it says so")
                    .until(() -> step(scene.packs + "/" + pack).contains("until the heads log has the checkpoint"));
            assertThat(scene.portal.get(PackScene.AUDITOR, "/t/acme-packed/packs/" + pack).body())
                    .containsPattern("It waits since 20[0-9-]+T");
        } finally {
            scene.portal.database()
                    .superuserScript("drop view ev_head; alter table ev_head_away rename to ev_head");
        }
        assertThat(scene.ended(scene.packs + "/" + pack).at("/state").asString()).isEqualTo("ready");
    }

    private void requireFailed(String path) {
        var pack = scene.ended(path);
        assertThat(pack.at("/state").asString()).as(pack.toString()).isEqualTo("failed");
        assertThat(pack.at("/problem").asString()).contains("the tenant's log is stopped since ", "is missing or",
                "whoever runs the server has to put that right");
        var page = scene.portal.get(PackScene.AUDITOR,
                "/t/acme-packed/packs" + path.substring(path.lastIndexOf('/'))).body();
        assertThat(page).contains("log is stopped since", "the page of the log says that it goes on");
    }

    /** An entry that waits for its position is not there, so the sequencer takes none. */
    private void stopped(Runnable meanwhile) {
        scene.sql(
                "insert into ev_inbox (tenant_id, event_id) values (:tenant, '00000000-0000-0007-0000-000000000001')");
        await("the log stops").until(() -> state().equals("stopped"));
        try {
            meanwhile.run();
        } finally {
            scene.sql("""
                      delete from ev_inbox
                      where tenant_id = :tenant and event_id = '00000000-0000-0007-0000-000000000001'""");
        }
        scene.portal.database().time().advance(Duration.ofMinutes(1));
        await("the log is tried again and goes on").until(() -> state().equals("running"));
    }

    private String state() {
        return scene.portal.database().superuser()
                .sql("select state from ev_log_state where tenant_id = :tenant order by state_id desc limit 1")
                .param("tenant", scene.acme.id().value()).query(String.class).optional().orElse("running");
    }

    private String step(String path) {
        return scene.read(path).at("/progress/step").asString();
    }
}
