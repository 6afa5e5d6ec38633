package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.WorkItem;
import org.bailiwick.proof.tile.TilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever edits the row of a legal hold past all walls lifts nothing by it, and is found in the next pass. */
@Tag("sql")
class HoldFaultsTests {
    private static final Duration YEARS = Duration.ofDays(17 * 31);
    private static final int BUNDLE = TilePath.FULL;
    private static final UUID HOLD = new UUID(1, 2);
    private static final String LIFT = "update ev_hold set lifted_at = now(), lift_reason = 'x' where tenant_id = :tenant";
    private static final String HIDE = "update ev_entry set action = '%s' where tenant_id = :tenant and action = '%s'";

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
    void holdsThatAreAsTheyWereRecordedAreNoFault() {
        scene.append(acme, 2);
        scene.log.sequence();
        hold();
        assertFine("while the entry waits for its position");
        scene.log.sequence();
        assertFine("while it stands");
        lift();
        assertFine("while the lifting waits");
        scene.log.sequence();
        assertFine("lifted");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            lifted_at = now(), lift_reason = 'x' | set here is said to be lifted, and no entry of the log says so
                                            set_at = set_at - interval '2 years' | the time of the legal hold that was set here
                                            ticket = 'X 1' | the ticket of the legal hold
                                            of_tenant = false | the side of the legal hold
                                            reason = 'another' | the reason of the legal hold""")
    void editOfAHoldThatStandsIsNamedAtItsEntry(String edit, String fault) {
        setAtTwo();
        scene.asSuperuser(acme, "update ev_hold set %s where tenant_id = :tenant".formatted(edit));

        assertFault(2L, fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            lifted_at = null, lift_reason = null | lifted here is said to stand
                                            lifted_at = lifted_at + interval '1 day' | the time of the lifting
                                            lift_reason = 'another' | the reason of the lifting""")
    void editOfALiftedHoldIsNamedAtTheEntryThatLiftedIt(String edit, String fault) {
        setAtTwo();
        lift();
        scene.log.sequence();
        scene.asSuperuser(acme, "update ev_hold set %s where tenant_id = :tenant".formatted(edit));

        assertFault(3L, fault);
    }

    @Test
    void holdThatIsGoneIsNamedAndSoIsOneThatNoEntrySet() {
        setAtTwo();
        scene.asSuperuser(acme, "delete from ev_hold where tenant_id = :tenant");
        assertFault(2L, "is not among the holds any more");

        scene.read(acme, tx -> {
            scene.hold(tx, new UUID(3, 4), "the second");
            scene.log.holds().set(tx, new UUID(5, 6), "nobody's", null, true);
            return true;
        });
        scene.log.sequence();

        assertThat(scene.rebuild(acme).faults().named()).extracting(LogFault::words).containsExactly(
                "position 2: the legal hold that was set here is not among the holds any more",
                "no entry of the log set the legal hold `%s`".formatted(new UUID(5, 6)));
    }

    @ParameterizedTest
    @ValueSource(strings = {LIFT, "delete from ev_hold where tenant_id = :tenant"})
    void rowThatIsEditedAfterThePassRemovesNothingAndTheNextPassNamesIt(String edit) {
        removableBundle();
        hold();
        scene.log.sequence();
        audit();
        scene.asSuperuser(acme, edit);

        remove();
        assertThat(scene.database.transactions().<Integer>retention(acme, tx -> new RetentionStore().remove(tx, 0, 2)))
                .as("not even by the statement itself").isZero();

        assertThat(scene.view(acme).removal()).isNull();
        scene.nextDay();
        assertThat(scene.view(acme).audit().faultIndex()).isEqualTo(BUNDLE);
        assertThat(scene.view(acme).audit().fault()).contains("the legal hold that was set here");
        assertThat(scene.view(acme).removal()).isNull();
    }

    /** What would be removed is read by its own bytes, so hiding the entry of an old hold does not help. */
    @Test
    void oldHoldWhoseEntryIsHiddenRemovesNothing() {
        hold();
        removableBundle();
        scene.asSuperuser(acme, LIFT);
        scene.asSuperuser(acme, HIDE.formatted("grant kept", "legal hold set"));

        remove();

        assertThat(scene.view(acme).removal()).isNull();
        assertThat(scene.rebuild(acme).faults().named()).extracting(LogFault::what)
                .anyMatch(what -> what.contains("set here is said to be lifted"));
    }

    /** Also where everything is set right again afterwards. */
    @Test
    void removalWhileAHoldStoodIsNamed() {
        removableBundle();
        hold();
        scene.log.sequence();
        scene.database.time().advance(Duration.ofHours(2));
        audit();
        scene.asSuperuser(acme, LIFT);
        scene.asSuperuser(acme, HIDE.formatted("hidden", "legal hold set"));
        remove();
        scene.asSuperuser(acme, HIDE.formatted("legal hold set", "hidden"));
        scene.asSuperuser(acme, "update ev_hold set lifted_at = null, lift_reason = null where tenant_id = :tenant");
        scene.seal();

        assertThat(scene.view(acme).removal().before()).isEqualTo(BUNDLE);
        assertFault(BUNDLE + 1L, "entries were removed here although the legal hold `%s` stood".formatted(HOLD));
    }

    @Test
    void holdThatEndedLongAgoMayHaveLostItsEntriesToRetention() {
        hold();
        lift();
        removableBundle();
        remove();
        scene.seal();
        assertThat(scene.view(acme).removal().before()).isEqualTo(BUNDLE);
        assertFine("both entries are gone");

        scene.asSuperuser(acme, LIFT.replace("now()", "now() + interval '2 years'"));
        assertFault(null, "is said to be lifted, and no entry of the log says so");
        scene.asSuperuser(acme, "update ev_hold set lifted_at = null, lift_reason = null where tenant_id = :tenant");
        assertFault(null, "no entry of the log set the legal hold");
    }

    private void setAtTwo() {
        scene.append(acme, 2);
        scene.log.sequence();
        hold();
        scene.log.sequence();
    }

    private void hold() {
        scene.read(acme, tx -> {
            scene.hold(tx, HOLD, "the case of Acme against Birch");
            return true;
        });
    }

    private void lift() {
        assertThat(scene.<Boolean>read(acme, tx -> scene.lift(tx, HOLD, "settled"))).isTrue();
    }

    private void removableBundle() {
        scene.append(acme, BUNDLE - (int) scene.count(acme, "ev_entry"));
        scene.seal();
        scene.database.time().advance(YEARS);
        scene.days();
        audit();
    }

    private void audit() {
        scene.log.audit().handle(new WorkItem(acme, AuditLog.KIND, 0, 1, 1));
    }

    private void remove() {
        scene.log.removal().handle(new WorkItem(acme, RemoveEntries.KIND, 0, 1, 1));
    }

    private void assertFine(String when) {
        assertThat(scene.rebuild(acme).faults()).as(when).isEqualTo(LogFaults.NONE);
    }

    private void assertFault(Long index, String what) {
        assertThat(scene.rebuild(acme).faults().named()).singleElement().satisfies(fault -> {
            assertThat(fault.index()).isEqualTo(index);
            assertThat(fault.what()).contains(what);
        });
    }
}
