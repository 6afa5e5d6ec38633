package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.WorkItem;
import org.bailiwick.proof.note.TlogProof;
import org.bailiwick.proof.note.VerifierKey;
import org.bailiwick.proof.tile.EntryBundle;
import org.bailiwick.proof.tile.TilePath;
import org.bailiwick.proof.tree.TreeHash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** What was kept long enough goes, month by month; what proves the rest stays, and the removal is never silent. */
@Tag("sql")
class RetentionTests {
    private static final Duration YEARS = Duration.ofDays(17 * 31);

    private static final int BUNDLE = TilePath.FULL;

    @TempDir
    Path var;

    private LogScene scene;
    private TenantId acme;

    @BeforeEach
    void start() {
        scene = new LogScene(var);
        acme = scene.tenant("acme");
    }

    @AfterEach
    void drop() {
        scene.close();
    }

    @Test
    void nothingYoungerThanFifteenWholeMonthsIsRemovedAndFewerCannotBeSet() {
        var keep = new KeepFor(15, true);

        assertThat(keep.olderThan(Instant.parse("2026-11-22T10:00:00Z"))).isEqualTo("2025-08-01T00:00:00Z");
        assertThat(keep.olderThan(Instant.parse("2026-11-30T23:59:59Z"))).isEqualTo("2025-08-01T00:00:00Z");
        assertThat(new KeepFor(24, true).olderThan(Instant.parse("2026-11-22T10:00:00Z")))
                .isEqualTo("2024-11-01T00:00:00Z");
        assertThatThrownBy(() -> new KeepFor(14, true))
                .hasMessageContaining("`bailiwick.record.keep-months` is 15 or more");
    }

    @Test
    void oldestEntriesGoAndTheRestStaysProven() {
        scene.append(acme, 300);
        scene.seal();
        var between = scene.view(acme).size();
        scene.database.time().advance(YEARS);
        var young = scene.append(acme);
        scene.seal();
        scene.retain();
        scene.seal();

        assertThat(between).isEqualTo(300);
        assertThat(scene.view(acme).removal().before()).as("whole bundles of entries alone").isEqualTo(BUNDLE);
        assertThat(count("ev_entry")).isEqualTo(302 - BUNDLE);
        assertThat(count("ev_leaf")).isEqualTo(302);
        assertThat(orphans()).as("no value of a removed entry stays, although no key holds it to its entry").isZero();
        assertThat(count("ev_disclosure")).as("and those of the others do").isGreaterThanOrEqualTo(302 - BUNDLE);
        var kept = scene.read(acme, tx -> scene.log.logs().tile(tx, TilePath.parse("tile/entries/001.p/46")));
        assertThat(EntryBundle.read(TilePath.parse("tile/entries/001.p/46"), kept.orElseThrow()).entries().getFirst())
                .as("the bundle in which the oldest kept entry stands is served as a whole")
                .isEqualTo(scene.body(acme, at(BUNDLE)));
        proof(at(BUNDLE)).orElseThrow().requireProves(TreeHash.ofLeaf(scene.body(acme, at(BUNDLE))), List.of(key()));
        assertThat(body(at(0))).isEmpty();
        proof(young).orElseThrow().requireProves(TreeHash.ofLeaf(scene.body(acme, young)), List.of(key()));
        assertThat(proof(at(0))).as("the place stays proven too").isPresent();
        assertThat(scene.rebuild(acme)).isEqualTo(new RebuildLog.Pass(302, LogFaults.NONE));
    }

    @Test
    void removalIsAnEntryThatSaysWhatWentAndWhy() {
        scene.append(acme, BUNDLE);
        scene.seal();
        scene.database.time().advance(YEARS);
        scene.retain();
        scene.seal();

        var removal = scene.view(acme).removal();
        assertThat(new String(scene.body(acme, removal.event()))).contains("\"removed_before\":256",
                "\"removed_from\":0",
                "\"kept_months\":15", "entries removed by retention");
        assertThat(proof(removal.event())).isPresent();
    }

    @Test
    void whatIsNotSealedOrYoungStays() {
        scene.append(acme, BUNDLE);
        scene.log.sequence();
        scene.database.time().advance(YEARS);
        scene.database.superuser().sql("delete from ev_head").update();

        scene.retain();
        assertThat(scene.view(acme).removal()).as("its head was not entered").isNull();

        scene.append(acme);
        scene.seal();
        scene.nextDay();
        assertThat(removedBefore()).isEqualTo(BUNDLE);
    }

