package org.bailiwick.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.bailiwick.finding.Severity;
import org.bailiwick.finding.SubjectKind;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WeakLockoutTests {
    private static final Map<String, String> INTENDED = Map.of("bruteForceProtected", "true", "failureFactor", "5",
            "waitIncrementSeconds", "60", "maxFailureWaitSeconds", "900");

    private TestDatabase database;
    private TestModules modules;
    private ComparedTenant tenant;
    private int tenants;

    @BeforeAll
    void start() {
        database = TestDatabase.create();
        modules = TestModules.over(database, context -> {});
    }

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @BeforeEach
    void lockoutAsIntended() {
        tenant = ComparedTenant.create(database, modules, "tenant-" + ++tenants);
        tenant.sql("update connection set system = 'keycloak' where tenant_id = :tenant").update();
        INTENDED.forEach((key, value) -> set(tenant.sample().connection(), key, value));
        tenant.read();
    }

    @Test
    void lockoutAsIntendedIsNoFinding() {
        var judgement = tenant.judge(WeakLockout.class);

        assertThat(judgement.known()).isTrue();
        assertThat(judgement.notKnown()).isZero();
        assertThat(judgement.facts()).isEmpty();
    }

    @Test
    void weakerSettingsAreOneFindingWithEachDeviationAndItsSource() {
        change("failureFactor", "30");
        change("maxFailureWaitSeconds", "10");

        assertThat(tenant.judge(WeakLockout.class).facts()).singleElement().satisfies(fact -> {
            assertThat(fact.key()).isEqualTo("connection/" + tenant.sample().connection());
            assertThat(fact.subject().kind()).isEqualTo(SubjectKind.CONNECTION);
            assertThat(fact.severity()).isEqualTo(Severity.MODERATE);
            assertThat(fact.reasons()).hasSize(2).first().asString().contains("`failureFactor` is `30`", "PCI DSS");
        });
    }

    @Test
    void lockoutThatIsOffIsWorse() {
        change("bruteForceProtected", "false");

        assertThat(tenant.judge(WeakLockout.class).facts()).singleElement().satisfies(fact -> {
            assertThat(fact.title()).isEqualTo("lockout of its system is off");
            assertThat(fact.severity()).isEqualTo(Severity.HIGH);
        });
    }

    @Test
    void settingsThatWereNotReadWhollyAreNotKnown() {
        change("bruteForceProtected", "false");
        tenant.read("settings");

        var judgement = tenant.judge(WeakLockout.class);

        assertThat(judgement.known()).isFalse();
        assertThat(judgement.notKnown()).isEqualTo(1);
        assertThat(judgement.why()).contains("settings were not read completely");
        assertThat(judgement.facts()).isEmpty();
        assertThat(judgement.unjudged()).containsExactly("connection/" + tenant.sample().connection());
    }

    @Test
    void settingThatTheSystemDoesNotTellIsNotKnown() {
        change("failureFactor", "null");

        var judgement = tenant.judge(WeakLockout.class);

        assertThat(judgement.known()).isFalse();
        assertThat(judgement.why()).contains("does not tell `failureFactor`");
    }

    @Test
    void oneSystemThatIsNotKnownHidesNotTheOther() {
        var other = tenant
                .sql("""
                     insert into connection (tenant_id, public_id, system, name, address, settings, state)
                     values (:tenant, gen_random_uuid(), 'keycloak', 'other', 'http://127.0.0.1:2', '{}', 'ready')
                     returning connection_id""").query(Long.class).single();
        change("bruteForceProtected", "false");

        var judgement = tenant.judge(WeakLockout.class);

        assertThat(judgement.known()).isTrue();
        assertThat(judgement.notKnown()).isEqualTo(1);
        assertThat(judgement.unjudged()).containsExactly("connection/" + other);
        assertThat(judgement.facts()).hasSize(1);
    }

    @Test
    void systemWithoutAnIntendedRuleAndTenantWithoutASystemAreNotKnown() {
        tenant.sql("update connection set system = 'abacus' where tenant_id = :tenant").update();
        assertThat(tenant.judge(WeakLockout.class).why()).contains("nobody has said");

        tenant.sql("delete from setting where tenant_id = :tenant").update();
        tenant.sql("delete from snapshot_kind where tenant_id = :tenant").update();
        tenant.sql("delete from snapshot where tenant_id = :tenant").update();
        tenant.sql("delete from connection where tenant_id = :tenant").update();
        assertThat(tenant.judge(WeakLockout.class).why()).contains("no system is connected");
    }

    private void set(long connection, String key, String value) {
        tenant.sql(
                "insert into setting (tenant_id, connection_id, key, value) values (:tenant, :connection, :key, :value)")
                .param("connection", connection).param("key", key).param("value", value).update();
    }

    private void change(String key, String value) {
        tenant.sql("update setting set value = :value where tenant_id = :tenant and key = :key").param("key", key)
                .param("value", value).update();
    }
}
