package org.bailiwick.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Severity;
import org.bailiwick.finding.SubjectKind;
import org.bailiwick.platform.PersonId;
import org.bailiwick.template.ExpectedScopes;
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
class ExcessAccessTests {
    private static final String DENTIST = """
                                          {'functions': {'dentist': {'entitlements': [{'kind': 'group', 'name': '/Mill Lane'}]}},
                                           'people': {'tom': {'functions': ['dentist']}}}""";

    private TestDatabase database;
    private TestModules modules;
    private ComparedTenant tenant;
    private int tenants;

    private long tom;
    private long millLane;

    @BeforeAll
    void start() {
        database = TestDatabase.create();
        database.msp();
        modules = TestModules.over(database, context -> {});
        database.superuser().sql("insert into mail_domain values (1, 'msp.example', now())").update();
    }

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @BeforeEach
    void tomIsADentist() {
        tenant = ComparedTenant.create(database, modules, "tenant-" + ++tenants);
        tom = tenant.account("tom");
        millLane = tenant.group("/Mill Lane");
        tenant.direct(tom, millLane);
        tenant.expect(DENTIST);
        tenant.read();
    }

    @Test
    void whatTheFunctionGivesIsNotBeyondIt() {
        var judgement = tenant.judge(ExcessAccess.class);

        assertThat(judgement.known()).isTrue();
        assertThat(judgement.notKnown()).isZero();
        assertThat(judgement.facts()).isEmpty();
    }

    @Test
    void whoHoldsExactlyWhatTheirFunctionsGiveIsNotComparedGrantByGrant() {
        var mara = tenant.account("mara");
        tenant.direct(mara, millLane);
        var nobody = tenant.account("nobody");
        assertThat(differing()).as("nothing known in advance").containsExactlyInAnyOrder(tom, mara, nobody);

        tenant.digestWhatAccountsHold();

        assertThat(differing()).as("mara is not in the scope").containsExactly(mara);
    }

    @Test
    void directGrantThatNoFunctionGivesIsBeyondItAndSaysWhy() {
        tenant.direct(tom, tenant.role("billing", "moderate"));

        var fact = only();

        assertThat(fact.title()).isEqualTo("`tom` holds realm role `billing` beyond the expected scope");
        assertThat(fact.subject().kind()).isEqualTo(SubjectKind.GRANT);
        assertThat(fact.severity()).isEqualTo(Severity.MODERATE);
        assertThat(fact.reasons()).containsExactly(
                "the expected scope gives `tom` the functions `dentist`, and none of them gives realm role `billing`",
                "realm role `billing` is of moderate tier");
    }

    @Test
    void whatIsContainedInSomethingExpectedIsExpectedToo() {
        var practices = tenant.group("/");
        var records = tenant.role("records");
        tenant.contains(millLane, practices);
        tenant.contains(practices, records);
        tenant.direct(tom, records);
        tenant.through(tom, millLane, practices);

        assertThat(tenant.titles(ExcessAccess.class)).isEmpty();
    }

