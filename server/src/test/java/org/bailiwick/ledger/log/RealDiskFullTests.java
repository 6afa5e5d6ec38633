package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.LedgerForTests;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.CommitUnknownException;
import org.bailiwick.platform.DatabaseProperties;
import org.bailiwick.platform.DatabaseRoles;
import org.bailiwick.platform.DatabaseSetup;
import org.bailiwick.platform.Migration;
import org.bailiwick.platform.PlatformForTests;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.MovableTime;
import org.bailiwick.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * F9 with a disk that is really full, the write-ahead log's too, so that the server itself goes down: whoever acts is
 * refused, nothing is kept without its entry, and once there is space all goes on without repair.
 */
class RealDiskFullTests {
    private static final int MEGABYTES = 110;
    private static final TenantId ACME = new TenantId(100);

    @TempDir
    Path var;

    private SmallDisk disk;
    private PlatformForTests platform;
    private Ledger ledger;
    private LogForTests log;

    @BeforeEach
    void start() throws Exception {
        Optional<SmallDisk> made = SmallDisk.make(var, besideTheUsualOne(), MEGABYTES);
        assumeThat(made).as("a small disk can be mounted here (`unshare`)").isPresent();
        disk = made.get();
        disk.order("start");
        await().ignoreExceptions().until(() -> superuser().sql("select 1").query(Integer.class).single() == 1);
        superuser().sql(DatabaseSetup.script(DatabaseRoles.DEFAULT)).update();
        Migration.run(url(), "bw_migrate", "", DatabaseRoles.DEFAULT);
        superuser().sql("""
                        insert into tenant (tenant_id, public_id, short_name, name, kind, created_at)
                        values (100, gen_random_uuid(), 'acme', 'Acme', 'customer', now())""").update();
        platform = new PlatformForTests(properties(), new MovableTime());
        ledger = LedgerForTests.over(platform).ledger();
        log = LogForTests.over(platform, var);
    }

    /** Where the programs lie of the server that all other tests use. */
    private static Path besideTheUsualOne() {
        try (var database = TestDatabase.create()) {
            return Path.of(database.superuser().sql("show data_directory").query(String.class).single()).getParent();
        }
    }

    @AfterEach
    void stop() {
        if (platform != null) {
            platform.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void nothingIsKeptWithoutItsEntryAndAllGoesOnOnceThereIsSpace() {
        var acknowledged = new ArrayList<UUID>();
        act(acknowledged);
        log.sequence();

        disk.order("fill");
        var refused = untilRefused(acknowledged);
        assertThat(refused).as("a full disk is 503, and so is a server that went down by it")
                .isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(untilRefused(new ArrayList<>())).as("and it stays so")
                .isInstanceOf(DataAccessResourceFailureException.class);

        disk.order("free");
        if (disk.order("alive").equals("no")) {
            disk.order("start");
        }
        await().atMost(Duration.ofSeconds(10)).ignoreExceptionsInstanceOf(DataAccessResourceFailureException.class)
                .until(() -> holds().size() > 0);
        assertThat(holds()).containsAll(acknowledged);
        assertThat(holds()).as("what is kept and what its entry says").containsExactlyInAnyOrderElementsOf(recorded());
        assertThat(holds().size() - acknowledged.size()).as("kept and not confirmed")
                .isLessThanOrEqualTo(refused instanceof CommitUnknownException ? 1 : 0);

        act(acknowledged);
        log.sequence();
        var pass = RebuildLog.run(log.stored().of(ACME), log.keys(), new VerifiedCheckpoints());
        assertThat(pass).isEqualTo(new RebuildLog.Pass(holds().size(), LogFaults.NONE));
    }

    /** As many acts as there is space for. */
    private RuntimeException untilRefused(List<UUID> acknowledged) {
        for (int i = 0; i < 20_000; i++) {
            try {
                act(acknowledged);
            } catch (RuntimeException refused) {
                return refused;
            }
        }
        throw new AssertionError("the disk is never full");
    }

    private void act(List<UUID> acknowledged) {
        var id = UUID.randomUUID();
        acknowledged.add(platform.transactions().tenant(ACME, tx -> {
            var reason = "a change ".repeat(200).strip();
            log.holds().set(tx, id, reason, null, true);
            ledger.append(tx, Entry.of(Activity.HOLD_SET, Actor.PRODUCT,
                    new Target("legal hold", id.toString(), "name"), Outcome.SUCCESS, id,
                    LegalHold.message(Activity.HOLD_SET, reason)));
            return id;
        }));
    }

    private List<UUID> holds() {
        return platform.transactions().tenant(ACME,
                tx -> tx.sql("select public_id from ev_hold where tenant_id = :tenant").query(UUID.class).list());
    }

    private List<UUID> recorded() {
        return platform.transactions().tenant(ACME, tx -> tx
                .sql("select correlation from ev_entry where tenant_id = :tenant").query(UUID.class).list());
    }

    private DatabaseProperties properties() {
        return new DatabaseProperties(url(), login("tenant"), login("worker"), login("oversight"), login("estate"),
                login("signin"), login("sequencer"), login("retention"));
    }

    private static DatabaseProperties.Login login(String role) {
        return new DatabaseProperties.Login("bw_" + role, "");
    }

    private JdbcClient superuser() {
        return JdbcClient.create(new DriverManagerDataSource(url(), "postgres", ""));
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(disk.port);
    }
}
