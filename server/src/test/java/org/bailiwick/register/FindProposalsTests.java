package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.register.FakeSystem.role;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
class FindProposalsTests {
    private final RegisterForTests register = new RegisterForTests();
    private final FindProposals find = new FindProposals(new ProposalStore(register.ownAccounts),
            new ServiceSignsStore(register.ownAccounts));
    private RegisterForTests.Connected acme;
    private RegisterForTests.Connected birch;
    private RegisterForTests.Connected cedar;
    private Permit permit;

    @BeforeEach
    void threeTenants() {
        acme = register.connected("acme");
        birch = register.connected("birch");
        cedar = register.connected("cedar");
        var riskOwner = register.authority.person("rosa");
        register.authority.roots().firstAdministrator(riskOwner.id());
        permit = register.authority.permit(riskOwner, "identity.correlate", TenantId.MSP);
    }

    @AfterEach
    void drop() {
        register.close();
    }

    @Test
    void whoResemblesSomebodyElsewhereWaitsOnceAndANamesakeDoesNot() {
        register.observe(acme, new FakeSystem().account("ng-hweiss", "Hannah Weiss", "h@msp.example", true));
        register.observe(birch, new FakeSystem().account("hannah.ng", "Hannah Weiss", "h@msp.example", false)
                .account("hannah.weiss", "Hannah Weiss", "hannah@birch.example", true));

        assertThat(over(acme, birch)).singleElement().satisfies(each -> {
            assertThat(each.username()).isEqualTo("hannah.ng");
            assertThat(each.tenant().shortName()).isEqualTo("birch");
            assertThat(each.subject()).isEqualTo(subject(acme, "ng-hweiss"));
            assertThat(each.subjectName()).isEqualTo("Hannah Weiss");
            assertThat(each.confidence()).isEqualTo("likely");
            assertThat(each.signs()).contains("the same name", "both account names carry `ng`");
        });
        assertThat(over(birch)).as("whose other side may not be read").isEmpty();
    }

    @Test
    void whoIsInMostTenantsIsWhomTheOthersMayBe() {
        register.observe(acme, new FakeSystem().account("ng-a", "Hannah Weiss", "h@msp.example", false));
        register.observe(birch, new FakeSystem().account("ng-b", "Hannah Weiss", "h@msp.example", true));
        register.observe(cedar, new FakeSystem().account("ng-c", "Hannah Weiss", "h@msp.example", true));
        assertThat(subject(birch, "ng-b")).isEqualTo(subject(cedar, "ng-c"));

        assertThat(over(acme, birch, cedar)).singleElement().satisfies(each -> {
            assertThat(each.username()).isEqualTo("ng-a");
            assertThat(each.subject()).isEqualTo(subject(birch, "ng-b"));
        });
    }

    @Test
    void anAccountMayBeSomebodysWhoseOwnAccountIsGone() {
        register.observe(birch, new FakeSystem().account("hannah.ng", "Hannah Weiss", "h@msp.example", false));
        register.observe(acme, staff().account("ng-hweiss", "Hannah Weiss", "h@msp.example", true));
        register.observe(acme, staff());

        assertThat(over(acme, birch)).singleElement().satisfies(each -> {
            assertThat(each.username()).isEqualTo("hannah.ng");
            assertThat(each.subject()).isEqualTo(subject(acme, "ng-hweiss"));
        });
    }

    private static FakeSystem staff() {
        var system = new FakeSystem();
        for (var name : List.of("Ada Ames", "Ben Bold", "Cleo Carr", "Dan Dole")) {
            system.account(name.substring(0, 3).toLowerCase(Locale.ROOT), name, null, null);
        }
        return system;
    }

