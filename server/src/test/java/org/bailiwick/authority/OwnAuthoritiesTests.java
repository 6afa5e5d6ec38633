package org.bailiwick.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnAuthoritiesTests {
    private TestDatabase database;
    private AuthorityForTests authority;
    private OwnAuthorities own;
    private Principal.Person administrator;
    private Principal.Person owner;
    private Principal.Person otherOwner;
    private TenantId acme;
    private TenantId birch;

    @BeforeAll
    void twoCustomers() {
        database = TestDatabase.create();
        authority = new AuthorityForTests(database.platform());
        own = new OwnAuthorities(database.transactions(), new OwnAuthorityStore());
        administrator = authority.person("administrator");
        authority.roots().firstAdministrator(administrator.id());
        owner = authority.person("owner");
        acme = authority.customer(administrator, owner, "acme");
        otherOwner = authority.person("other owner");
        birch = authority.customer(administrator, otherOwner, "birch");
    }

    @AfterAll
    void drop() {
        database.close();
    }

    @Test
    void ownerHoldsTheTenantsSideOfTheirOwnTenantAlone() {
        var held = own.inForce(owner.id(), Set.of(acme, birch));

        assertThat(held).containsOnlyKeys(acme);
        assertThat(held.get(acme)).extracting(OwnAuthority::capability).contains(Capabilities.GRANT_DECIDE,
                Capabilities.CONTRACT_ACCEPT);
        assertThat(held.get(acme)).extracting(OwnAuthority::side).containsOnly("tenant");
    }

    @Test
    void tenantThatWasNotAskedForIsNotTold() {
        assertThat(own.inForce(administrator.id(), Set.of(birch))).containsOnlyKeys(birch);
        assertThat(own.inForce(administrator.id(), Set.of())).isEmpty();
    }

    @Test
    void handedOnAuthorityTellsWhereItComesFromAndEndsWithIt() {
        var colleague = authority.person("colleague");
        // Whole seconds: the database rounds to microseconds, upwards too.
        var until = database.platform().clock().now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        AuthorityForTests.ok(authority.authorities().delegate(
                authority.permit(owner, Capabilities.AUTHORITY_DELEGATE, acme), colleague.id(),
                Capabilities.EVIDENCE_READ, until, "stands in", null));

        var held = own.inForce(colleague.id(), Set.of(acme)).get(acme).getFirst();
        assertThat(held.origin()).isEqualTo("delegation from contract");
        assertThat(held.until()).hasValueSatisfying(end -> assertThat(end).isBeforeOrEqualTo(until));

        database.time().advance(Duration.ofDays(2));
        assertThat(own.inForce(colleague.id(), Set.of(acme))).isEmpty();
    }

    @Test
    void authorityWhoseRootWasRevokedIsHeldNoMore() {
        var administrators = authority.person("second administrator");
        var tenant = authority.customer(administrator, administrators, "cedar");
        assertThat(own.inForce(administrators.id(), Set.of(tenant))).isNotEmpty();

        database.superuser().sql("""
                                 update authority_root set revoked_at = now() where root_id in (
                                   select root_id from authority where tenant_id = :tenant and side = 'tenant')""")
                .param("tenant", tenant.value()).update();

        assertThat(own.inForce(administrators.id(), Set.of(tenant))).isEmpty();
    }

    @Test
    void whatIsPromisingIsWhatTheDecisionPointPermits() {
        var tenants = List.of(acme, birch, AuthorityForTests.ok(authority.createTenant().create(
                authority.permit(administrator, Capabilities.TENANT_MANAGE, TenantId.MSP), "dune",
                "Dune, no contract")));
        // The contract of acme leaves deciding to the tenant; the newer one of birch to both, a proposal to nobody yet.
        agree(birch, "both");
        propose(birch, "tenant");
        tenants.forEach(tenant -> database.superuser()
                .sql("""
                     insert into authority (tenant_id, public_id, root_id, person_id, capability, side, source, since, reason)
                     select :tenant, gen_random_uuid(), min(root_id), :person, :capability, 'msp', 'delegation', now(), 'x'
                     from authority_root""")
                .param("tenant", tenant.value()).param("person", administrator.id().value())
                .param("capability", Capabilities.GRANT_DECIDE).update());
        var attempts = tenants.stream().flatMap(tenant -> Capabilities.known().stream()
                .map(capability -> new Attempt(tenant, capability))).collect(Collectors.toSet());

        for (var person : List.of(administrator, owner, authority.person("stranger"))) {
            var promising = database.transactions().oversight(Set.copyOf(tenants),
                    tx -> own.promising(tx, person.id(), attempts));

            assertThat(promising).as(person.name()).isEqualTo(attempts.stream()
                    .filter(each -> authority.decisions().decide(person, each.capability(),
                            each.tenant()) instanceof Evaluation.Permitted)
                    .collect(Collectors.toSet()));
            assertThat(promising.contains(new Attempt(birch, Capabilities.GRANT_DECIDE))).as(person.name())
                    .isEqualTo(person.equals(administrator));
        }
    }

    private Contract propose(TenantId tenant, String decides) {
        return AuthorityForTests.ok(authority.contracts().propose(
                authority.permit(administrator, Capabilities.TENANT_MANAGE, tenant),
                new Contracts.Proposal("portal", "call", List.of(
                        new Contracts.Term(Capabilities.GRANT_DECIDE, decides, true)))));
    }

    private void agree(TenantId tenant, String decides) {
        AuthorityForTests.ok(authority.contracts().accept(
                authority.permit(otherOwner, Capabilities.CONTRACT_ACCEPT, tenant), propose(tenant, decides).hash()));
    }
}
