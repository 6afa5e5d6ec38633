package org.bailiwick.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.RealmBuilder.roles;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.DecisionRequest;
import org.bailiwick.decision.GrantDecisions;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.Snapshots;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestKeycloak;
import org.bailiwick.testing.TestModules;
import org.bailiwick.testing.TestRealm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was done in a real Keycloak, by us and by others, and what of it is on record here. */
final class UnrecordedChangesTests {
    private static final int MOST_ROUNDS = 50;

    private static TestDatabase database;
    private static TestModules modules;
    private static TestRealm realm;
    private static int tenants;

    private SampleTenant tenant;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        modules = TestModules.over(database, context -> {});
        realm = TestKeycloak.realm().small().role("billing-admin").create();
    }

    @AfterAll
    static void stop() {
        modules.close();
        database.close();
    }

    @BeforeEach
    void people() {
        realm.user("mara", roles("billing-admin"));
        realm.user("otto");
    }

    @Test
    void whatTheFirstReadingFindsWasThereBefore() {
        observe();

        assertThat(unrecorded()).isEmpty();
        read();
        assertThat(unrecorded()).isEmpty();
    }

    @Test
    void beforeAnythingWasReadItIsNotKnownWhatIsNew() {
        tenant = SampleTenant.connected(database, modules, "unread-" + ++tenants, realm.details());

        assertThat(notReadYet()).extracting(NotReadYet::kinds)
                .containsExactly("accounts, containments, credentials, entitlements, memberships, settings");
        read();
        assertThat(notReadYet()).isEmpty();
    }

    @Test
    void revocationThatWasOrderedHereIsOnRecordAndTheSameDoneInTheSystemIsNot() {
        realm.user("otto", roles("billing-admin"));
        observe();
        revoke("mara");
        takeAway("otto");

        read();

        assertThat(unrecorded()).containsExactly("otto lost billing-admin");
    }

    @Test
    void accessThatReturnsAndGoesAgainAfterARevocationIsUnrecordedBothTimes() {
        observe();
        revoke("mara");
        read();
        realm.post("/users/" + realm.userId("mara") + "/role-mappings/realm",
                List.of(realm.get("/roles/billing-admin")));
        read();
        assertThat(unrecorded()).containsExactly("mara was given billing-admin");

        takeAway("mara");
        read();

        assertThat(unrecorded()).containsExactly("mara lost billing-admin", "mara was given billing-admin");
    }

    @Test
    void accessThatWasGivenByHandAndTakenAwayAgainShowsBothAndOnlyWithinThePeriod() {
        realm.user("mara");
        observe();
        realm.post("/users/" + realm.userId("mara") + "/role-mappings/realm",
                List.of(realm.get("/roles/billing-admin")));
        read();
        takeAway("mara");
        read();

        assertThat(unrecorded()).containsExactly("mara lost billing-admin", "mara was given billing-admin");
        var lost = all().getFirst();
        assertThat(newest(lost.at().minusMillis(1), null, 100)).containsExactly(lost);
        assertThat(newest(lost.at(), null, 100)).isEmpty();
    }

    @Test
    void accountSettingAndRoleThatSomebodyChangedAreToldWithTheirValuesBeforeAndAfter() {
        observe();
        realm.put("/users/" + realm.userId("mara"), Map.of("enabled", false));
        realm.put("", Map.of("realm", realm.name(), "failureFactor", 7));
        realm.post("/roles", Map.of("name", "payroll"));

        read();

        assertThat(unrecorded()).contains("account mara was changed", "realm role payroll is new");
        assertThat(differences("account mara was changed"))
                .containsExactly(new UnrecordedChange.Difference("enabled", Optional.of("yes"), Optional.of("no")));
        assertThat(all()).filteredOn(each -> each.kind() == UnrecordedChange.Kind.SETTING).isNotEmpty()
                .allSatisfy(each -> assertThat(each.differences()).extracting(UnrecordedChange.Difference::property)
                        .containsExactly("value"));
        assertThat(all()).allSatisfy(each -> assertThat(each.notBefore()).isPresent()
                .hasValueSatisfying(before -> assertThat(before).isBefore(each.at())));
    }

    @Test
    void accountThatIsGoneIsToldOnceAndNotItsMembershipsToo() {
        observe();
        realm.delete("/users/" + realm.userId("mara"), null);

        read();

        assertThat(unrecorded()).containsExactly("account mara is gone");
    }

    /** Who mistypes a password is locked out by the system itself, for a time or for good: nobody ordered it, nobody did it. */
    @Test
    void lockoutsAreNobodysAct() {
        observe();
        locked("mara", "now(), 5, false", true);
        locked("otto", "now(), 5, true", false);

        assertThat(unrecorded()).isEmpty();
    }

    /** As a reading of a lockout is merged. */
    private void locked(String username, String lockout, boolean enabled) {
        database.superuser().sql("""
                                 with last as (
                                   select max(snapshot_id) as id from snapshot where tenant_id = :tenant),
                                 told (at, failed, permanent) as (values (%s))
                                 insert into register_history (tenant_id, snapshot_id, at, kind, row_id, what, before,
                                   after)
                                 select a.tenant_id, last.id, now(), 'account', a.account_id, 'changed',
                                   jsonb_build_object('username', a.username, 'enabled', true, 'locked', false,
                                     'lockedAt', null, 'failedSignIns', null, 'lockPermanent', null),
                                   jsonb_build_object('username', a.username, 'enabled', :enabled, 'locked', true,
                                     'lockedAt', told.at, 'failedSignIns', told.failed, 'lockPermanent', told.permanent)
                                 from account a, last, told
                                 where a.tenant_id = :tenant and a.username = :user""".formatted(lockout))
                .param("tenant", tenant.id().value()).param("user", username).param("enabled", enabled).update();
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        realm.user("otto", roles("billing-admin"));
        observe();
        takeAway("mara");
        takeAway("otto");
        read();
        var both = all();

        var first = newest(null, 1);
        var second = newest(new UnrecordedStore.Place(first.getFirst().at(), first.getFirst().place()), 1);

        assertThat(both).hasSize(2).startsWith(first.getFirst()).endsWith(second.getFirst());
    }

    /** F23: what was ordered and done after the backup is on no record any more, and the next reading finds it. */
    @Test
    void afterAnOlderBackupWasRestoredItsLostRevocationIsAnUnrecordedChange() {
        observe();
        var backup = database.backUp();
        revoke("mara");
        read();
        assertThat(realm.holds("mara", "billing-admin")).isFalse();
        assertThat(unrecorded()).isEmpty();

        database.restore(backup);

        assertThat(count("change_order")).as("the order is lost").isZero();
        read();
        assertThat(unrecorded()).containsExactly("mara lost billing-admin");
        assertThat(all().getFirst().at()).isBefore(Instant.now().plusSeconds(1));
    }

    /** By a tenant of this test's own, to which all is new that others did in the realm before. */
    private void observe() {
        tenant = SampleTenant.connected(database, modules, "unrecorded-" + ++tenants, realm.details());
        read();
    }

    private void read() {
        modules.bean(Transactions.class).tenant(tenant.id(),
                tx -> modules.bean(Snapshots.class).request(tx, tenant.connection(), null));
        run();
    }

    private void revoke(String username) {
        var grant = database.superuser().sql("""
                                             select g.public_id from access_grant g
                                             join account a using (tenant_id, account_id)
                                             join entitlement e using (tenant_id, entitlement_id)
                                             where g.tenant_id = :tenant and a.username = :user
                                               and e.name = 'billing-admin'""")
                .param("tenant", tenant.id().value()).param("user", username).query(UUID.class).single();
        modules.bean(GrantDecisions.class).decide(tenant.mayDecide(), grant,
                new DecisionRequest(DecisionKind.REVOKE, "left the project", Optional.empty()))
                .orThrow(problem -> new IllegalStateException(problem.toString()));
        run();
    }

    /** As an administrator of the system does it. */
    private void takeAway(String username) {
        realm.delete("/users/" + realm.userId(username) + "/role-mappings/realm",
                List.of(realm.get("/roles/billing-admin")));
    }

    private List<String> unrecorded() {
        return all().stream().map(UnrecordedPage::words).toList();
    }

    private List<UnrecordedChange.Difference> differences(String words) {
        return all().stream().filter(each -> UnrecordedPage.words(each).equals(words)).findFirst().orElseThrow()
                .differences();
    }

    private List<UnrecordedChange> all() {
        return newest(null, 100);
    }

    private List<UnrecordedChange> newest(UnrecordedStore.Place after, int limit) {
        return newest(Instant.EPOCH, after, limit);
    }

    private List<UnrecordedChange> newest(Instant from, UnrecordedStore.Place after, int limit) {
        return modules.bean(Transactions.class).tenant(tenant.id(),
                tx -> modules.bean(UnrecordedStore.class).newest(tx, from, after, limit));
    }

    private List<NotReadYet> notReadYet() {
        return modules.bean(Transactions.class).tenant(tenant.id(),
                tx -> modules.bean(UnrecordedStore.class).notReadYet(tx));
    }

    private long count(String table) {
        return database.superuser().sql("select count(*) from %s where tenant_id = :tenant".formatted(table))
                .param("tenant", tenant.id().value()).query(Long.class).single();
    }

    private static void run() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (modules.runDueWork() == 0) {
                return;
            }
        }
        throw new AssertionError("work goes on for ever");
    }
}
