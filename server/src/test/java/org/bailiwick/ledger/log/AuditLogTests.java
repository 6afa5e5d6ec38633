package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.platform.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F10: what a database superuser edits, deletes or reorders, the next pass names by tenant and position. */
@Tag("sql")
class AuditLogTests {
    private static final int ENTRIES = 600;
    private static final Duration AN_HOUR = Duration.ofMinutes(61);

    @TempDir
    Path var;

    private LogScene scene;
    private TenantId acme;
    private TenantId birch;

    @BeforeEach
    void twoLogs() {
        scene = new LogScene(var);
        acme = scene.tenant("acme");
        birch = scene.tenant("birch");
        scene.append(acme, ENTRIES / 2);
        scene.append(birch);
        scene.log.sequence();
        scene.append(acme, ENTRIES / 2);
        scene.log.sequence();
        scene.log.pass();
    }

    @AfterEach
    void drop() {
        scene.close();
    }

    @Test
    void logThatIsAsItWasRecordedPasses() {
        assertThat(scene.view(acme).audit().fault()).isNull();
        assertThat(scene.view(acme).audit().size()).isEqualTo(ENTRIES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            update ev_entry set body = set_byte(body, 9, 0) where tenant_id = :tenant and event_id = (select event_id from ev_leaf where tenant_id = :tenant and leaf_index = 421) | 421 | was altered
                                            update ev_entry set body = '{}', leaf_hash = sha256('\\x007b7d') where tenant_id = :tenant and event_id = (select event_id from ev_leaf where tenant_id = :tenant and leaf_index = 7) | 7 | another entry
                                            update ev_leaf set event_id = gen_random_uuid() where tenant_id = :tenant and leaf_index = 300 | 300 | is gone
                                            delete from ev_leaf where tenant_id = :tenant and leaf_index = 599 | 599 | no entry stands here
                                            delete from ev_leaf where tenant_id = :tenant and leaf_index = 0 | 0 | no entry stands here
                                            update ev_leaf set leaf_index = case leaf_index when 44 then -45 else -44 end where tenant_id = :tenant and leaf_index in (44, 45) | 44 | another entry
                                            update ev_checkpoint set root = sha256('x') where tenant_id = :tenant and size = 300 | 0 | was rewritten
                                            update ev_checkpoint set note = replace(note, '300', '301') where tenant_id = :tenant and size = 300 |  | not one that this log signed
                                            update ev_tile set hashes = set_byte(hashes, 3, get_byte(hashes, 3) # 1) where tenant_id = :tenant and level = 1 |  | the last tiles
                                            delete from ev_tile where tenant_id = :tenant and level = 0 and idx = 2 |  | cannot be read
                                            delete from ev_checkpoint where tenant_id = :tenant and size = 600 | 300 | beyond what was ever signed
                                            """)
    void editIsNamedByTenantAndPosition(String edit, Long position, String what) {
        // Reordering goes through positions that are free, past the constraints, as whoever owns the database may.
        scene.database.superuserScript("alter table ev_leaf drop constraint ev_leaf_index_is_counted_from_0");
        scene.asSuperuser(acme, edit);
        scene.database.superuserScript("update ev_leaf set leaf_index = -leaf_index where leaf_index < 0");

        nextPass();

        assertThat(scene.view(acme).audit().fault()).contains(what);
        assertThat(scene.view(acme).audit().faultIndex()).isEqualTo(position);
        assertThat(scene.view(birch).audit().fault()).isNull();
    }

    /** The log is whole then, and yet an entry is hidden from those who look for it by what it says. */
    @Test
    void editOfWhatAnEntryIsFoundByIsNamedByTenantAndPosition() {
        scene.appendBy(acme, 7, "ada");
        scene.log.sequence();
        var hidden = scene.appendBy(acme, 7, "ada");
        scene.log.sequence();
        scene.appendBy(acme, 9, "bob");
        scene.log.sequence();
        assertThat(scene.rebuild(acme).fault()).isNull();
        scene.database.superuserScript("create table kept as select * from ev_entry");

        var edits = Map.ofEntries(Map.entry("person_id = 8", "person"), Map.entry("person_id = null", "person"),
                Map.entry("authority_id = gen_random_uuid()", "authority"),
                Map.entry("authority_id = null", "authority"), Map.entry("capability = null", "capability"),
                Map.entry("action = 'grant kept'", "action"), Map.entry("target = 'grant/another'", "target"),
                Map.entry("outcome = 'failure'", "outcome"), Map.entry("ticket = null", "ticket"),
                Map.entry("correlation = gen_random_uuid()", "correlation"),
                Map.entry("evaluation_id = null", "decision"),
                Map.entry("occurred_at = occurred_at - interval '2 years'", "time"));
        edits.forEach((edit, column) -> {
            hide(hidden, edit);

            var fault = scene.rebuild(acme).fault();
            assertThat(fault).as(edit).isNotNull();
            assertThat(fault.what()).startsWith("the %s beside the body is".formatted(column));
            assertThat(fault.index()).isEqualTo(ENTRIES + 1);
            scene.database.superuserScript("""
                                           delete from ev_entry where event_id = '%1$s';
                                           insert into ev_entry select * from kept where event_id = '%1$s'"""
                    .formatted(hidden));
        });
        assertThat(scene.rebuild(acme).fault()).isNull();

        hide(hidden, "person_id = 8");
        nextPass();

        assertThat(scene.view(acme).audit().fault()).startsWith("the person beside");
        assertThat(scene.view(acme).audit().faultIndex()).isEqualTo(ENTRIES + 1);
        assertThat(scene.view(birch).audit().fault()).isNull();
    }

    private void hide(UUID entry, String edit) {
        scene.asSuperuser(acme, "update ev_entry set %s where tenant_id = :tenant and event_id = '%s'".formatted(edit,
                entry));
    }

    /** As they stood before the version that finds entries by them. */
    @Test
    void olderEntriesAreFoundByAuthorityAndDecisionTooAndTheirBytesStay() throws IOException {
        var first = scene.appendBy(acme, 7, "ada");
        scene.countInOlderForm(acme, first);
        scene.log.sequence();
        var before = rows();
        scene.asSuperuser(acme, """
                                update ev_entry set authority_id = null, capability = null, evaluation_id = null
                                where tenant_id = :tenant""");
        scene.asSuperuser(birch, "update ev_entry set body = 'no JSON' where tenant_id = :tenant");

        try (var script = AuditLogTests.class
                .getResourceAsStream("/db/migration/V044__ledger_what_older_entries_are_found_by.sql")) {
            scene.database.superuserScript(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }

        assertThat(rows()).isEqualTo(before);
        nextPass();
        assertThat(scene.view(acme).audit().fault()).as("a count was found by what it counts").isNull();
        assertThat(scene.view(birch).audit().fault()).contains("was altered");
    }

    @Test
    void countThatIsFoundByAnotherEntryThanItCountsIsNamed() {
        var count = scene.countInOlderForm(acme, scene.appendBy(acme, 7, "ada"));
        scene.log.sequence();
        assertThat(scene.rebuild(acme).fault()).isNull();

        hide(count, "target = 'entry/' || gen_random_uuid()");
        assertThat(scene.rebuild(acme).fault().what()).startsWith("the target beside");

        hide(count, "target = 'grant/g-2'");
        assertThat(scene.rebuild(acme).fault().what()).startsWith("the person beside");
    }

    /** A provider that moved keeps its people's numbers, and who is registered at its old address gets new ones. */
    @Test
    void twoNumbersAreOnePersonsWhereBothWereGivenForThatSubject() {
        scene.database.superuserScript("""
                                       insert into person (person_id, provider_id, subject)
                                       values (7, 1, 'ada'), (8, 2, 'ada'), (9, 1, 'bob')""");
        scene.appendBy(acme, 7, "ada");
        scene.appendBy(acme, 8, "ada");
        var hidden = scene.appendBy(acme, 7, "ada");
        scene.log.sequence();
        assertThat(scene.rebuild(acme).fault()).isNull();

        hide(hidden, "person_id = 9");
        assertThat(scene.rebuild(acme).fault().what()).startsWith("the person beside");

        hide(hidden, "person_id = 10");
        assertThat(scene.rebuild(acme).fault().what()).startsWith("the person beside");
    }

    private List<String> rows() {
        return scene.database.superuser()
                .sql("select to_jsonb(e)::text from ev_entry e where tenant_id = :t order by 1")
                .param("t", acme.value()).query(String.class).list();
    }

    /** Without the key the rewriting can be made consistent but for the signatures. */
    @Test
    void historyRewrittenWithAllItsHashesIsFoundByWhatWasSigned() {
        scene.asSuperuser(acme, """
                                with edited as (
                                  update ev_entry set body = '{}', leaf_hash = sha256('\\x007b7d')
                                  where tenant_id = :tenant and event_id =
                                    (select event_id from ev_leaf where tenant_id = :tenant and leaf_index = 3)
                                  returning leaf_hash)
                                update ev_tile set hashes = overlay(hashes placing leaf_hash from 97) from edited
                                where tenant_id = :tenant and level = 0 and idx = 0 and width = 256""");

        nextPass();

        assertThat(scene.view(acme).audit().fault()).contains("was rewritten");
        assertThat(scene.view(acme).audit().faultIndex()).isZero();
    }

    @Test
    void entryThatWasTakenOutOfTheInboxIsMissed() {
        var event = scene.append(acme);
        scene.asSuperuser(acme, "delete from ev_inbox where tenant_id = :tenant");

        nextPass();

        assertThat(scene.view(acme).audit().fault()).contains(event.toString(),
                "has no position and does not wait for one");
    }

    /** Whoever gives positions was away for an hour; that is no edit of the record. */
    @Test
    void logThatLagsIsNotKnownAndNoFault() {
        scene.append(acme);

        nextPass();

        assertThat(scene.view(acme).audit().fault()).isNull();
        assertThat(scene.view(acme).audit().waitsSince()).isBefore(scene.database.platform().clock().now()
                .minus(Duration.ofHours(1)));
        assertThat(scene.view(birch).audit().waitsSince()).isNull();

        scene.log.sequence();
        nextPass();

        assertThat(scene.view(acme).audit().fault()).isNull();
        assertThat(scene.view(acme).audit().waitsSince()).isNull();
    }

    /** A signature is verified once; one that is exchanged afterwards is found all the same. */
    @Test
    void checkpointThatWasVerifiedBeforeAndIsExchangedSinceIsNamed() {
        nextPass();
        assertThat(scene.view(acme).audit().fault()).isNull();
        scene.asSuperuser(acme, """
                                update ev_checkpoint set note = overlay(note placing 'A' from length(note) - 5)
                                where tenant_id = :tenant""");

        nextPass();

        assertThat(scene.view(acme).audit().fault()).contains("is not one that this log signed");
    }

    @Test
    void logThatIsShorterThanTheHeadsLogKnowsWasSetBack() {
        scene.database.time().advance(LogForTests.A_MINUTE);
        scene.log.sequence();
        scene.asSuperuser(acme, "delete from ev_leaf where tenant_id = :tenant and leaf_index >= 300");
        scene.asSuperuser(acme, "delete from ev_checkpoint where tenant_id = :tenant and size > 300");
        scene.asSuperuser(acme,
                "delete from ev_tile where tenant_id = :tenant and (idx = 2 or idx = 1 and width > 44 or level = 1 and width > 1)");

        nextPass();

        assertThat(scene.view(acme).audit().fault()).contains("heads log");
        assertThat(scene.view(acme).audit().faultIndex()).isEqualTo(ENTRIES - 1);
    }

    @Test
    void faultIsItselfRecordedOnceAndKeepsItsBeginning() {
        scene.asSuperuser(acme,
                "update ev_checkpoint set root = sha256('x') where tenant_id = :tenant and size = 300");
        nextPass();
        var since = scene.view(acme).audit().faultSince();
        scene.log.sequence();
        nextPass();

        assertThat(scene.view(acme).audit().faultSince()).isEqualTo(since);
        assertThat(scene.view(acme).audit().passedAt()).isAfter(since);
        assertThat(faultsRecorded()).containsExactly(acme.value());
    }

    @Test
    void passOfTheMspGoesThroughTheHeadsLogToo() {
        var msp = scene.database.msp();
        scene.append(msp);
        scene.database.time().advance(LogForTests.A_MINUTE);
        scene.log.sequence();
        scene.database.superuser().sql("update head_entry set note = note || '.' where heads_index = 0")
                .update();

        nextPass();

        assertThat(scene.view(msp).audit().fault()).startsWith("in the heads log: ");
        assertThat(scene.view(msp).audit().faultIndex()).isZero();
    }

    @Test
    void headsLogIsGoneThroughAlsoWhereTheMspsOwnLogIsAtFault() {
        var msp = scene.database.msp();
        scene.append(msp);
        scene.database.time().advance(LogForTests.A_MINUTE);
        scene.log.sequence();
        scene.asSuperuser(msp, "update ev_entry set target = 'grant/another' where tenant_id = :tenant");
        nextPass();
        scene.log.sequencer().round();
        assertThat(scene.view(msp).audit().fault()).startsWith("the target beside").doesNotContain("heads log");
        var since = scene.view(msp).audit().faultSince();
        scene.database.superuser().sql("update head_entry set note = note || '.' where heads_index = 0").update();

        nextPass();
        scene.log.sequencer().round();

        assertThat(scene.view(msp).audit().fault()).startsWith("the target beside");
        assertThat(scene.view(msp).audit().faults()).extracting(LogFault::what).last().asString()
                .startsWith("in the heads log: ");
        assertThat(scene.view(msp).audit().faultSince()).isEqualTo(since);
        assertThat(faultsRecorded()).as("what is found beside it is an entry too")
                .filteredOn(each -> each == msp.value())
                .hasSize(2);
        nextPass();
        assertThat(faultsRecorded()).filteredOn(each -> each == msp.value()).hasSize(2);
    }

    private List<Integer> faultsRecorded() {
        return scene.database.superuser().sql("select tenant_id from ev_entry where action = 'log fault found'")
                .query(Integer.class).list();
    }

    @Test
    void ageOfTheOldestPassIsKnownAndWithoutLogsThereIsNone() {
        var ages = scene.database.transactions().estate(new AuditStore()::ages);

        assertThat(ages.oldest().toInstant()).isEqualTo(scene.view(birch).audit().passedAt().isBefore(
                scene.view(acme).audit().passedAt())
                        ? scene.view(birch).audit().passedAt()
                        : scene.view(acme).audit().passedAt());
        assertThat(ages.faulty()).isZero();
        try (var empty = org.bailiwick.testing.TestDatabase.create()) {
            assertThat(empty.transactions().estate(new AuditStore()::ages).oldest()).isNull();
        }
    }

    private void nextPass() {
        scene.database.time().advance(AN_HOUR);
        scene.log.pass();
    }
}
