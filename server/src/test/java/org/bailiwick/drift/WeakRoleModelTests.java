package org.bailiwick.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import org.bailiwick.finding.Findings.Fact;
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
class WeakRoleModelTests {
    private static final String PEOPLE = """
                                         'functions': {'operator': {'entitlements': [{'kind': 'group', 'name': '/Support/Operators'}]}},
                                         'people': {'tom': {'functions': ['operator']}}""";
    private static final String MODEL = """
                                        {'roleModel': [
                                           {'kind': 'group', 'name': '/Support', 'leadsTo': []},
                                           {'kind': 'group', 'name': '/Support/Operators', 'leadsTo': [
                                             {'kind': 'group', 'name': '/Support'}, {'kind': 'realm role', 'name': 'operator'}]},
                                           {'kind': 'realm role', 'name': 'operator', 'leadsTo': [
                                             {'kind': 'realm role', 'name': 'view-users'}]}],
                                        """
            + PEOPLE + "}";

    private TestDatabase database;
    private TestModules modules;
    private ComparedTenant tenant;
    private int tenants;

    private long tom;
    private long support;
    private long operators;
    private long operator;
    private long viewUsers;

    @BeforeAll
    void start() {
        database = TestDatabase.create();
        database.msp();
        modules = TestModules.over(database, context -> {});
    }

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @BeforeEach
    void aCopyOfTheModelAsIntended() {
        tenant = ComparedTenant.create(database, modules, "tenant-" + ++tenants);
        tom = tenant.account("tom");
        support = tenant.group("/Support");
        operators = tenant.group("/Support/Operators");
        operator = tenant.role("operator");
        viewUsers = tenant.role("view-users", "moderate");
        tenant.contains(operators, support);
        tenant.contains(operators, operator);
        tenant.contains(operator, viewUsers);
        tenant.contains(viewUsers, tenant.role("query-users", "low"));
        tenant.direct(tom, operators);
        tenant.expect(MODEL);
        tenant.read();
    }

    @Test
    void copyAsIntendedIsNotWeakerAndThatIsKnown() {
        var judgement = tenant.judge(WeakRoleModel.class);

        assertThat(judgement.known()).isTrue();
        assertThat(judgement.notKnown()).isZero();
        assertThat(judgement.facts()).isEmpty();
    }

