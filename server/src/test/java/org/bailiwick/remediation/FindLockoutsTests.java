package org.bailiwick.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** That nobody is locked out is said only where a reading has shown it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindLockoutsTests {
    private final TestDatabase database = TestDatabase.create();
    private final TestModules modules = TestModules.over(database, context -> {});
    private SampleTenant acme;
    private int scenes;

    @BeforeEach
    void tenantThatWasNeverRead() {
        acme = SampleTenant.create(database, modules, "acme-" + ++scenes, "automatic");
    }

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @Test
    void tenantThatWasNeverReadIsNotKnown() {
        assertThat(found().notRead()).containsExactly(acme.id());
        assertThat(database.tenant("unconnected-" + scenes)).satisfies(unconnected -> assertThat(
                modules.bean(FindLockouts.class).in(unconnected).notRead()).containsExactly(unconnected));
    }

    @Test
    void onlyTheNewestReadingOfAccountsCounts() {
        read("partial", "accounts", true);
        assertThat(found().notRead()).isEmpty();

        read("partial", "accounts", false);
        assertThat(found().notRead()).containsExactly(acme.id());

        read("complete", "accounts", true);
        assertThat(found().notRead()).isEmpty();

        read("partial", "memberships", true);
        assertThat(found().notRead()).as("a reading that says nothing of accounts").containsExactly(acme.id());
    }

    @Test
    void failedReadingAndDisconnectedSystemAreNotKnown() {
        read("complete", "accounts", true);
        read("failed", null, false);
        assertThat(found().notRead()).containsExactly(acme.id());

        read("complete", "accounts", true);
        acme.disconnect();
        assertThat(found().notRead()).containsExactly(acme.id());
    }

    /** A read-back is a reading, of one account: what it proved need not wait for the next one of all. */
    @Test
    void accountWhoseUnlockWasReadBackIsLockedNoMoreUntilAReadingSaysSo() {
        read("complete", "accounts", true);
        var mara = acme.locked(acme.account("u-1", "mara"));
        modules.bean(UnlockAccounts.class)
                .unlock(acme.mayUnlock(), new UnlockAccounts.Request(Set.of(mara), "asked by phone", Optional.empty()))
                .orThrow(problem -> new IllegalStateException(problem.toString()));
        assertThat(found().locked()).singleElement()
                .satisfies(lockout -> assertThat(lockout.openUnlock()).isPresent());

        database.superuser()
                .sql("update change_order set state = 'verified', read_at = clock_timestamp() where tenant_id = :tenant")
                .param("tenant", acme.id().value()).update();
        assertThat(found().locked()).isEmpty();

        read("complete", "accounts", true);
        assertThat(found().locked()).as("locked again").hasSize(1);
    }

    @Test
    void readingThatReadNoAccountsBringsNobodyBackWhoseUnlockWasReadBack() {
        read("complete", "accounts", true);
        var mara = acme.locked(acme.account("u-1", "mara"));
        unlockedAndReadBack(mara);
        assertThat(found().locked()).isEmpty();

        read("partial", "memberships", true);
        read("partial", null, false);
        read("partial", "accounts", false, 0);
        assertThat(found().locked()).as("no account was read since").isEmpty();

        read("partial", "accounts", false);
        assertThat(found().locked()).as("some were").hasSize(1);
    }

    private void unlockedAndReadBack(UUID account) {
        modules.bean(UnlockAccounts.class)
                .unlock(acme.mayUnlock(),
                        new UnlockAccounts.Request(Set.of(account), "asked by phone", Optional.empty()))
                .orThrow(problem -> new IllegalStateException(problem.toString()));
        database.superuser()
                .sql("update change_order set state = 'verified', read_at = clock_timestamp() where tenant_id = :tenant")
                .param("tenant", acme.id().value()).update();
    }

    private Lockouts found() {
        return modules.bean(FindLockouts.class).in(acme.id());
    }

    private void read(String state, String kind, boolean complete) {
        read(state, kind, complete, 1);
    }

    private void read(String state, String kind, boolean complete, int items) {
        long snapshot = database.superuser()
                .sql("""
                     insert into snapshot (tenant_id, public_id, connection_id, state, requested_at, started_at, ended_at)
                     values (:tenant, gen_random_uuid(), :connection, :state, clock_timestamp(), clock_timestamp(), clock_timestamp())
                     returning snapshot_id""")
                .param("tenant", acme.id().value()).param("state", state)
                .param("connection", acme.connection()).query(Long.class).single();
        if (kind != null) {
            database.superuser().sql("""
                                     insert into snapshot_kind (tenant_id, snapshot_id, kind, complete, pages_asked,
                                       pages_read, items_read)
                                     values (:tenant, :snapshot, :kind, :complete, 1, 1, :items)""")
                    .param("tenant", acme.id().value()).param("snapshot", snapshot).param("kind", kind)
                    .param("complete", complete).param("items", items).update();
        }
    }
}
