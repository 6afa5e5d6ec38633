package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bailiwick.platform.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pass goes through all of a log whatever it finds, and looks at all that is told of an entry. */
@Tag("sql")
class AuditFaultsTests {
    private static final int ENTRIES = 600;
    private static final String AT = "tenant_id = :tenant and event_id = (select event_id from ev_leaf where tenant_id = :tenant and leaf_index = %d)";

    @TempDir
    Path var;

    private LogScene scene;
    private TenantId acme;

    @BeforeEach
    void oneLog() {
        scene = new LogScene(var);
        acme = scene.tenant("acme");
        scene.append(acme, ENTRIES / 2);
        scene.log.sequence();
        scene.append(acme, ENTRIES / 2);
        scene.log.sequence();
    }

    @AfterEach
    void drop() {
        scene.close();
    }

    @Test
    void oneFaultHidesNoOther() {
        alter(7);
        scene.asSuperuser(acme, "delete from ev_leaf where tenant_id = :tenant and leaf_index in (100, 599)");
        scene.asSuperuser(acme,
                "update ev_entry set body = '{}', leaf_hash = sha256('\\x007b7d') where " + AT.formatted(421));
        scene.asSuperuser(acme, "update ev_entry set ticket = 'another' where " + AT.formatted(9));
        scene.asSuperuser(acme,
                "update ev_checkpoint set note = replace(note, '300', '301') where tenant_id = :tenant and size = 300");

        nextPass();

        var audit = scene.view(acme).audit();
        assertThat(audit.size()).isEqualTo(ENTRIES);
        assertThat(audit.faults()).extracting(LogFault::index).containsExactly(7L, 100L, null, 421L, 599L, 299L, null,
                9L);
        assertThat(audit.faultCount()).isEqualTo(8);
    }

    @Test
    void laterFaultIsFoundAndRecordedBesideAnOldOneAndTheOldOneNotAgain() {
        alter(7);
        nextPass();
        scene.log.sequence();
        nextPass();
        assertThat(recorded()).hasSize(1);
        alter(500);

        nextPass();

        assertThat(scene.view(acme).audit().faultIndex()).isEqualTo(7);
        assertThat(recorded()).hasSize(2).last().asString().contains("position 500").doesNotContain("position 7:");
    }

    @Test
    void ofManyFaultsTheFirstAreNamedAndAllCounted() {
        scene.asSuperuser(acme, "update ev_entry set body = set_byte(body, 9, 0) where tenant_id = :tenant");

        nextPass();
        scene.log.sequence();
        nextPass();

        var audit = scene.view(acme).audit();
        assertThat(audit.faults()).hasSize(LogFaults.MOST);
        assertThat(audit.faultCount()).isEqualTo(ENTRIES);
        assertThat(recorded()).singleElement().asString().contains("and more, 600 in all");
    }

    @Test
    void tileThatIsGoneIsSaidOnceAndTheRestIsStillComparedWithWhatWasSigned() {
        scene.asSuperuser(acme, "delete from ev_tile where tenant_id = :tenant and level = 0 and idx = 1");
        alter(599);

        nextPass();

        assertThat(scene.view(acme).audit().faults()).extracting(LogFault::index).containsExactly(null, 599L);
    }

    /** The entry and its proof hold then, and yet it tells another name or another before and after. */
    @Test
    void valueThatDoesNotFitItsCommitmentIsNamed() {
        var event = scene.appendBy(acme, 7, "ada");
        scene.log.sequence();
        assertThat(scene.rebuild(acme).fault()).isNull();
        scene.database.superuserScript("create table kept as select * from ev_disclosure where event_id = '%s'"
                .formatted(event));

        for (var edit : Map.of("value = 'bob'", "the value of `/actor/user/name`", "salt = sha256('x')",
                "the value of `/actor/user/name`", "pointer = '/unheard'", "the value of `/unheard`").entrySet()) {
            scene.asSuperuser(acme,
                    "update ev_disclosure set %s where tenant_id = :tenant and event_id = '%s' and pointer = '/actor/user/name'"
                            .formatted(edit.getKey(), event));

            var fault = scene.rebuild(acme).fault();
            assertThat(fault.index()).isEqualTo(ENTRIES);
            assertThat(fault.what()).startsWith(edit.getValue());
            scene.database.superuserScript("""
                                           delete from ev_disclosure where event_id = '%1$s';
                                           insert into ev_disclosure select * from kept""".formatted(event));
        }
        scene.asSuperuser(acme,
                "delete from ev_disclosure where tenant_id = :tenant and event_id = '%s'".formatted(event));
        assertThat(scene.rebuild(acme).fault().what()).as("and nobody asked for it").contains("is gone");
    }

    @Test
    void largeValueThatDoesNotFitItsCommitmentIsNamed() {
        scene.appendLarge(acme);
        scene.log.sequence();
        assertThat(scene.rebuild(acme).fault()).isNull();
        scene.asSuperuser(acme, "update ev_value set content = set_byte(content, 9, 0) where tenant_id = :tenant");

        var fault = scene.rebuild(acme).fault();

        assertThat(fault.index()).isEqualTo(ENTRIES);
        assertThat(fault.what()).startsWith("the value of `");
        assertThat(scene.count(acme, "ev_value")).isEqualTo(1);
    }

    /** The number is in no body and in no key, so it can be changed beside all acts of a person at once. */
    @Test
    void numberThatNobodySignsInWithIsNamedBesideEachAct() {
        scene.appendBy(acme, 7, "ada");
        scene.appendBy(acme, 7, "ada");
        scene.appendBy(acme, 8, "bob");
        scene.log.sequence();
        assertThat(scene.rebuild(acme).fault()).isNull();

        for (var number : List.of(999_999, 8)) {
            scene.asSuperuser(acme,
                    """
                    update ev_entry set person_id = %d where tenant_id = :tenant and event_id in (
                      select event_id from ev_leaf where tenant_id = :tenant and leaf_index in (600, 601))"""
                            .formatted(number));

            assertThat(scene.rebuild(acme).faults().named()).extracting(LogFault::index).as("%d", number)
                    .containsExactly(600L, 601L);
        }
    }

    private void alter(long position) {
        scene.asSuperuser(acme, "update ev_entry set body = set_byte(body, 9, 0) where " + AT.formatted(position));
    }

    private List<String> recorded() {
        return scene.database.superuser().sql("""
                                              select value from ev_disclosure join ev_entry using (tenant_id, event_id)
                                              where action = 'log fault found' and pointer = '/message'
                                              order by occurred_at""").query(String.class).list();
    }

    private void nextPass() {
        scene.database.time().advance(Duration.ofMinutes(61));
        scene.log.pass();
    }
}
