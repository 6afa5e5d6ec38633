package org.bailiwick.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.RealmBuilder.groups;
import static org.bailiwick.testing.RealmBuilder.roles;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import org.bailiwick.change.Applied;
import org.bailiwick.change.ChangeEvent;
import org.bailiwick.change.ChangeOrder;
import org.bailiwick.change.ChangeState;
import org.bailiwick.change.Changes;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.demo.Fault;
import org.bailiwick.demo.FaultProxy;
import org.bailiwick.demo.FaultRule;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.Register;
import org.bailiwick.register.Snapshots;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestKeycloak;
import org.bailiwick.testing.TestModules;
import org.bailiwick.testing.TestRealm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The loop in one piece: observe the real Keycloak, decide in its tenant, apply through a proxy that can lie, hide or
 * vanish, read back, and look behind all of it with Keycloak's own admin API.
 */
final class RevocationTests {
    private static final int MOST_ROUNDS = 50;

    private static TestDatabase database;
    private static TestModules modules;
    private static TestRealm realm;
    private static int tenants;

    private FaultProxy proxy;
    private SampleTenant tenant;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        modules = TestModules.over(database, context -> {});
        realm = TestKeycloak.realm().small().role("billing-admin").group("/finance", "billing-admin").create();
    }

    @AfterAll
    static void stop() {
        modules.close();
        database.close();
    }

    @BeforeEach
    void proxied() {
        proxy = FaultProxy.start(TestKeycloak.url());
    }

    @AfterEach
    void endProxy() {
        proxy.close();
    }

    @Test
    void honestSystemEndsVerifiedAndTheAccessIsGoneInKeycloak() {
        observe(roles("billing-admin"));
        assertThat(realm.holds("mara", "billing-admin")).isTrue();

        var change = revoke("mara", "billing-admin");

        assertThat(states(change)).containsExactly("authorised", "intent", "sent", "accepted", "verified");
        assertThat(realm.holds("mara", "billing-admin")).isFalse();
        assertThat(effective("mara", "billing-admin")).isFalse();
    }

    @Test
    void lyingSystemEndsStillEffectiveUntilItTellsTheTruth() {
        observe(roles("billing-admin"));
        proxy.faults(FaultRule.always(new Fault.LieOnWrites(204)));

        var change = revoke("mara", "billing-admin");

        assertThat(states(change)).endsWith("accepted", "still effective");
        assertThat(realm.holds("mara", "billing-admin")).isTrue();
        assertThat(effective("mara", "billing-admin")).isTrue();

        proxy.faults();
        modules.bean(Changes.class).execute(tenant.mayExecute(), change.publicId());
        run();

        assertThat(find(change).state()).isEqualTo(ChangeState.VERIFIED);
        assertThat(realm.holds("mara", "billing-admin")).isFalse();
    }

    @Test
    void secondPathEndsStillEffectiveWithThatPath() {
        observe(roles("billing-admin").andThen(groups("/finance")));

        var change = revoke("mara", "billing-admin");

        assertThat(find(change).state()).isEqualTo(ChangeState.STILL_EFFECTIVE);
        assertThat(find(change).foundPaths()).singleElement().satisfies(path -> assertThat(path.steps())
                .extracting(ChangeOrder.Step::name).containsExactly("/finance", "billing-admin"));

        revoke("mara", "/finance");
        later(Duration.ofMinutes(2));

        assertThat(find(change).state()).isEqualTo(ChangeState.VERIFIED);
        assertThat(realm.holds("mara", "billing-admin")).isFalse();
    }

    @Test
    void roleHeldThroughOneGroupEndsWithThatMembership() {
        observe(groups("/finance"));

        var change = revoke("mara", "billing-admin");

        assertThat(change.what()).isEqualTo("/finance");
        assertThat(find(change).state()).isEqualTo(ChangeState.VERIFIED);
        assertThat(realm.holds("mara", "billing-admin")).isFalse();
        assertThat(effective("mara", "/finance")).isFalse();
    }

    @Test
    void systemThatIsDownIsUnreachableAndGetsTheChangeWhenItIsBack() {
        observe(roles("billing-admin"));
        proxy.down();

        var change = revoke("mara", "billing-admin");

        assertThat(find(change).state()).isEqualTo(ChangeState.UNREACHABLE);
        assertThat(find(change).applied()).isEqualTo(Applied.NO);
        assertThat(realm.holds("mara", "billing-admin")).isTrue();

        proxy.up();
        later(Duration.ofMinutes(2));

        assertThat(find(change).state()).isEqualTo(ChangeState.VERIFIED);
        assertThat(realm.holds("mara", "billing-admin")).isFalse();
    }

    @Test
    void systemThatVanishesBeforeTheReadBackIsNotVerifiedUntilItCanBeRead() {
        observe(roles("billing-admin"));
        proxy.faults(FaultRule.on("GET", "/role-mappings/realm/composite", new Fault.Reset()));

        var change = revoke("mara", "billing-admin");

        assertThat(find(change).applied()).isEqualTo(Applied.YES);
        assertThat(find(change).state()).isIn(ChangeState.UNREACHABLE, ChangeState.NOT_PROVEN);

        proxy.faults();
        later(Duration.ofMinutes(2));

        assertThat(find(change).state()).isEqualTo(ChangeState.VERIFIED);
    }

    @Test
    void answerLostAfterTheWriteIsUnknownThenVerified() {
        observe(roles("billing-admin"));
        proxy.faults(FaultRule.on("DELETE", "/role-mappings/", new Fault.DropAfterForward()));

        var change = revoke("mara", "billing-admin");

        assertThat(states(change)).containsExactly("authorised", "intent", "sent", "unknown", "verified");
        assertThat(find(change).applied()).isEqualTo(Applied.NOT_KNOWN);
        assertThat(realm.holds("mara", "billing-admin")).isFalse();
    }

    @Test
    void systemThatAsksToWaitGetsTheChangeLater() {
        observe(roles("billing-admin"));
        proxy.faults(FaultRule.on("DELETE", "/role-mappings/", new Fault.Status(429, OptionalInt.of(60))).times(1));

        var change = revoke("mara", "billing-admin");
        assertThat(states(change)).containsExactly("authorised", "intent", "sent", "authorised");
        assertThat(realm.holds("mara", "billing-admin")).isTrue();

        later(Duration.ofSeconds(61));

        assertThat(find(change).state()).isEqualTo(ChangeState.VERIFIED);
        assertThat(realm.holds("mara", "billing-admin")).isFalse();
    }

    @Test
    void accessPutBackBehindTheProductIsEffectiveAgainAtTheNextReading() {
        observe(roles("billing-admin"));
        revoke("mara", "billing-admin");
        var role = realm.get("/roles/billing-admin");
        realm.post("/users/" + realm.userId("mara") + "/role-mappings/realm", List.of(role));

        read();

        assertThat(effective("mara", "billing-admin")).isTrue();
        assertThat(revoke("mara", "billing-admin").state()).isEqualTo(ChangeState.AUTHORISED);
        assertThat(realm.holds("mara", "billing-admin")).isFalse();
    }

    /** By a tenant of this test's own; mara is made anew in the realm that all tests share. */
    private void observe(Consumer<Map<String, Object>> held) {
        realm.user("mara", held);
        tenant = SampleTenant.connected(database, modules, "realm-" + ++tenants, realm.details(proxy.url(), null));
        read();
    }

    private void read() {
        modules.bean(Transactions.class).tenant(tenant.id(),
                tx -> modules.bean(Snapshots.class).request(tx, tenant.connection(), null));
        run();
    }

    /** Decides and lets all due work run; returns the change as it was ordered. */
    private ChangeOrder revoke(String username, String entitlement) {
        var decided = modules.bean(GrantDecisions.class).decide(tenant.mayDecide(), grant(username, entitlement),
                new DecisionRequest(DecisionKind.REVOKE, "left the project", Optional.empty()))
                .orThrow(problem -> new IllegalStateException(problem.toString()));
        var change = modules.bean(Transactions.class).tenant(tenant.id(), tx -> modules.bean(Changes.class).find(tx,
                decided.decision().change().orElseThrow()).orElseThrow());
        run();
        return change;
    }

    private UUID grant(String username, String entitlement) {
        return database.superuser().sql("""
                                        select g.public_id from access_grant g
                                        join account a using (tenant_id, account_id)
                                        join entitlement e using (tenant_id, entitlement_id)
                                        where g.tenant_id = :tenant and a.username = :user and e.name = :name""")
                .param("tenant", tenant.id().value()).param("user", username).param("name", entitlement)
                .query(UUID.class).single();
    }

    private boolean effective(String username, String entitlement) {
        return modules.bean(Transactions.class).tenant(tenant.id(),
                tx -> modules.bean(Register.class).grant(tx, grant(username, entitlement)).orElseThrow().effective());
    }

    private ChangeOrder find(ChangeOrder change) {
        return modules.bean(Transactions.class).tenant(tenant.id(),
                tx -> modules.bean(Changes.class).find(tx, change.publicId()).orElseThrow());
    }

    private List<String> states(ChangeOrder change) {
        return modules.bean(Transactions.class)
                .tenant(tenant.id(), tx -> modules.bean(Changes.class).events(tx, change))
                .stream().map(ChangeEvent::state).map(ChangeState::text).toList();
    }

    private static void run() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (modules.runDueWork() == 0) {
                return;
            }
        }
        throw new AssertionError("work goes on for ever");
    }

    private static void later(Duration by) {
        database.time().advance(by);
        run();
    }
}