    @Test
    void withAWitnessOnlyWhatItCosignedIsRemoved() {
        scene.append(acme, BUNDLE);
        scene.seal();
        var witness = LogScene.witness(1);
        scene.register(witness, "ours");
        scene.keepCosignature("ours", "not by its key");
        scene.database.time().advance(YEARS);

        scene.retain();
        assertThat(scene.view(acme).removal()).isNull();

        scene.keepCosignature("ours", scene.cosign(witness));
        scene.nextDay();
        assertThat(removedBefore()).isEqualTo(BUNDLE);
    }

    /** What says that they are old says so of itself; when they were signed says it of them. */
    @Test
    void whatWasSignedLatelyStays() {
        scene.append(acme, BUNDLE);
        scene.seal();
        scene.database.time().advance(YEARS);
        scene.asSuperuser(acme,
                "update ev_checkpoint set signed_at = signed_at + interval '400 days' where tenant_id = :tenant");

        scene.retain();

        assertThat(scene.view(acme).removal()).isNull();
        assertThat(count("ev_entry")).isEqualTo(BUNDLE);
    }

    @Test
    void fewerThanABundleStayUntilItIsFull() {
        scene.append(acme, BUNDLE - 1);
        scene.seal();
        scene.database.time().advance(YEARS);

        scene.retain();

        assertThat(scene.view(acme).removal()).isNull();
        assertThat(count("ev_entry")).isEqualTo(BUNDLE - 1);
    }

    /** Its count is an entry still to come, and takes over who and what from the first. */
    @Test
    void entryThatIsStillCountedOnStays() {
        scene.append(acme, BUNDLE);
        var counted = scene.append(acme, BUNDLE).get(10);
        scene.seal();
        scene.database.superuser()
                .sql("""
                     insert into ev_tally (tenant_id, key_hash, period_start, period_end, first_event)
                     values (:t, 'key', now(), now(), :first)""")
                .param("t", acme.value()).param("first", counted).update();
        scene.database.time().advance(YEARS);

        scene.retain();
        assertThat(removedBefore()).isEqualTo(BUNDLE);

        scene.asSuperuser(acme, "update ev_tally set closed = true where tenant_id = :tenant");
        scene.seal();
        scene.nextDay();
        assertThat(removedBefore()).isEqualTo(2 * BUNDLE);
        assertThat(count("ev_tally")).isZero();
    }

    /** A clock that jumped is not believed at once, and nothing can be taken back later. */
    @Test
    void clockThatJumpedRemovesNothing() {
        scene.append(acme, BUNDLE);
        scene.seal();
        scene.database.time().advance(YEARS);
        scene.append(scene.tenant("other"));
        scene.seal();

        scene.log.pass();
        scene.nextDay();

        assertThat(scene.view(acme).removal()).isNull();
        assertThat(count("ev_entry")).isEqualTo(BUNDLE);
    }

    /** Of a log that is known to be altered nothing is removed: the traces would go with it. */
    @Test
    void logThatWasAlteredKeepsEverything() {
        var altered = scene.append(acme, BUNDLE).getFirst();
        scene.seal();
        scene.database.time().advance(YEARS);
        scene.asSuperuser(acme, "update ev_entry set body = set_byte(body, 20, get_byte(body, 20) # 1) "
                + "where tenant_id = :tenant and event_id = '%s'".formatted(altered));

        scene.retain();

        assertThat(scene.view(acme).removal()).isNull();
        assertThat(count("ev_entry")).as("and the entry that names the fault").isEqualTo(BUNDLE + 1);
    }

    /** The column beside an entry is no part of what was signed. */
    @Test
    void entryIsAsOldAsItsSignedBytesSay() {
        scene.append(acme, BUNDLE);
        scene.seal();
        scene.days();
        scene.log.audit().handle(new WorkItem(acme, AuditLog.KIND, 0, 1, 1));
        // After the pass that would have found it, and before the next.
        scene.asSuperuser(acme, "update ev_entry set occurred_at = '2020-01-01' where tenant_id = :tenant");

        scene.log.removal().handle(new WorkItem(acme, RemoveEntries.KIND, 0, 1, 1));

        assertThat(scene.view(acme).removal()).isNull();
        assertThat(count("ev_entry")).isEqualTo(BUNDLE);
    }

