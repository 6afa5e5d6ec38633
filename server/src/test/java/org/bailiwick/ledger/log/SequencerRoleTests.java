package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** The role that writes the log reaches one tenant at a time, adds and never changes, and sees nothing but the log. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SequencerRoleTests {
    private LogScene scene;
    private TenantId acme;
    private TenantId birch;

    @BeforeAll
    void twoLogs(@TempDir Path var) {
        scene = new LogScene(var);
        acme = scene.tenant("acme");
        birch = scene.tenant("birch");
        scene.append(acme);
        scene.append(birch);
        scene.log.sequence();
    }

    @AfterAll
    void drop() {
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ev_entry", "ev_leaf", "ev_tile", "ev_checkpoint"})
    void itSeesTheTenantOfItsTransactionAlone(String table) {
        assertThat(scene.database.transactions().<List<Integer>>sequencer(acme,
                tx -> tx.sql("select distinct tenant_id from " + table).query(Integer.class).list()))
                .containsExactly(acme.value());
        assertThatThrownBy(() -> scene.database.transactions().<List<Integer>>sequencer(
                tx -> tx.sql("select tenant_id from " + table).query(Integer.class).list()))
                .isInstanceOf(DataAccessException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert into ev_leaf values (%d, 99, gen_random_uuid())",
        "insert into ev_tile values (%d, 0, 99, 1, sha256('x'))",
        "insert into ev_checkpoint values (%d, 99, 1, sha256('x'), 'x', now())",
        "insert into ev_log_state (tenant_id, at, state, why) values (%d, now(), 'running', 'x')"})
    void itWritesIntoNoOtherTenant(String insert) {
        assertThatThrownBy(() -> scene.database.transactions().sequencer(acme,
                tx -> tx.sql(insert.formatted(birch.value())).update()))
                .rootCause().hasMessageContaining("row-level security");
    }

    @ParameterizedTest
    @ValueSource(strings = {"update ev_entry set body = body", "delete from ev_entry",
        "update ev_leaf set leaf_index = 9",
        "delete from ev_leaf", "update ev_tile set width = 9", "delete from ev_tile",
        "update ev_checkpoint set note = ''",
        "delete from ev_checkpoint", "delete from ev_log_state", "update head_entry set note = ''",
        "delete from head_entry", "delete from head_tile", "delete from head_checkpoint", "delete from ev_head",
        "update ev_inbox set tenant_id = 1", "truncate ev_inbox", "select note from ev_head", "select name from tenant",
        "select value from ev_disclosure", "select 1 from authority", "select 1 from identity", "delete from work",
        "insert into ev_entry select * from ev_entry"})
    void itMayNotDoMore(String statement) {
        assertThatThrownBy(() -> scene.database.transactions().sequencer(acme, tx -> tx.sql(statement).update()))
                .rootCause().hasMessageContaining("permission denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert into ev_leaf values (:tenant, 99, gen_random_uuid())",
        "insert into ev_tile values (:tenant, 0, 99, 1, sha256('x'))", "select 1 from head_entry",
        "insert into ev_checkpoint values (:tenant, 99, 1, sha256('x'), 'x', now())", "select 1 from head_inbox",
        "insert into head_tile values (0, 99, 1, sha256('x'))", "delete from ev_inbox"})
    void nobodyElseWritesTheLogAndNoTenantReadsTheHeads(String statement) {
        assertThatThrownBy(() -> scene.database.transactions().tenant(acme, tx -> tx.sql(statement).update()))
                .rootCause().hasMessageContaining("permission denied");
    }

    @Test
    void nobodyPutsIntoTheInboxOfAnotherTenant() {
        Function<TenantTx, Integer> put = tx -> tx
                .sql("insert into ev_inbox values (%d, gen_random_uuid())".formatted(birch.value())).update();
        var transactions = scene.database.transactions();

        List.<ThrowingCallable>of(() -> transactions.tenant(acme, put), () -> transactions.worker(acme, put),
                () -> transactions.retention(acme, put)).forEach(
                        each -> assertThatThrownBy(each).rootCause().hasMessageContaining("row-level security"));
    }

    @Test
    void aLogsTilesAreOfItsOwnTenantForPeopleToo() {
        assertThat(scene.<List<Integer>>read(acme,
                tx -> tx.sql("select distinct tenant_id from ev_tile").query(Integer.class).list()))
                .containsExactly(acme.value());
    }
}
