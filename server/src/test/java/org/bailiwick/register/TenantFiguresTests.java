package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.register.FakeSystem.role;

import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantFiguresTests {
    private final RegisterForTests register = new RegisterForTests();
    private final TenantFigures figures = new TenantFigures(register.database.transactions(),
            new TenantFiguresStore());

    @AfterAll
    void drop() {
        register.close();
    }

    @Test
    void tenantWithoutASystemIsNotKnown() {
        var tenant = register.database.tenant("unconnected");

        var known = figures.of(Set.of(tenant)).get(tenant);

        assertThat(known.systems()).isEmpty();
        assertThat(known.identities()).isEmpty();
        assertThat(known.privileged()).isEmpty();
    }

    @Test
    void systemThatWasNeverReadIsNotZero() {
        var acme = register.connected("never-read");

        assertThat(of(acme).identities()).isEmpty();
        assertThat(of(acme).privileged()).isEmpty();
        assertThat(of(acme).systems()).singleElement()
                .satisfies(system -> assertThat(system.completeAt()).isEmpty());
    }

    @Test
    void completeReadingIsCounted() {
        var acme = register.connected("complete");
        register.read(acme, new FakeSystem().account("alice").account("bob").has(role("realm-admin"))
                .holds("alice", role("realm-admin")));
        readCompletely(acme, "accounts", "entitlements", "containments", "memberships");
        tier(acme, "high");

        assertThat(of(acme).identities()).hasValue(2L);
        assertThat(of(acme).privileged()).hasValue(1L);

        tier(acme, "low");
        assertThat(of(acme).privileged()).hasValue(0L);
    }

    @Test
    void membershipsThatWereNeverReadCompletelyLeaveGrantsNotKnown() {
        var acme = register.connected("half");
        register.read(acme, new FakeSystem().account("alice"));
        readCompletely(acme, "accounts", "entitlements", "containments");

        assertThat(of(acme).identities()).hasValue(1L);
        assertThat(of(acme).privileged()).isEmpty();
    }

    @Test
    void secondSystemThatWasNeverReadLeavesTheTenantNotKnown() {
        var acme = register.connected("two-systems");
        register.read(acme, new FakeSystem().account("alice"));
        readCompletely(acme, "accounts", "entitlements", "containments", "memberships");
        register.connect(acme.tenant());

        assertThat(of(acme).identities()).isEmpty();
    }

    private TenantFigures.Figures of(RegisterForTests.Connected in) {
        return figures.of(Set.of(in.tenant())).get(in.tenant());
    }

    private void readCompletely(RegisterForTests.Connected in, String... kinds) {
        var sql = register.database.superuser();
        sql.sql("update snapshot set state = 'complete', ended_at = now() where tenant_id = :tenant")
                .param("tenant", in.tenant().value()).update();
        for (var kind : kinds) {
            sql.sql("""
                    insert into snapshot_kind (tenant_id, snapshot_id, kind, complete, pages_asked, pages_read, items_read)
                    select tenant_id, snapshot_id, :kind, true, 1, 1, 1 from snapshot where tenant_id = :tenant""")
                    .param("tenant", in.tenant().value()).param("kind", kind).update();
        }
    }

    private void tier(RegisterForTests.Connected in, String tier) {
        register.database.superuser().sql("update entitlement set tier = :tier where tenant_id = :tenant")
                .param("tier", tier).param("tenant", in.tenant().value()).update();
    }
}