    @Test
    void nothingIsRemovedUnlessItIsSaidThatOldMonthsGo() {
        assertThat(new KeepFor(15, false).removes()).isFalse();
    }

    /** Whoever owns the database deletes and writes a row that says that it was retention. */
    @Test
    void deletionThatNoEntrySaysIsFoundInTheNextPass() {
        var gone = scene.append(acme, 3).getFirst();
        var another = scene.append(acme);
        scene.log.sequence();
        scene.database.superuserScript("""
                                       delete from ev_disclosure where event_id = '%1$s';
                                       delete from ev_entry where event_id = '%1$s'""".formatted(gone));
        assertThat(scene.rebuild(acme).fault()).extracting(LogFault::what).isEqualTo("the entry is gone");

        for (var event : List.of(another, new UUID(9, 9))) {
            scene.database.superuserScript(
                    """
                    delete from ev_removal;
                    insert into ev_removal values (%d, 4, 0, now() - interval '2 years', now(), '%s')"""
                            .formatted(acme.value(), event));
            assertThat(scene.rebuild(acme).fault()).extracting(LogFault::what).asString()
                    .contains("were removed, and no entry of the log says so");
        }
    }

    @Test
    void hashOfARemovedEntryCannotBeReplaced() {
        scene.append(acme, BUNDLE);
        scene.seal();
        scene.database.time().advance(YEARS);
        scene.retain();
        scene.seal();
        scene.asSuperuser(acme, """
                                update ev_tile set hashes = set_byte(hashes, 33, get_byte(hashes, 33) # 1)
                                where tenant_id = :tenant and level = 0 and width = 256""");

        assertThat(scene.rebuild(acme).fault()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"update ev_entry set body = body", "delete from ev_leaf", "delete from ev_tile",
        "delete from ev_checkpoint", "delete from ev_head", "delete from ev_removal",
        "update ev_hold set lifted_at = now()",
        "delete from ev_hold", "delete from ev_inbox", "delete from head_entry", "truncate ev_entry",
        "select 1 from identity", "select 1 from authority", "select name from tenant"})
    void itsRoleMayNotDoMore(String statement) {
        assertThatThrownBy(() -> scene.database.transactions().retention(acme, tx -> tx.sql(statement).update()))
                .rootCause().hasMessageContaining("permission denied");
    }

    @Test
    void itsRoleReachesOneTenantAlone() {
        var birch = scene.tenant("birch");
        scene.append(acme);
        scene.append(birch);

        assertThat(scene.database.transactions().<Integer>retention(acme,
                tx -> tx.sql("delete from ev_disclosure").update())).isPositive();
        assertThat(scene.database.superuser().sql("select distinct tenant_id from ev_disclosure").query(Integer.class)
                .list()).containsExactly(birch.value());
        for (var role : List.of("tenant", "worker", "sequencer")) {
            assertThatThrownBy(() -> scene.database.as(role).sql("delete from ev_entry").update())
                    .isInstanceOf(DataAccessException.class);
        }
    }

    private UUID at(long position) {
        return scene.database.superuser()
                .sql("select event_id from ev_leaf where tenant_id = :t and leaf_index = :position")
                .param("t", acme.value()).param("position", position).query(UUID.class).single();
    }

    private Optional<byte[]> body(UUID event) {
        return scene.read(acme, tx -> scene.log.logs().body(tx, event));
    }

    private Optional<TlogProof> proof(UUID event) {
        return scene.read(acme, tx -> scene.log.logs().proof(tx, event));
    }

    private int orphans() {
        return scene.database.superuser().sql("""
                                              select count(*) from (select event_id from ev_disclosure
                                                union all select event_id from ev_value) v
                                              where not exists (select 1 from ev_entry e
                                                where e.event_id = v.event_id)""").query(Integer.class).single();
    }

    private long removedBefore() {
        return scene.view(acme).removal().before();
    }

    private long count(String table) {
        return scene.count(acme, table);
    }

    private VerifierKey key() {
        return VerifierKey.parse(scene.view(acme).verifierKey());
    }
}
