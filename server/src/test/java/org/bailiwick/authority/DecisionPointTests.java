package org.bailiwick.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionPointTests {
    private TestDatabase database;
    private AuthorityForTests authority;
    private Principal.Person administrator;
    private Principal.Person owner;
    private TenantId acme;

    @BeforeAll
    void oneCustomer() {
        database = TestDatabase.create();
        authority = new AuthorityForTests(database.platform());
        administrator = authority.person("administrator");
        authority.roots().firstAdministrator(administrator.id());
        owner = authority.person("owner");
        acme = authority.customer(administrator, owner, "acme");
    }

    @AfterAll
    void drop() {
        database.close();
    }

    @Test
    void capabilityListOfTheCodeIsTheDatabases() {
        var names = database.superuser().sql("select name from capability").query(String.class).list();

        assertThat(names).containsExactlyInAnyOrderElementsOf(Capabilities.known());
    }

    @Test
    void strangerIsDeniedOutOfSightAndTheDenialStandsInTheTenantsRecord() {
        var stranger = authority.person("stranger");

        var evaluation = authority.decisions().decide(stranger, Capabilities.REGISTER_READ, acme);

        assertThat(evaluation).isInstanceOfSatisfying(Evaluation.Denied.class,
                denied -> assertThat(denied.visible()).isFalse());
        assertThat(denialsOf(stranger, acme)).isEqualTo(1);
    }

    @Test
    void repeatedDenialsAreOneEntryAMinute() {
        var stubborn = authority.person("stubborn");

        for (int i = 0; i < 5; i++) {
            authority.decisions().decide(stubborn, Capabilities.REGISTER_READ, acme);
        }

        assertThat(denialsOf(stubborn, acme)).isEqualTo(1);
    }

    @Test
    void recordNamesWhoIsGivenAnAuthorityAndNoInsideId() {
        var messages = database.superuser()
                .sql("""
                     select d.value from ev_disclosure d join ev_entry e using (tenant_id, event_id)
                     where e.tenant_id = :tenant and e.action = 'authority given' and d.pointer = '/message'""")
                .param("tenant", acme.value()).query(String.class).list();

        assertThat(messages).isNotEmpty().noneMatch(message -> message.matches(".*person \\d+.*"))
                .anyMatch(message -> message.contains("given to `" + administrator.name() + "`"));
    }

    @Test
    void recordNamesWhoseAuthorityWasRevoked() {
        var leaver = authority.person("leaver");
        authority.persons().know(leaver.provider(), leaver.subject(), acme, Persons.Profile.named("Lea Ver"));
        var delegating = authority.permit(administrator, Capabilities.AUTHORITY_DELEGATE, acme);
        var given = AuthorityForTests.ok(authority.authorities().delegate(delegating, leaver.id(),
                Capabilities.REGISTER_READ, null, "stands in", null));

        AuthorityForTests.ok(authority.authorities().revoke(delegating, given, false, "left the project"));

        var disclosed = database.superuser()
                .sql("""
                     select d.value from ev_disclosure d join ev_entry e using (tenant_id, event_id)
                     where e.tenant_id = :tenant and e.action = 'authority revoked'""")
                .param("tenant", acme.value()).query(String.class).list();
        assertThat(disclosed).contains("`register.read` of `Lea Ver` revoked: left the project", "Lea Ver");
    }

    @Test
    void unknownTenantIsRecordedInTheMspsRecordAlone() {
        var curious = authority.person("curious");

        var denied = authority.decisions().unknownTenant(curious, Capabilities.REGISTER_READ);

        assertThat(denied.visible()).isFalse();
        assertThat(denialsOf(curious, TenantId.MSP)).isEqualTo(1);
        assertThat(denialsOf(curious, acme)).isZero();
    }

    @Test
    void whatCannotBeDecidedIsDenied() {
        database.superuser().sql("alter table authority rename to authority_away").update();
        try {
            var evaluation = authority.decisions().decide(owner, Capabilities.TENANT_READ, acme);

            assertThat(evaluation).isInstanceOf(Evaluation.Denied.class);
        } finally {
            database.superuser().sql("alter table authority_away rename to authority").update();
        }
    }

    @Test
    void ownerDecidesAndTheMspDoesNot() {
        assertThat(authority.decisions().decide(owner, Capabilities.GRANT_DECIDE, acme))
                .isInstanceOf(Evaluation.Permitted.class);
        assertThat(authority.decisions().decide(administrator, Capabilities.GRANT_DECIDE, acme))
                .isInstanceOf(Evaluation.Denied.class);
    }

    @Test
    void authorityOfOneTenantIsNoneInAnother() {
        var other = authority.customer(administrator, authority.person("other owner"), "birch");

        var evaluation = authority.decisions().decide(owner, Capabilities.TENANT_READ, other);

        assertThat(evaluation).isInstanceOfSatisfying(Evaluation.Denied.class,
                denied -> assertThat(denied.visible()).isFalse());
    }

    @Test
    void revokedRootCountsAtTheNextDecisionAndInsideTheActingTransaction() {
        var second = authority.person("second administrator");
        authority.roots().firstAdministrator(second.id());
        var cedar = authority.customer(second, authority.person("cedar's owner"), "cedar");
        var permit = authority.permit(second, Capabilities.REGISTER_READ, cedar);

        authority.revokeRootOf(second);

        assertThat(authority.decisions().decide(second, Capabilities.REGISTER_READ, cedar))
                .isInstanceOf(Evaluation.Denied.class);
        assertThatThrownBy(() -> confirm(permit)).isInstanceOf(AuthorityLostException.class);
        assertThat(authority.authorities().tenants(second.id())).isEmpty();
    }

    @Test
    void authorityRunsOutWithTheClockInsideTheActingTransaction() {
        var guest = authority.person("guest");
        var until = database.platform().clock().now().plus(Duration.ofHours(2));
        AuthorityForTests.ok(authority.authorities().delegate(
                authority.permit(administrator, Capabilities.AUTHORITY_DELEGATE, acme), guest.id(),
                Capabilities.REGISTER_READ, until, "covers a holiday", null));
        var permit = authority.permit(guest, Capabilities.REGISTER_READ, acme);

        confirm(permit);
        database.time().advance(Duration.ofHours(3));

        assertThatThrownBy(() -> confirm(permit)).isInstanceOf(AuthorityLostException.class);
    }

    @Test
    void permitOfOneTenantIsWorthNothingInAnother() {
        var permit = authority.permit(owner, Capabilities.TENANT_READ, acme);

        assertThatThrownBy(() -> database.transactions().tenant(TenantId.MSP, tx -> {
            authority.decisions().confirm(tx, permit);
            return true;
        })).isInstanceOf(AuthorityLostException.class);
    }

    @Test
    void twoProvidersThatKnowTheSameSubjectAndMailKnowTwoPersons() {
        var here = authority.person(new ProviderId(1), "sam", TenantId.MSP);
        var there = authority.person(new ProviderId(2), "sam", acme);

        assertThat(here.id()).isNotEqualTo(there.id());
    }

    @Test
    void chainOfAnAuthorityLeadsBackToItsRoot() {
        var deputy = authority.person("deputy");
        var ownersPermit = authority.permit(owner, Capabilities.AUTHORITY_DELEGATE, acme);
        AuthorityForTests.ok(authority.authorities().delegate(ownersPermit, deputy.id(), Capabilities.GRANT_DECIDE,
                null, "deputy of the owner", "HALO 12"));

        var permit = authority.permit(deputy, Capabilities.GRANT_DECIDE, acme);

        assertThat(permit.authority().chain()).matches("delegation [0-9a-f-]{36} from contract [0-9a-f-]{36}");
    }

    @Test
    void permitSaysWhatItsAuthoritySpringsFromWhoHandedItOnUntilWhenAndByWhichContractItCounts() {
        var deputy = authority.person("substitute");
        var until = database.platform().clock().now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.MICROS);
        AuthorityForTests.ok(authority.authorities().delegate(
                authority.permit(owner, Capabilities.AUTHORITY_DELEGATE, acme), deputy.id(), Capabilities.GRANT_DECIDE,
                until, "stands in", null));

        var own = authority.permit(owner, Capabilities.GRANT_DECIDE, acme).authority();
        var handedOn = authority.permit(deputy, Capabilities.GRANT_DECIDE, acme).authority();

        assertThat(own.kind()).isEqualTo("contract");
        assertThat(own.approvedBy()).isNull();
        assertThat(own.expiresAt()).isNull();
        assertThat(own.contract()).isEqualTo(1);
        assertThat(handedOn.kind()).isEqualTo("delegation");
        assertThat(handedOn.approvedBy()).isEqualTo(own.id());
        assertThat(handedOn.expiresAt()).isEqualTo(until);
        assertThat(handedOn.contract()).isEqualTo(1);
        assertThat(authority.permit(owner, Capabilities.REGISTER_READ, acme).authority().contract())
                .as("a decision that asks no contract rests on none").isNull();
    }

    @Test
    void productExecutesByTheAcceptedContract() {
        var evaluation = database.transactions().worker(acme,
                tx -> authority.decisions().decide(tx, new Principal.Product(), Capabilities.CHANGE_EXECUTE));

        assertThat(evaluation).isInstanceOf(Evaluation.Permitted.class);
    }

    private void confirm(Permit permit) {
        database.transactions().tenant(permit.tenant(), tx -> {
            authority.decisions().confirm(tx, permit);
            return true;
        });
    }

    private long denialsOf(Principal.Person person, TenantId tenant) {
        return database.superuser()
                .sql("""
                     select count(*) from ev_entry
                     where tenant_id = :tenant and person_id = :person and action = 'access denied'""")
                .param("tenant", tenant.value()).param("person", person.id().value()).query(Long.class).single();
    }
}
