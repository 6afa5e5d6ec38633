package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bailiwick.platform.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worst logs are in the numbers too: those that have nothing left to be gone through. */
@Tag("sql")
class LogMetersTests {
    @TempDir
    Path var;

    private LogScene scene;
    private TenantId acme;

    @BeforeEach
    void oneTenant() {
        scene = new LogScene(var);
        acme = scene.tenant("acme");
        scene.append(acme);
    }

    @AfterEach
    void drop() {
        scene.close();
    }

    @Test
    void logThatStoppedAtItsFirstEntryIsFaultyAndAsOldAsThat() {
        scene.asSuperuser(acme, "update ev_entry set body = '{}' where tenant_id = :tenant");
        scene.log.sequence();
        scene.database.time().advance(Duration.ofHours(5));

        assertThat(ages().faulty()).isEqualTo(1);
        assertThat(age()).isGreaterThanOrEqualTo(Duration.ofHours(5));
    }

    @Test
    void logOfWhichNothingIsLeftIsFaulty() {
        scene.log.sequence();
        scene.log.pass();
        assertThat(ages().faulty()).isZero();
        for (var table : List.of("ev_leaf", "ev_tile", "ev_checkpoint", "ev_head", "ev_disclosure", "ev_entry",
                "ev_audit")) {
            scene.asSuperuser(acme, "delete from %s where tenant_id = :tenant".formatted(table));
        }

        assertThat(ages().faulty()).isEqualTo(1);
    }

    @Test
    void headsLogThatStandsStillIsFaulty() {
        scene.database
                .superuserScript("insert into head_state (at, state, why) values (now(), 'stopped', 'of a test')");
        assertThat(ages().faulty()).isEqualTo(1);

        scene.database.superuserScript("insert into head_state (at, state, why) values (now(), 'running', 'again')");
        assertThat(ages().faulty()).isZero();
    }

    /** Whoever gives positions may be away on every node, and then nothing else says so. */
    @Test
    void entriesThatWaitForTheirPositionAreAsOldAsTheOldestOfThem() {
        scene.database.time().advance(Duration.ofHours(2));
        scene.append(scene.tenant("birch"));
        scene.database.time().advance(Duration.ofHours(1));
        assertThat(waiting()).isBetween(10_800.0, 10_860.0);

        scene.log.sequence();

        assertThat(waiting()).isZero();
    }

    private double waiting() {
        var registry = new SimpleMeterRegistry();
        new LogMeters(scene.database.transactions(), new AuditStore(), scene.database.platform().clock())
                .bindTo(registry);
        return registry.get("bailiwick.log.waiting").gauge().value();
    }

    @Test
    void logWhosePassWasLostIsGoneThroughAgainAfterAStart() {
        scene.log.sequence();
        scene.log.pass();
        var before = scene.view(acme).audit().passedAt();
        scene.asSuperuser(acme, "delete from work where tenant_id = :tenant");
        scene.database.time().advance(Duration.ofHours(5));
        scene.log.pass();
        assertThat(scene.view(acme).audit().passedAt()).as("nobody goes through it any more").isEqualTo(before);

        scene.log.audits().started();
        scene.log.audits().started();
        scene.log.pass();

        assertThat(scene.view(acme).audit().passedAt()).isAfter(before);
    }

    @Test
    void logThatStoppedAtItsFirstEntryGetsItsPassWithAStart() {
        scene.asSuperuser(acme, "update ev_entry set body = '{}' where tenant_id = :tenant");
        scene.log.sequence();

        scene.log.audits().started();
        scene.log.pass();

        assertThat(scene.view(acme).audit()).isNotNull();
    }

    private AuditStore.Ages ages() {
        return scene.database.transactions().estate(new AuditStore()::ages);
    }

    private Duration age() {
        return Duration.between(ages().oldest().toInstant(), scene.database.platform().clock().now());
    }
}