    @Test
    void nestedGroupIsAsBadAsTheWorstThatItLeadsTo() {
        var helpdesk = tenant.group("/Helpdesk", "low");
        var administrators = tenant.group("/Administrators");
        var realmAdmin = tenant.role("realm-admin", "critical");
        tenant.contains(helpdesk, administrators);
        tenant.contains(administrators, realmAdmin);
        tenant.direct(tom, helpdesk);
        tenant.through(tom, helpdesk, realmAdmin);

        var fact = only();

        assertThat(fact.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(fact.reasons()).contains(
                "group `/Helpdesk` contains more: realm role `realm-admin` is of critical tier");
    }

    @Test
    void groupsThatContainEachOtherEnd() {
        var one = tenant.group("/one");
        var two = tenant.group("/two");
        tenant.contains(one, two);
        tenant.contains(two, one);
        tenant.contains(millLane, one);
        tenant.direct(tom, two);

        assertThat(tenant.titles(ExcessAccess.class)).isEmpty();
    }

    @Test
    void containmentThatIsGoneExpectsNothing() {
        var records = tenant.role("records");
        tenant.contains(millLane, records);
        tenant.direct(tom, records);
        tenant.sql("update containment set gone_at = now() where tenant_id = :tenant").update();

        assertThat(tenant.titles(ExcessAccess.class)).hasSize(1);
    }

    @Test
    void accountThatIsNotInTheScopeIsBeyondItInEverything() {
        tenant.direct(tenant.account("mara"), millLane);

        assertThat(only().reasons()).contains("the account `mara` is not in the expected scope");
    }

    @Test
    void disabledAndDisappearedAccountsAreLeftOutAndUnknownOnesAreNot() {
        var billing = tenant.role("billing");
        tenant.account(account("disabled", billing), "enabled = false");
        tenant.account(account("gone", billing), "gone_at = now()");
        tenant.account(account("unknown", billing), "enabled = null");

        var fact = only();

        assertThat(fact.title()).contains("`unknown`");
        assertThat(fact.reasons()).contains("whether the account is enabled is not known");
    }

    /** Whoever tries wrong passwords until the account is locked for good ends no finding, and no unlock brings one back. */
    @Test
    void accountThatItsSystemLockedForGoodKeepsItsFindingAsItIs() {
        var account = account("mara", tenant.role("billing"));
        var before = only();

        tenant.account(account, ComparedTenant.LOCKED_FOR_GOOD);

        assertThat(only()).isEqualTo(before);
    }

    @Test
    void whatIsHeldThroughSomethingElseIsNoFindingOfItsOwn() {
        var helpdesk = tenant.group("/Helpdesk");
        tenant.direct(tom, helpdesk);
        tenant.through(tom, helpdesk, tenant.role("viewer"));

        assertThat(tenant.titles(ExcessAccess.class)).singleElement().asString().contains("/Helpdesk");
    }

    @Test
    void rightsOfTheSameNameAreToldApartByKind() {
        tenant.direct(tom, tenant.role("/Mill Lane"));

        assertThat(tenant.titles(ExcessAccess.class)).singleElement().asString().contains("realm role `/Mill Lane`");
    }

    @Test
    void namesakeInAnotherSystemIsExpectedOnlyWhereTheScopeSaysSo() {
        var other = tenant.sql("""
                               insert into connection (tenant_id, public_id, system, name, address, settings, state)
                               values (:tenant, gen_random_uuid(), 'fake', 'other', 'http://127.0.0.1:2', '{}', 'ready')
                               returning connection_id""").query(Long.class).single();
        var namesake = tenant.account("tom ");
        tenant.account(namesake, "username = 'tom', connection_id = " + other);
        tenant.direct(namesake, millLane);
        tenant.read(other);

        assertThat(tenant.titles(ExcessAccess.class)).isEmpty();

        tenant.expect(DENTIST.replace("['dentist']", "['dentist'], 'connection': 'its system'"));

        assertThat(only().subject().id()).isEqualTo(tenant.sql(
                "select grant_id from access_grant where tenant_id = :tenant and account_id = " + namesake)
                .query(Long.class).single());
    }

    @Test
    void peopleOfTheMspAreLeftToAnotherRule() {
        var billing = tenant.role("billing");
        tenant.account(account("by-mail", billing), "mail = 'a@MSP.example', mail_verified = true");
        tenant.account(account("by-mail-unverified", billing), "mail = 'a@msp.example', mail_verified = false");
        tenant.account(account("by-mail-elsewhere", billing), "mail = 'a@msp.example.org', mail_verified = true");
        database.superuser()
                .sql("insert into tenant_person values (1, 77, 'Hannah', null, false) on conflict do nothing")
                .update();
        var known = tenant.sample().account("id of known", "by-person", new PersonId(77));
        tenant.direct(known, billing);

        assertThat(tenant.titles(ExcessAccess.class)).hasSize(2).allMatch(
                title -> title.contains("`by-mail-unverified`") || title.contains("`by-mail-elsewhere`"));
    }

    @Test
    void withoutAnApprovedScopeNothingIsKnown() {
        var fresh = ComparedTenant.create(database, modules, "fresh-" + tenants);
        fresh.read();

        var judgement = fresh.judge(ExcessAccess.class);

        assertThat(judgement.known()).isFalse();
        assertThat(judgement.notKnown()).isEqualTo(1);
        assertThat(judgement.why()).contains("no expected scope is approved");
        assertThat(judgement.facts()).isEmpty();
    }

    @Test
    void fromIncompleteMembershipsNothingIsClosedAndWhatWasSeenStays() {
        tenant.direct(tom, tenant.role("billing"));
        tenant.read("memberships");

        var judgement = tenant.judge(ExcessAccess.class);

        assertThat(judgement.known()).isFalse();
        assertThat(judgement.why()).contains("memberships were not read completely", "the page was cut off");
        assertThat(judgement.facts()).hasSize(1);
    }

    @Test
    void fromIncompleteContainmentsNobodyConcludesThatAGrantIsBeyond() {
        tenant.direct(tom, tenant.role("billing"));
        tenant.read("containments");

        var judgement = tenant.judge(ExcessAccess.class);

        assertThat(judgement.known()).isFalse();
        assertThat(judgement.facts()).isEmpty();
    }

    @Test
    void grantThatReturnsIsTheSameFactAgain() {
        var grant = tenant.direct(tom, tenant.role("billing"));
        var before = only().key();
        tenant.end(grant);
        assertThat(tenant.titles(ExcessAccess.class)).isEmpty();

        tenant.sql(
                """
                update access_grant set direct = true, effective = true, since = now()
                where tenant_id = :tenant and public_id = :id""")
                .param("id", grant).update();

        assertThat(only().key()).isEqualTo(before);
    }

    @Test
    void anotherScopeInForceIsWhatCounts() {
        tenant.direct(tom, tenant.role("billing"));
        tenant.expect(DENTIST.replace("'/Mill Lane'}", "'/Mill Lane'}, {'kind': 'realm role', 'name': 'billing'}"));

        assertThat(tenant.titles(ExcessAccess.class)).isEmpty();
    }

    @Test
    void whatEveryoneListedHasIsExpectedOfTheListedAlone() {
        var standard = tenant.role("default-roles");
        tenant.direct(tom, standard);
        tenant.direct(tenant.account("mara"), standard);
        tenant.expect("{'everyone': {'entitlements': [{'kind': 'realm role', 'name': 'default-roles'}]}, "
                + DENTIST.strip().substring(1));

        assertThat(tenant.titles(ExcessAccess.class)).singleElement().asString().contains("`mara`");
    }

    private long account(String username, long entitlement) {
        var account = tenant.account(username);
        tenant.direct(account, entitlement);
        return account;
    }

    private Fact only() {
        List<Fact> facts = tenant.judge(ExcessAccess.class).facts();
        assertThat(facts).hasSize(1);
        return facts.getFirst();
    }

    private Long[] differing() {
        return tenant.in(tx -> new ComparisonStore().differing(tx,
                modules.bean(ExpectedScopes.class).current(tx).orElseThrow().id()));
    }
}
