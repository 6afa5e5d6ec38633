package org.bailiwick.drift;

import static org.assertj.core.api.Assertions.assertThat;

import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Severity;
import org.bailiwick.finding.SubjectKind;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.signin.Providers;
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
class DelegatedAdminTests {
    private static final String SCOPE = """
                                        {'functions': {'support': {'entitlements': [{'kind': 'realm role', 'name': 'view-users'}]}},
                                         'people': {'msp-hannah': {'functions': ['support']}}}""";

    private TestDatabase database;
    private TestModules modules;
    private ComparedTenant tenant;
    private int tenants;

    private long hannah;
    private long viewUsers;
    private long realmAdmin;

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
    void hannahSupports() {
        database.superuser().sql("insert into mail_domain values (1, 'msp.example', now()) on conflict do nothing")
                .update();
        tenant = ComparedTenant.create(database, modules, "tenant-" + ++tenants);
        hannah = tenant.account("msp-hannah");
        tenant.account(hannah, "mail = 'hannah@msp.example', mail_verified = true");
        viewUsers = tenant.role("view-users", "high");
        realmAdmin = tenant.role("realm-admin", "critical");
        tenant.direct(hannah, viewUsers);
        tenant.expect(SCOPE);
        tenant.read();
    }

    @Test
    void whatTheTenantAgreedToExpectIsNoFinding() {
        var judgement = tenant.judge(DelegatedAdmin.class);

        assertThat(judgement.known()).isTrue();
        assertThat(judgement.facts()).isEmpty();
    }

    @Test
    void oneFindingAnAccountHoweverManyRightsItHolds() {
        var administrators = tenant.group("/Administrators");
        tenant.direct(hannah, administrators);
        tenant.through(hannah, administrators, realmAdmin);
        tenant.direct(hannah, tenant.role("manage-users", "critical"));

        assertThat(tenant.judge(DelegatedAdmin.class).facts()).singleElement().satisfies(fact -> {
            assertThat(fact.key()).isEqualTo("account/" + hannah);
            assertThat(fact.subject().kind()).isEqualTo(SubjectKind.ACCOUNT);
            assertThat(fact.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(fact.reasons()).contains(
                    "the account is of the MSP's staff: its verified mail address is in a mail domain of the MSP",
                    "it holds realm role `manage-users`; realm role `manage-users` is of critical tier",
                    "it holds realm role `realm-admin` through something else; realm role `realm-admin` is of critical tier");
        });
    }

    @Test
    void lesserRightThatNobodyExpectsIsAFindingAsBadAsItIs() {
        tenant.direct(hannah, tenant.role("read-invoices", "low"));

        assertThat(tenant.judge(DelegatedAdmin.class).facts()).singleElement().satisfies(fact -> {
            assertThat(fact.severity()).isEqualTo(Severity.LOW);
            assertThat(fact.title()).isEqualTo("`msp-hannah` of the MSP has access here and nobody expects it");
        });
        assertThat(tenant.titles(ExcessAccess.class)).isEmpty();

        tenant.direct(hannah, tenant.role("unjudged"));
        assertThat(tenant.judge(DelegatedAdmin.class).facts()).singleElement().extracting(Fact::severity)
                .isEqualTo(Severity.MODERATE);
    }

    @Test
    void lesserRightInsideAnotherIsToldByWhatGivesIt() {
        var team = tenant.group("/Team", "low");
        tenant.direct(hannah, team);
        tenant.through(hannah, team, tenant.role("read-invoices", "low"));

        assertThat(tenant.judge(DelegatedAdmin.class).facts()).singleElement().satisfies(fact -> assertThat(
                fact.reasons()).filteredOn(reason -> reason.startsWith("it holds")).hasSize(1));
    }

    @Test
    void disabledAndDisappearedAccountsAreNone() {
        staff("disabled", "enabled = false");
        staff("gone", "gone_at = now()");

        assertThat(tenant.titles(DelegatedAdmin.class)).isEmpty();
    }

    @Test
    void adminWhomTheSystemLockedForGoodKeepsTheirFindingAsItIs() {
        staff("admin", "enabled = true");
        var before = tenant.judge(DelegatedAdmin.class).facts();
        assertThat(before).hasSize(1);

        tenant.sql("update account set %s where tenant_id = :tenant and username = 'admin'"
                .formatted(ComparedTenant.LOCKED_FOR_GOOD)).update();

        assertThat(tenant.judge(DelegatedAdmin.class).facts()).isEqualTo(before);
    }

    @Test
    void ownPeopleOfTheTenantAreNotOfTheMsp() {
        tenant.direct(tenant.account("mara"), realmAdmin);

        assertThat(tenant.titles(DelegatedAdmin.class)).isEmpty();
    }

    @Test
    void whoeverSignsInThroughTheMspIsOfTheMsp() {
        database.superuser()
                .sql("insert into tenant_person values (1, 88, 'Omar', null, false) on conflict do nothing").update();
        var omar = tenant.sample().account("id of omar", "support.omar", new PersonId(88));
        tenant.direct(omar, realmAdmin);

        assertThat(tenant.judge(DelegatedAdmin.class).facts()).singleElement().extracting(Fact::title)
                .isEqualTo("`support.omar` of the MSP administers here and nobody expects it");
    }

    @Test
    void whomAnIdentityProviderOfTheMspSignsInIsOfTheMsp() {
        modules.bean(Providers.class).register(TenantId.MSP, "MSP", "https://id.msp.example", "bailiwick", null);
        var linked = tenant.account("h.falk");
        tenant.account(linked, "federated_as = '[{\"issuer\":\"https://id.msp.example\",\"subject\":\"7\"}]'");
        tenant.direct(linked, realmAdmin);
        var other = tenant.account("partner");
        tenant.account(other, "federated_as = '[{\"issuer\":\"https://id.partner.example\",\"subject\":\"7\"}]'");
        tenant.direct(other, realmAdmin);

        assertThat(tenant.judge(DelegatedAdmin.class).facts()).singleElement().satisfies(fact -> {
            assertThat(fact.title()).startsWith("`h.falk` of the MSP");
            assertThat(fact.reasons()).contains(
                    "the account is of the MSP's staff: an identity provider of the MSP signs somebody in to it");
        });
        assertThat(tenant.titles(ExcessAccess.class)).singleElement().asString().contains("partner");
    }

    @Test
    void withoutMailDomainsOfTheMspItIsNotKnownWhoIsOfIt() {
        database.superuser().sql("delete from mail_domain").update();

        var judgement = tenant.judge(DelegatedAdmin.class);

        assertThat(judgement.known()).isFalse();
        assertThat(judgement.why()).contains("set the MSP's mail domains");
    }

    @Test
    void withoutScopeOrFromIncompleteContainmentsNothingIsKnown() {
        staff("other", "enabled = true");
        tenant.read("containments");
        assertThat(tenant.judge(DelegatedAdmin.class).known()).isFalse();
        assertThat(tenant.judge(DelegatedAdmin.class).facts()).isEmpty();

        tenant.read();
        assertThat(tenant.titles(DelegatedAdmin.class)).hasSize(1);

        var fresh = ComparedTenant.create(database, modules, "fresh-" + tenants);
        fresh.read();
        assertThat(fresh.judge(DelegatedAdmin.class).known()).isFalse();
    }

    private void staff(String username, String change) {
        var account = tenant.account(username);
        tenant.account(account, "mail = 'x@msp.example', mail_verified = true");
        tenant.account(account, change);
        tenant.direct(account, realmAdmin);
    }
}
