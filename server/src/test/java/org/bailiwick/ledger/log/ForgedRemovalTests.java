package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.bailiwick.platform.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sequencer signs whatever waits, so an entry that tells of a removal is not believed where it could be none. */
@Tag("sql")
class ForgedRemovalTests {
    private static final Duration LONG = Duration.ofDays(500);

    @TempDir
    Path var;

    private LogScene scene;
    private TenantId acme;

    @BeforeEach
    void oneLog() {
        scene = new LogScene(var);
        acme = scene.tenant("acme");
        scene.append(acme, 5);
        scene.seal();
    }

    @AfterEach
    void drop() {
        scene.close();
    }

    @Test
    void removalOfWhatIsNotOldIsADeletionWhateverAgeTheEntrySays() {
        for (int days : List.of(30, 440, 470, 3000)) {
            claim(1, days);

            assertDeleted("%d days".formatted(days));
        }
    }

    /** Nor where the entry says of itself that it is of a time to come. */
    @Test
    void removalOfWhatWasOldInTimesToComeIsADeletion() {
        var now = scene.database.platform().clock().now();
        scene.database.time().advance(LONG.multipliedBy(2));
        var event = scene.appendRemoval(acme, 1, now.plus(Duration.ofDays(40)));
        scene.database.time().advance(LONG.multipliedBy(-2));
        scene.log.sequence();
        remove(1, event);

        assertDeleted("of times to come");
    }

    @Test
    void removalOfWhatWasSignedLongAgoIsOne() {
        scene.database.time().advance(LONG);
        claim(5, 470);

        assertThat(scene.rebuild(acme).fault()).isNull();
    }

    @Test
    void entriesThatCameSinceAreNotAmongWhatWasSignedLongAgo() {
        scene.database.time().advance(LONG);
        scene.append(acme);
        scene.log.sequence();
        claim(6, 470);

        assertDeleted("the sixth is of today");
    }

    /** The time beside a checkpoint can be edited, that in a witness's signature cannot. */
    @Test
    void whereWitnessesAreTheySayWhatIsOld() {
        scene.register(LogScene.witness(1), "ours");
        scene.keepCosignature("ours", scene.cosign(LogScene.witness(1)));
        scene.database.time().advance(LONG);
        scene.append(acme);
        scene.seal();
        scene.asSuperuser(acme,
                "update ev_checkpoint set signed_at = signed_at - interval '3 years' where tenant_id = :tenant");
        claim(5, 470);
        assertThat(scene.rebuild(acme).fault()).isNull();

        claim(6, 470);

        assertDeleted("nobody had cosigned it");
    }

    /** As whoever deletes entries and tells that it was retention. */
    private void claim(long before, int days) {
        var event = scene.appendRemoval(acme, before,
                scene.database.platform().clock().now().minus(Duration.ofDays(days)));
        scene.log.sequence();
        remove(before, event);
    }

    private void remove(long before, UUID event) {
        scene.database.superuserScript(
                """
                delete from ev_disclosure where event_id in (select event_id from ev_leaf where leaf_index < %2$d);
                delete from ev_entry where event_id in (select event_id from ev_leaf where leaf_index < %2$d);
                delete from ev_removal;
                insert into ev_removal values (%1$d, %2$d, 0, now() - interval '9 years', now(), '%3$s')"""
                        .formatted(acme.value(), before, event));
    }

    private void assertDeleted(String why) {
        assertThat(scene.rebuild(acme).fault()).as(why).extracting(LogFault::what).asString()
                .contains("no entry of the log says so");
    }
}
