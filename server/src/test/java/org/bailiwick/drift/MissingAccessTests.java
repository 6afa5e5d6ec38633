package org.bailiwick.drift;

import static org.assertj.core.api.Assertions.assertThat;

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
class MissingAccessTests {
    private static final String SCOPE = """
                                        {'functions': {
                                           'dentist': {'entitlements': [{'kind': 'group', 'name': '/Mill Lane'}, {'kind': 'realm role', 'name': 'records'}]},
                                           'night': {'entitlements': [{'kind': 'realm role', 'name': 'records'}]}},
                                         'people': {'tom': {'functions': ['dentist', 'night']}}}""";

    private TestDatabase database;
    private TestModules modules;
    private ComparedTenant tenant;
    private int tenants;

    private long tom;
    private long millLane;
    private long records;

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
    void tomIsExpected() {
        tenant = ComparedTenant.create(database, modules, "tenant-" + ++tenants);
        tom = tenant.account("tom");
        millLane = tenant.group("/Mill Lane");
        records = tenant.role("records");
        tenant.direct(tom, millLane);
        tenant.expect(SCOPE);
        tenant.read();
    }

    @Test
    void whatIsNotHeldIsMissingOnceHoweverManyFunctionsGiveIt() {
        var facts = tenant.judge(MissingAccess.class).facts();

        assertThat(facts).singleElement().satisfies(fact -> {
            assertThat(fact.title()).isEqualTo("`tom` does not hold the expected realm role `records`");
            assertThat(fact.key()).isEqualTo("account/%d/realm role/records".formatted(tom));
            assertThat(fact.subject().kind()).isEqualTo(SubjectKind.ACCOUNT);
            assertThat(fact.reasons()).containsExactly("the expected scope gives it through `dentist`, `night`",
                    "the account does not hold it over any path, as last read completely");
        });
    }

    @Test
    void whatIsHeldThroughSomethingElseIsNotMissing() {
        tenant.through(tom, millLane, records);

        var judgement = tenant.judge(MissingAccess.class);

        assertThat(judgement.known()).isTrue();
        assertThat(judgement.facts()).isEmpty();
    }

    @Test
    void whatEndedIsMissingAndWhatReturnsIsNot() {
        var grant = tenant.direct(tom, records);
        assertThat(tenant.titles(MissingAccess.class)).isEmpty();

        tenant.end(grant);
        assertThat(tenant.titles(MissingAccess.class)).hasSize(1);

        tenant.sql(
                "update access_grant set effective = true, since = now() where tenant_id = :tenant and public_id = :id")
                .param("id", grant).update();
        assertThat(tenant.titles(MissingAccess.class)).isEmpty();
    }

    @Test
    void rightThatTheSystemDoesNotHaveIsMissingAndSaysSo() {
        tenant.sql("update entitlement set gone_at = now() where tenant_id = :tenant and entitlement_id = :id")
                .param("id", records).update();

        assertThat(tenant.judge(MissingAccess.class).facts()).singleElement().satisfies(
                fact -> assertThat(fact.reasons()).contains("the account's system has no realm role of this name"));
    }

    @Test
    void personWithoutAnAccountIsOneFindingWhateverIsExpected() {
        tenant.account(tom, "gone_at = now()");

        assertThat(tenant.judge(MissingAccess.class).facts()).singleElement().satisfies(fact -> {
            assertThat(fact.key()).isEqualTo("person/tom");
            assertThat(fact.subject().kind()).isEqualTo(SubjectKind.EXPECTED_PERSON);
            assertThat(fact.title()).isEqualTo("`tom` is expected and has no account");
        });
    }

    @Test
    void accountOfTheSameNameInTheWrongSystemIsNone() {
        tenant.direct(tom, records);
        tenant.expect(SCOPE.replace("'night']", "'night'], 'connection': 'elsewhere'"));

        assertThat(tenant.titles(MissingAccess.class)).containsExactly("`tom` is expected and has no account");
    }

    @Test
    void whatOneOfSeveralAccountsHoldsIsNotMissing() {
        var other = tenant.sql("""
                               insert into connection (tenant_id, public_id, system, name, address, settings, state)
                               values (:tenant, gen_random_uuid(), 'fake', 'other', 'http://127.0.0.1:2', '{}', 'ready')
                               returning connection_id""").query(Long.class).single();
        var second = tenant.account("tom ");
        tenant.account(second, "username = 'tom', connection_id = " + other);
        tenant.read(other);
        assertThat(tenant.titles(MissingAccess.class)).hasSize(1);

        var there = tenant.role("records there");
        tenant.sql(
                "update entitlement set name = 'records', connection_id = %d where tenant_id = :tenant and entitlement_id = :id"
                        .formatted(other))
                .param("id", there).update();
        tenant.direct(second, there);

        assertThat(tenant.titles(MissingAccess.class)).isEmpty();
    }

    @Test
    void disabledAccountIsSaidToBeDisabled() {
        tenant.account(tom, "enabled = false");

        assertThat(tenant.judge(MissingAccess.class).facts()).singleElement().satisfies(
                fact -> assertThat(fact.reasons()).contains("the account is disabled"));
    }

    @Test
    void accountThatItsSystemLockedForGoodIsNotSaidToBeDisabled() {
        tenant.account(tom, ComparedTenant.LOCKED_FOR_GOOD);

        assertThat(tenant.judge(MissingAccess.class).facts()).singleElement().satisfies(
                fact -> assertThat(fact.reasons()).doesNotContain("the account is disabled"));
    }

    @Test
    void absenceIsConcludedFromCompleteReadingsAlone() {
        for (var kind : new String[]{"accounts", "entitlements", "containments", "memberships"}) {
            tenant.read(kind);

            var judgement = tenant.judge(MissingAccess.class);

            assertThat(judgement.known()).as(kind).isFalse();
            assertThat(judgement.why()).contains(kind);
            assertThat(judgement.facts()).isEmpty();
        }
    }

    @Test
    void withoutAnApprovedScopeOrAReadingNothingIsKnown() {
        var fresh = ComparedTenant.create(database, modules, "fresh-" + tenants);
        assertThat(fresh.judge(MissingAccess.class).known()).isFalse();

        fresh.expect(SCOPE);

        var judgement = fresh.judge(MissingAccess.class);
        assertThat(judgement.known()).isFalse();
        assertThat(judgement.why()).contains("not read completely");
        assertThat(judgement.facts()).isEmpty();
    }
}
