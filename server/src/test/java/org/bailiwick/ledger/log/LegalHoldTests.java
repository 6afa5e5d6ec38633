package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.bailiwick.proof.tile.TilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A legal hold wins over retention, whichever of the two comes first. */
@Tag("sql")
class LegalHoldTests {
    private static final Duration YEARS = Duration.ofDays(17 * 31);
    private static final int BUNDLE = TilePath.FULL;
    private static final UUID HOLD = new UUID(1, 2);

    @TempDir
    Path var;

    private LogScene scene;
    private TenantId acme;

    @BeforeEach
    void start() {
        scene = new LogScene(var);
        acme = scene.tenant("acme");
        removableBundle();
    }

    @AfterEach
    void drop() {
        scene.close();
    }

    @Test
    void legalHoldWinsUntilItIsLifted() {
        hold(() -> {});

        scene.nextDay();
        assertThat(scene.count(acme, "ev_entry")).isEqualTo(BUNDLE + 1);
        assertThat(scene.database.transactions().<Integer>retention(acme, tx -> new RetentionStore().remove(tx, 0, 2)))
                .as("not even by the statement itself").isZero();

        assertThat(scene.<Boolean>read(acme, tx -> scene.lift(tx, HOLD, "settled"))).isTrue();
        assertThat(scene.<Boolean>read(acme, tx -> scene.lift(tx, HOLD, "settled"))).isFalse();
        scene.nextDay();
        assertThat(scene.view(acme).removal().before()).isEqualTo(BUNDLE);
    }

    /** The hold finds what is there when it comes, and that stays. */
    @Test
    void holdThatMeetsARemovalUnderWayWaitsForIt() throws Exception {
        try (var blocking = scene.database.superuserConnection(); var threads = Executors.newFixedThreadPool(2)) {
            blocking.setAutoCommit(false);
            blocking.createStatement().execute("select 1 from ev_entry where tenant_id = %d for update"
                    .formatted(acme.value()));
            var removal = threads.submit(this::remove);
            await().until(() -> waiting("transactionid") > 0);
            var hold = threads.submit(() -> hold(() -> {}));
            await().until(() -> waiting("advisory") > 0);
            blocking.rollback();
            removal.get();
            hold.get();
        }

        assertThat(scene.view(acme).removal().before()).isEqualTo(BUNDLE);
        assertThat(scene.read(acme, scene.log.holds()::all)).singleElement().matches(LegalHold::holds);
    }

    @Test
    void removalThatMeetsAHoldThatIsBeingSetWaitsForItAndRemovesNothing() throws Exception {
        var held = new CountDownLatch(1);

        try (var threads = Executors.newFixedThreadPool(2)) {
            var hold = threads.submit(() -> hold(() -> awaitWaiting(held)));
            held.await();
            var removal = threads.submit(this::remove);
            removal.get();
            hold.get();
        }

        assertThat(scene.view(acme).removal()).isNull();
        assertThat(scene.count(acme, "ev_entry")).isEqualTo(BUNDLE + 1);
    }

    /** The transaction of the hold stays open until somebody waits for it. */
    private void awaitWaiting(CountDownLatch held) {
        held.countDown();
        await().until(() -> waiting("advisory") > 0);
    }

    private void removableBundle() {
        scene.append(acme, BUNDLE);
        scene.seal();
        scene.database.time().advance(YEARS);
        scene.days();
        scene.log.audit().handle(item(AuditLog.KIND));
    }

    private WorkHandler.Outcome remove() {
        return scene.log.removal().handle(item(RemoveEntries.KIND));
    }

    private WorkItem item(String kind) {
        return new WorkItem(acme, kind, 0, 1, 1);
    }

    private boolean hold(Runnable beforeCommit) {
        return scene.read(acme, tx -> {
            scene.hold(tx, HOLD, "the case of Acme against Birch");
            beforeCommit.run();
            return true;
        });
    }

    private int waiting(String lock) {
        return scene.database.superuser()
                .sql("select count(*) from pg_locks where locktype = :lock and not granted").param("lock", lock)
                .query(Integer.class).single();
    }
}
