package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.UUID;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.LedgerForTests;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * F9: the disk is full. What PostgreSQL answers then to who writes a table (53100) is raised by a trigger on that table, so
 * that it happens at each place by itself; nothing is changed without its entry, and all goes on without repair.
 */
@Tag("sql")
class DiskFullTests {
    @TempDir
    Path var;

    private LogScene scene;
    private Ledger ledger;
    private TenantId acme;

    @BeforeEach
    void start() {
        scene = new LogScene(var);
        ledger = LedgerForTests.over(scene.database.platform()).ledger();
        acme = scene.tenant("acme");
        scene.append(acme);
        scene.log.sequence();
    }

    @AfterEach
    void drop() {
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ev_entry", "ev_disclosure", "ev_inbox"})
    void noChangeWithoutItsEntry(String table) {
        full(table);

        assertThatThrownBy(this::change).isInstanceOf(DataAccessResourceFailureException.class)
                .rootCause().hasMessageContaining("No space left on device");
        assertThat(changed()).isZero();

        spaceAgain(table);
        change();
        assertThat(changed()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ev_leaf", "ev_tile", "ev_checkpoint", "head_inbox"})
    void logStandsStillLosesNothingAndGoesOn(String table) {
        scene.append(acme, 5);
        full(table);

        assertThat(scene.log.sequencer().round()).isZero();
        assertThat(scene.size(acme)).isEqualTo(1);
        assertThat(scene.view(acme).stopped()).as("nothing is wrong with it").isNull();

        spaceAgain(table);
        assertThat(scene.log.sequencer().round()).isEqualTo(5);
        assertThat(scene.rebuild(acme)).isEqualTo(new RebuildLog.Pass(6, LogFaults.NONE));
    }

    @Test
    void headsAreEnteredOnceThereIsSpace() {
        scene.database.time().advance(LogForTests.A_MINUTE);
        scene.append(acme);
        scene.log.sequencer().round();
        full("head_checkpoint");

        assertThatThrownBy(() -> scene.log.sequencer().heads()).isInstanceOf(DataAccessResourceFailureException.class);

        spaceAgain("head_checkpoint");
        assertThat(scene.log.sequencer().heads()).isTrue();
        assertThat(RebuildLog.run(scene.log.stored().heads(), scene.log.keys(), new VerifiedCheckpoints()).fault())
                .isNull();
    }

    private void change() {
        scene.read(acme, tx -> {
            scene.log.holds().set(tx, new UUID(1, 2), "a change", null, true);
            return ledger.append(tx,
                    Entry.of(Activity.HOLD_SET, Actor.PRODUCT,
                            new Target("legal hold", new UUID(1, 2).toString(), "name"),
                            Outcome.SUCCESS, new UUID(1, 3), LegalHold.message(Activity.HOLD_SET, "a change")));
        });
    }

    private int changed() {
        return scene.read(acme, scene.log.holds()::all).size();
    }

    private void full(String table) {
        scene.database.superuserScript(
                """
                create function disk_full() returns trigger language plpgsql as $$
                begin
                  raise exception 'could not extend file: No space left on device' using errcode = '53100';
                end $$;
                create trigger disk_full before insert on %s for each row execute function disk_full()"""
                        .formatted(table));
    }

    private void spaceAgain(String table) {
        scene.database.superuserScript("drop trigger disk_full on %s; drop function disk_full()".formatted(table));
    }
}