    @Test
    void aWordEitherWaySettlesIt() {
        register.observe(acme, new FakeSystem().account("ng-a", "Hannah Weiss", null, null));
        register.observe(birch, new FakeSystem().account("ng-b", "Hannah Weiss", null, null));
        register.observe(cedar, new FakeSystem().account("ng-c", "Hannah Weiss", null, null));
        assertThat(over(acme, birch, cedar)).extracting(Proposal::username).containsExactlyInAnyOrder("ng-b", "ng-c");

        say(subject(acme, "ng-a"), identity(birch, "ng-b"), true);
        assertThat(over(acme, birch, cedar)).extracting(Proposal::username).containsExactly("ng-c");

        say(subject(acme, "ng-a"), identity(cedar, "ng-c"), false);
        assertThat(over(acme, birch, cedar)).isEmpty();
    }

    @Test
    void servicesOfOneNameWithASecondSignWaitToo() {
        for (var tenant : List.of(acme, birch, cedar)) {
            register.observe(tenant, new FakeSystem().service("service-account-rmm").has(role("view-users"))
                    .holds("service-account-rmm", role("view-users")));
        }
        assertThat(over(acme, birch, cedar)).as("a name alone").isEmpty();

        register.database.superuser().sql("update entitlement set tier = 'moderate'").update();

        assertThat(over(acme, birch, cedar)).hasSize(2).allSatisfy(each -> {
            assertThat(each.kind()).isEqualTo("service account");
            assertThat(each.subject()).isEqualTo(subject(acme, "service-account-rmm"));
        });
    }

    @Test
    void nobodyIsAskedWhoseTheProductsOwnAccountIs() {
        for (var tenant : List.of(acme, birch, cedar)) {
            register.observe(tenant, new FakeSystem().service("service-account-reader").has(role("view-users"))
                    .holds("service-account-reader", role("view-users")));
            if (!tenant.equals(cedar)) {
                register.own.put(tenant.connection(), "Service-Account-Reader");
            }
        }
        register.database.superuser().sql("update entitlement set tier = 'moderate'").update();

        assertThat(over(acme, birch, cedar)).as("another client of the same name is nobody's either").isEmpty();
        assertThat(register.whoIsWho.reasons(Set.of(acme.tenant(), birch.tenant(), cedar.tenant()),
                subject(cedar, "service-account-reader")).resembling()).isEmpty();
    }

    @Test
    void whatIsAlikeBeyondEveryBoundIsSaidToBeMore() {
        var many = new FakeSystem();
        for (int nth = 0; nth <= ProposalStore.MOST_OF_A_KEY; nth++) {
            many.account("u" + nth, "Front Desk", null, null);
        }
        register.observe(acme, many);

        assertThat(register.database.transactions().oversight(Set.of(acme.tenant()),
                tx -> find.over(tx, Set.of(acme.tenant()))).more()).isTrue();
    }

    private List<Proposal> over(RegisterForTests.Connected... tenants) {
        var all = Stream.of(tenants).map(RegisterForTests.Connected::tenant).collect(Collectors.toSet());
        var found = register.database.transactions().oversight(all, tx -> find.over(tx, all));
        assertThat(found.more()).isFalse();
        return found.proposals();
    }

    private void say(UUID subject, UUID identity, boolean same) {
        var all = Set.of(acme.tenant(), birch.tenant(), cedar.tenant());
        register.whoIsWho.say(permit, all, List.of(new WhoIsWho.Word(subject, identity, same, "I called her")))
                .orThrow(problem -> new IllegalStateException(problem.toString()));
        register.work();
    }

    private UUID subject(RegisterForTests.Connected in, String username) {
        return of(in, username, "subject");
    }

    private UUID identity(RegisterForTests.Connected in, String username) {
        return of(in, username, "public_id");
    }

    private UUID of(RegisterForTests.Connected in, String username, String column) {
        return register.database.superuser()
                .sql("""
                     select i.%s from identity i join account a using (tenant_id, identity_id)
                     where a.tenant_id = :tenant and a.username = :username"""
                        .formatted(column))
                .param("tenant", in.tenant().value()).param("username", username)
                .query(UUID.class).single();
    }
}