    @Test
    void roleThatGivesMoreIsFoundOnceWhereItIsAndSaysWhatAndHow() {
        tenant.contains(operator, tenant.role("manage-users", "critical"));

        var fact = only();

        assertThat(fact.title()).isEqualTo("realm role `operator` leads to more than is intended");
        assertThat(fact.subject().kind()).isEqualTo(SubjectKind.ENTITLEMENT);
        assertThat(fact.subject().id()).isEqualTo(operator);
        assertThat(fact.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(fact.reasons()).containsExactly(
                "it leads to realm role `manage-users`, directly; realm role `manage-users` is of critical tier",
                "the expected scope intends none of this");
    }

    @Test
    void whoHoldsAnExpectedGroupHoldsNothingBeyondTheScopeBecauseOfIt() {
        tenant.contains(operators, tenant.role("realm-admin", "critical"));

        assertThat(tenant.titles(WeakRoleModel.class)).containsExactly(
                "group `/Support/Operators` leads to more than is intended");
        assertThat(tenant.titles(ExcessAccess.class)).isEmpty();
    }

    @Test
    void groupAboveThatGivesMoreIsNotToldAgainOfTheGroupsInIt() {
        tenant.contains(support, tenant.role("manage-clients", "critical"));

        assertThat(tenant.titles(WeakRoleModel.class)).containsExactly(
                "group `/Support` leads to more than is intended");
    }

    @Test
    void rightOverARoleThatNobodyNamedIsToldWithThatRoleAndTheWorstInIt() {
        var night = tenant.role("night");
        tenant.contains(operator, night);
        tenant.contains(night, tenant.role("manage-users", "critical"));

        assertThat(only().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(only().reasons()).containsExactly(
                "it leads to realm role `night`, directly; how much realm role `night` can do is not known",
                "realm role `night` contains more: realm role `manage-users` is of critical tier",
                "the expected scope intends none of this");
    }

    @Test
    void privilegePutIntoAnIntendedRightIsFoundOverThatPath() {
        tenant.contains(viewUsers, tenant.role("manage-users", "critical"));

        assertThat(only().reasons()).contains(
                "it leads to realm role `manage-users`, over realm role `view-users`;"
                        + " realm role `manage-users` is of critical tier");
        assertThat(only().subject().id()).isEqualTo(operator);
    }

    @Test
    void whatAnUnnamedRoleOfTheTenantsOwnContainsHasToBeSaid() {
        var own = tenant.role("own");
        tenant.contains(operator, own);
        tenant.contains(own, tenant.role("records", "low"));
        var leads = "{'kind': 'realm role', 'name': 'view-users'}";
        tenant.expect(MODEL.replace(leads, leads + ", {'kind': 'realm role', 'name': 'own'}"));

        assertThat(only().reasons().getFirst())
                .startsWith("it leads to realm role `records`, over realm role `own`; ");

        tenant.expect(MODEL.replace(leads, leads + ", {'kind': 'realm role', 'name': 'own'},"
                + " {'kind': 'realm role', 'name': 'records'}"));
        assertThat(tenant.titles(WeakRoleModel.class)).isEmpty();
    }

    @Test
    void modelThatGivesLessThanIntendedIsNotWeaker() {
        tenant.sql("update containment set gone_at = now() where tenant_id = :tenant").update();

        assertThat(tenant.titles(WeakRoleModel.class)).isEmpty();
    }

    @Test
    void groupsThatContainEachOtherEnd() {
        tenant.contains(support, operators);

        assertThat(tenant.titles(WeakRoleModel.class)).containsExactly(
                "group `/Support` leads to more than is intended");
    }

    @Test
    void rightOfTheSameNameInAnotherSystemIsNotTheIntendedOne() {
        var other = tenant.sql("""
                               insert into connection (tenant_id, public_id, system, name, address, settings, state)
                               values (:tenant, gen_random_uuid(), 'fake', 'other', 'http://127.0.0.1:2', '{}', 'ready')
                               returning connection_id""").query(Long.class).single();
        tenant.sql("update entitlement set connection_id = :other where tenant_id = :tenant and entitlement_id = :id")
                .param("other", other).param("id", viewUsers).update();
        tenant.read(other);

        assertThat(tenant.titles(WeakRoleModel.class)).containsExactly(
                "realm role `operator` leads to more than is intended");
    }

    @Test
    void whereNoModelIsSaidItIsNotKnown() {
        tenant.expect("{" + PEOPLE + "}");

        var judgement = tenant.judge(WeakRoleModel.class);

        assertThat(judgement.known()).isFalse();
        assertThat(judgement.notKnown()).isEqualTo(1);
        assertThat(judgement.why()).contains("says of no role or group what it may lead to");
    }

    @Test
    void whereWhatRolesContainWasNotReadItIsNotKnownAndNothingIsConcluded() {
        tenant.contains(operator, tenant.role("manage-users", "critical"));
        tenant.read("containments");

        var judgement = tenant.judge(WeakRoleModel.class);

        assertThat(judgement.known()).isFalse();
        assertThat(judgement.why()).contains("containments were not read completely", "the page was cut off");
        assertThat(judgement.facts()).isEmpty();
    }

    @Test
    void whoIsInAGroupIsNoMatterForWhatTheGroupGives() {
        tenant.contains(operator, tenant.role("manage-users", "critical"));
        tenant.read("memberships");

        assertThat(tenant.judge(WeakRoleModel.class).known()).isTrue();
        assertThat(only().subject().id()).isEqualTo(operator);
    }

    /** The rule is asked each day: the day on which it was asked says nothing of when the system was read. */
    @Test
    void itIsAsOldAsWhatRolesContainThoughWhoIsInGroupsWasNeverRead() {
        tenant.sql("update snapshot set started_at = started_at - interval '10 days' where tenant_id = :tenant")
                .update();
        tenant.sql("update snapshot_kind set complete = false where tenant_id = :tenant and kind = 'memberships'")
                .update();

        var judgement = tenant.judge(WeakRoleModel.class);

        assertThat(judgement.known()).isTrue();
        assertThat(judgement.asOf()).isEqualTo(tenant.sql("select started_at from snapshot where tenant_id = :tenant")
                .query(OffsetDateTime.class).single().toInstant());
    }

    private Fact only() {
        List<Fact> facts = tenant.judge(WeakRoleModel.class).facts();
        assertThat(facts).hasSize(1);
        return facts.getFirst();
    }
}
