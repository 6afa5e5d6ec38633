package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.platform.Result;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnersTests {
    private final TestDatabase database = TestDatabase.create();
    private final TestModules modules = TestModules.over(database, context -> {});
    private int tenants;
    private SampleTenant tenant;
    private UUID identity;

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @BeforeEach
    void freshTenant() {
        tenant = SampleTenant.create(database, modules, "owners-" + ++tenants, "automatic");
        tenant.account("u-1", "ines.moreau");
        identity = identity(tenant.account("u-2", "backup"));
    }

    @Test
    void namingAnOwnerIsOnRecordAndHasTheRulesAskedAnew() {
        var named = ok(owners().name(tenant.mayDecide(), identity, " ines.moreau "));

        assertThat(named.owner().name()).isEqualTo("ines.moreau");
        assertThat(actions()).containsExactly("owner named");
        assertThat(ask("select kind from work where tenant_id = :tenant")).contains("judge");
    }

    @Test
    void namingTheSameOwnerAgainWritesNothing() {
        ok(owners().name(tenant.mayDecide(), identity, "ines.moreau"));

        ok(owners().name(tenant.mayDecide(), identity, "ines.moreau"));

        assertThat(actions()).containsExactly("owner named");
    }

    @Test
    void nobodyAndSomebodyUnknownAreRefused() {
        assertThat(no(owners().name(tenant.mayDecide(), identity, "  "))).isInstanceOf(OwnerProblem.OwnerMissing.class);
        assertThat(no(owners().name(tenant.mayDecide(), identity, "stranger")))
                .isEqualTo(new OwnerProblem.NobodyKnown("stranger"));
        assertThat(no(owners().name(tenant.mayDecide(), new UUID(1, 1), "ines.moreau")))
                .isInstanceOf(OwnerProblem.IdentityNotFound.class);
        assertThat(actions()).isEmpty();
    }

    @Test
    void anIdentityOfAnotherTenantAndSomebodyOfAnotherTenantDoNotExist() {
        var other = SampleTenant.create(database, modules, "owners-other-" + tenants, "automatic");
        other.account("u-9", "only.there");

        assertThat(no(owners().name(other.mayDecide(), identity, "only.there")))
                .isInstanceOf(OwnerProblem.IdentityNotFound.class);
        assertThat(no(owners().name(tenant.mayDecide(), identity, "only.there")))
                .isInstanceOf(OwnerProblem.NobodyKnown.class);
    }

    @Test
    void anAuthorityTakenBackNamesNobody() {
        var permit = tenant.mayDecide();
        tenant.revoke("approver");

        assertThatThrownBy(() -> owners().name(permit, identity, "ines.moreau"))
                .isInstanceOf(AuthorityLostException.class);
    }

    @Test
    void anApprovedExpectedScopeNamesOwnersOnceAndByTheProduct() {
        for (int round = 0; round < 2; round++) {
            database.transactions().worker(tenant.id(), tx -> {
                owners().byExpectedScope(tx, Map.of("backup", "ines.moreau", "nobody-here", "x"));
                return true;
            });
        }

        assertThat(ask("select owner from identity where tenant_id = :tenant and owner is not null"))
                .containsExactly("ines.moreau");
        assertThat(actions()).containsExactly("owner named");
    }

    private UUID identity(long account) {
        return database.superuser().sql("""
                                        select i.public_id from identity i join account a using (tenant_id, identity_id)
                                        where a.account_id = :account""").param("account", account).query(UUID.class)
                .single();
    }

    private Owners owners() {
        return modules.bean(Owners.class);
    }

    private List<String> actions() {
        return ask("select action from ev_entry where tenant_id = :tenant");
    }

    private List<String> ask(String sql) {
        return database.superuser().sql(sql).param("tenant", tenant.id().value()).query(String.class).list();
    }

    private static IdentityView ok(Result<IdentityView, OwnerProblem> result) {
        return result.orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    private static OwnerProblem no(Result<IdentityView, OwnerProblem> result) {
        return switch (result) {
            case Result.Ok<IdentityView, OwnerProblem>(var named) -> throw new AssertionError("was named: " + named);
            case Result.No<IdentityView, OwnerProblem>(var problem) -> problem;
        };
    }
}
