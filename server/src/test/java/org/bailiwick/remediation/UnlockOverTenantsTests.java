package org.bailiwick.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.authority.WhereAllowed;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.remediation.UnlockOverTenants.Answer;
import org.bailiwick.remediation.UnlockOverTenants.Chosen;
import org.bailiwick.testing.BreakingOff;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnlockOverTenantsTests {
    private final TestDatabase database = TestDatabase.create();
    private final TestModules modules = TestModules.over(database, context -> {});
    private SampleTenant acme;
    private SampleTenant birch;
    private SampleTenant cedar;
    private Permit permit;
    private UUID mara;
    private UUID noor;
    private int scenes;

    @BeforeEach
    void threeTenantsOfWhichOneIsClosed() {
        scenes++;
        acme = SampleTenant.create(database, modules, "acme-" + scenes, "automatic");
        birch = SampleTenant.create(database, modules, "birch-" + scenes, "automatic");
        cedar = SampleTenant.create(database, modules, "cedar-" + scenes, "automatic");
        permit = acme.mayUnlock();
        birch.mayUnlock();
        mara = acme.locked(acme.account("u-1", "mara"));
        noor = birch.locked(birch.account("u-2", "noor"));
    }

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @Test
    void eachTenantsAccountsAreOrderedUnderTheAuthorityThere() {
        var answers = unlock(new Chosen(id(acme), mara), new Chosen(id(birch), noor));

        assertThat(answers).hasSize(2).allSatisfy(answer -> assertThat(answer).isInstanceOf(Answer.Ordered.class));
        assertThat(entries(acme)).isEqualTo(1);
        assertThat(entries(birch)).isEqualTo(1);
        assertThat(UnlockWords.of(answers)).contains("1 in acme-" + scenes + ", 1 in birch-" + scenes)
                .contains("none is verified before");
    }

    @Test
    void whatOneTenantRefusesStopsNoOther() {
        var nobody = UUID.randomUUID();
        var olga = cedar.locked(cedar.account("u-4", "olga"));

        var answers = unlock(new Chosen(id(acme), mara), new Chosen(id(birch), noor),
                new Chosen(id(birch), nobody), new Chosen(id(cedar), olga));

        assertThat(answers.get(0)).isInstanceOf(Answer.Ordered.class);
        assertThat(answers.get(1)).isEqualTo(
                new Answer.Refused(visible(birch), new UnlockProblem.AccountNotFound(nobody)));
        assertThat(answers.get(2)).isInstanceOf(Answer.Denied.class);
        assertThat(entries(acme)).isEqualTo(1);
        assertThat(entries(birch)).isZero();
        assertThat(entries(cedar)).isZero();
        assertThat(UnlockWords.of(answers)).contains("Nothing in birch-" + scenes, "Nothing in cedar-" + scenes,
                "you hold no authority");
    }

    @Test
    void accountIsOnlyFoundInTheTenantThatItIsNamedWith() {
        assertThat(unlock(new Chosen(id(birch), mara))).containsExactly(
                new Answer.Refused(visible(birch), new UnlockProblem.AccountNotFound(mara)));
        assertThat(entries(acme)).isZero();
    }

    @Test
    void tenantThatIsNotSeenDoesNotExistAndNothingIsOrdered() {
        var result = unlockIn(new Scope(List.of(visible(acme)), false), "asked by phone", new Chosen(id(acme), mara),
                new Chosen(id(birch), noor));

        assertThat(result).isEqualTo(Result.no(new UnlockProblem.AccountNotFound(noor)));
        assertThat(entries(acme)).isZero();
    }

    @Test
    void requestWithoutAReasonIsRefusedAsAWhole() {
        assertThat(unlockIn(scope(), " ", new Chosen(id(acme), mara)))
                .isEqualTo(Result.no(new UnlockProblem.ReasonMissing()));
    }

    /** The database refuses the second tenant's order, as where it stops there: the first one's is kept. */
    @Test
    void whatStopsInBetweenIsNotSaidToHaveChangedNothing() {
        stop(acme, () -> assertThat(BreakingOff
                .keepsSomethingOf(() -> unlock(new Chosen(id(acme), mara), new Chosen(id(birch), noor)))).isFalse());
        assertThat(entries(birch)).isZero();

        stop(birch, () -> assertThat(BreakingOff
                .keepsSomethingOf(() -> unlock(new Chosen(id(acme), mara), new Chosen(id(birch), noor)))).isTrue());
        assertThat(entries(acme)).isEqualTo(1);
    }

    private void stop(SampleTenant tenant, Runnable meanwhile) {
        database.superuser().sql("alter table ev_entry add constraint stops check (tenant_id <> %d) not valid"
                .formatted(tenant.id().value())).update();
        meanwhile.run();
        database.superuser().sql("alter table ev_entry drop constraint stops").update();
    }

    /** What somebody may not read is not known to them: it is never nobody. */
    @Test
    void tenantThatMayNotBeReadIsOneOfWhichNothingIsKnown() {
        var person = (Principal.Person) permit.principal();
        SampleTenant.create(database, modules, TenantId.MSP, "automatic").give("looks", person.id(), "oversight.read",
                "msp");
        var look = ((Evaluation.Permitted) modules.bean(DecisionPoint.class).decide(person, "oversight.read",
                TenantId.MSP)).permit();

        var found = modules.bean(FindLockouts.class).over(look, Set.of(acme.id(), cedar.id()));

        assertThat(found.locked()).isEmpty();
        assertThat(found.notRead()).contains(acme.id(), cedar.id());
    }

    @Test
    void personMayUnlockWhereAnAuthorityIsInForce() {
        assertThat(where()).contains(acme.id(), birch.id()).doesNotContain(cedar.id());

        birch.revoke("unlocks");
        assertThat(where()).doesNotContain(birch.id());
    }

    private Set<TenantId> where() {
        var person = (Principal.Person) permit.principal();
        return modules.bean(WhereAllowed.class).tenants(person.id(), UnlockAccounts.CAPABILITY);
    }

    private List<Answer> unlock(Chosen... accounts) {
        return unlockIn(scope(), "asked by phone", accounts)
                .orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    private Result<List<Answer>, UnlockProblem> unlockIn(Scope scope, String reason, Chosen... accounts) {
        return modules.bean(UnlockOverTenants.class).unlock(permit, scope, new UnlockOverTenants.Request(
                Arrays.stream(accounts).collect(Collectors.toSet()), reason, Optional.empty()));
    }

    private Scope scope() {
        return new Scope(List.of(visible(acme), visible(birch), visible(cedar)), false);
    }

    private VisibleTenant visible(SampleTenant tenant) {
        return database.superuser().sql("select short_name, public_id from tenant where tenant_id = :id")
                .param("id", tenant.id().value())
                .query((row, number) -> new VisibleTenant(tenant.id(), row.getObject("public_id", UUID.class),
                        row.getString("short_name"), row.getString("short_name"), false))
                .single();
    }

    private UUID id(SampleTenant tenant) {
        return visible(tenant).publicId();
    }

    private long entries(SampleTenant tenant) {
        return database.superuser()
                .sql("select count(*) from ev_entry where tenant_id = :tenant and action = 'unlock decided'")
                .param("tenant", tenant.id().value()).query(Long.class).single();
    }
}
