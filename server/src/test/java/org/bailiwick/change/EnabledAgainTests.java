package org.bailiwick.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.bailiwick.platform.Transactions;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A disabling stands against letting somebody in until a reading that can know it has shown that they were enabled since. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnabledAgainTests {
    private static final String ENABLED = "{\"enabled\": true, \"locked\": false}";
    private static final String DISABLED = "{\"enabled\": false, \"locked\": false}";
    private static final String FOR_GOOD = "{\"enabled\": false, \"locked\": true, \"lockPermanent\": true}";
    private static final int READ_BACK = 10;

    private final TestDatabase database = TestDatabase.create();
    private final TestModules modules = TestModules.over(database, context -> {});
    private SampleTenant tenant;
    private long ada;
    private String known;
    private boolean there;
    private int tenants;

    @BeforeEach
    void adaWasDisabledAndThatIsVerified() {
        tenant = SampleTenant.create(database, modules, "tenant-" + ++tenants, "automatic");
        ada = tenant.account("u-1", "ada");
        known = null;
        there = false;
        shows(1, true, ENABLED);
        database.superuser()
                .sql("""
                     insert into change_order (tenant_id, public_id, connection_id, action, account_id, plan,
                       plan_hash, requested_for, requested_by, authority_id, execution, state, state_at, read_at,
                       ordered_at, correlation)
                     select a.tenant_id, gen_random_uuid(), a.connection_id, 'disable account', a.account_id,
                       'x', sha256('x'), 'leaver', 1001, (select min(authority_id) from authority h
                         where h.tenant_id = a.tenant_id), 'automatic', 'verified', now(),
                       timestamptz '2026-01-01Z' + :hour * interval '1 hour', timestamptz '2026-01-01T09:00Z',
                       gen_random_uuid()
                     from account a where a.account_id = :ada""").param("ada", ada).param("hour", READ_BACK).update();
    }

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @Test
    void whoWasNotReadSinceOrIsShownDisabledIsNotLetIn() {
        assertThat(ends()).isTrue();

        shows(11, true, DISABLED);
        shows(12, true, DISABLED);
        assertThat(ends()).isTrue();
    }

    @Test
    void whoIsShownEnabledByACompleteReadingThatBeganLaterMayBeLetIn() {
        shows(11, true, DISABLED);
        shows(12, true, ENABLED);

        assertThat(ends()).isFalse();
    }

    @Test
    void whoWasEnabledBeforeAReadingShowedThemDisabledMayBeLetInToo() {
        shows(11, true, ENABLED);

        assertThat(ends()).isFalse();
    }

    @Test
    void readingThatBeganBeforeTheReadBackOrWasNotCompleteProvesNothing() {
        shows(READ_BACK, true, ENABLED);
        assertThat(ends()).as("began when it was read back").isTrue();

        shows(11, true, DISABLED);
        shows(12, false, ENABLED);
        assertThat(ends()).as("accounts were not read completely").isTrue();

        shows(13, true, ENABLED);
        assertThat(ends()).isFalse();
    }

    /** What was enabled once and is locked now is neither disabled again by anybody, nor was it by us. */
    @Test
    void lockoutForGoodChangesNothing() {
        shows(11, true, FOR_GOOD);
        assertThat(ends()).as("never seen enabled").isTrue();

        shows(12, true, ENABLED);
        shows(13, true, FOR_GOOD);
        assertThat(ends()).as("seen enabled before it was locked").isFalse();
    }

    @Test
    void accountThatIsEnabledAndLockedForGoodIsNoEvidence() {
        shows(11, true, "{\"enabled\": true, \"locked\": true, \"lockPermanent\": true}");

        assertThat(ends()).isTrue();
    }

    @Test
    void whoDisappearedAndIsBackIsNotTakenForWhatTheyWereBefore() {
        shows(11, true, null);
        assertThat(ends()).as("gone, and enabled as last known").isTrue();

        shows(12, true, DISABLED);
        assertThat(ends()).isTrue();
    }

    @Test
    void disablingThatIsNotVerifiedStandsWhateverWasShown() {
        shows(11, true, ENABLED);

        for (var state : new String[]{"authorised", "sent", "accepted", "unknown", "not proven", "still effective"}) {
            database.superuser()
                    .sql("update change_order set state = :state, owner = 1001, due_at = now() where account_id = :ada")
                    .param("state", state).param("ada", ada).update();
            assertThat(ends()).as(state).isTrue();
        }
    }

    @Test
    void laterDisablingStandsUntilItIsFollowedByItsOwnReading() {
        shows(11, true, DISABLED);
        shows(12, true, ENABLED);
        database.superuser()
                .sql("""
                     insert into change_order (tenant_id, public_id, connection_id, action, account_id, plan,
                       plan_hash, requested_for, requested_by, authority_id, execution, state, state_at, read_at,
                       ordered_at, correlation)
                     select tenant_id, gen_random_uuid(), connection_id, action, account_id, plan, plan_hash,
                       requested_for, requested_by, authority_id, execution, state, state_at,
                       read_at + interval '4 hours', ordered_at + interval '4 hours', correlation
                     from change_order where account_id = :ada""").param("ada", ada).update();

        assertThat(ends()).isTrue();

        shows(15, true, ENABLED);
        assertThat(ends()).isFalse();
    }

    private boolean ends() {
        var changes = modules.bean(Changes.class);
        return modules.bean(Transactions.class).tenant(tenant.id(), tx -> {
            var why = changes.whyToBeDisabled(tx, ada);
            assertThat(changes.whyToBeDisabled(tx::sql, Set.of(tx.tenant()), Set.of(ada, -1L)))
                    .as("of several").hasSize(why.isPresent() ? 1 : 0);
            return why.isPresent();
        });
    }

    /**
     * A reading as the register leaves it behind.
     *
     * @param state what it shows of the account; null where the account is not there
     */
    private void shows(int hour, boolean complete, @Nullable String state) {
        long snapshot = database.superuser()
                .sql("""
                     with taken as (
                       insert into snapshot (tenant_id, public_id, connection_id, state, requested_at, started_at,
                         ended_at)
                       select :tenant, gen_random_uuid(), :connection, 'partial', at, at, at + interval '30 minutes'
                       from (select timestamptz '2026-01-01Z' + :hour * interval '1 hour' as at) began
                       returning snapshot_id)
                     insert into snapshot_kind (tenant_id, snapshot_id, kind, complete, pages_asked, pages_read,
                       items_read)
                     select :tenant, snapshot_id, 'accounts', :complete, 1, 1, 1 from taken returning snapshot_id""")
                .param("tenant", tenant.id().value()).param("connection", tenant.connection()).param("hour", hour)
                .param("complete", complete).query(Long.class).single();
        if (there ? known.equals(state) : state == null) {
            return;
        }
        var what = state == null ? "gone" : known == null ? "appeared" : there ? "changed" : "returned";
        database.superuser()
                .sql("""
                     insert into register_history (tenant_id, snapshot_id, at, kind, row_id, what, before, after)
                     select :tenant, snapshot_id, ended_at, 'account', :ada, :what, :before::jsonb, :after::jsonb
                     from snapshot where snapshot_id = :snapshot""").param("tenant", tenant.id().value())
                .param("ada", ada).param("what", what).param("before", known).param("after", state)
                .param("snapshot", snapshot).update();
        database.superuser()
                .sql("""
                     update account set enabled = (:known::jsonb ->> 'enabled')::boolean,
                       locked = (:known::jsonb ->> 'locked')::boolean,
                       lock_permanent = (:known::jsonb ->> 'lockPermanent')::boolean,
                       gone_at = case when :gone then now() end
                     where account_id = :ada""").param("known", state == null ? known : state)
                .param("gone", state == null).param("ada", ada).update();
        known = state == null ? known : state;
        there = state != null;
    }
}
