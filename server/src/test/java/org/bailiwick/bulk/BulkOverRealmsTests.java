package org.bailiwick.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.RealmBuilder.roles;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.Snapshots;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestKeycloak;
import org.bailiwick.testing.TestModules;
import org.bailiwick.testing.TestRealm;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One act over two tenants, each with a realm of the real Keycloak, up to what a read of each shows afterwards. */
final class BulkOverRealmsTests {
    private static TestDatabase database;
    private static TestModules modules;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        modules = TestModules.over(database, context -> {});
    }

    @AfterAll
    static void stop() {
        modules.close();
        database.close();
    }

    /** A tenant, its realm, and how it is seen from above. */
    private record Place(SampleTenant tenant, TestRealm realm, VisibleTenant seen) {}

    @Test
    void whatWasDecidedOverTwoTenantsIsVerifiedByAReadOfEach() {
        var acme = observed("acme");
        var birch = observed("birch");
        var scope = new Scope(List.of(acme.seen(), birch.seen()), false);
        var request = request(acme, birch);
        var overTenants = modules.bean(BulkOverTenants.class);
        var preview = overTenants.preview(acme.tenant().mayDecide(), scope, request)
                .orThrow(problem -> new IllegalStateException(problem.toString()));
        assertThat(preview.tenants()).isEqualTo(2);

        overTenants.request(acme.tenant().mayDecide(), scope, request, preview.hash())
                .orThrow(problem -> new IllegalStateException(problem.toString()));
        run();

        for (var place : List.of(acme, birch)) {
            assertThat(texts("select state from change_order where tenant_id = :tenant", place))
                    .containsExactly("verified");
            assertThat(texts("select state from bulk_decision_item where tenant_id = :tenant", place))
                    .containsExactly("decided");
            assertThat(place.realm().holds("mara", "billing-admin")).isFalse();
        }
    }

    private static BulkOverTenants.Request request(Place... places) {
        var items = new ArrayList<BulkRequest.Item>();
        var tenants = new ArrayList<UUID>();
        for (var place : places) {
            var grant = texts("""
                              select g.public_id::text from access_grant g
                              join account a using (tenant_id, account_id)
                              join entitlement e using (tenant_id, entitlement_id)
                              where g.tenant_id = :tenant and a.username = 'mara' and e.name = 'billing-admin'""",
                    place);
            items.add(BulkRequest.Item.of(UUID.fromString(grant.getFirst())));
            tenants.add(place.seen().publicId());
        }
        return new BulkOverTenants.Request(
                new BulkRequest(DecisionKind.REVOKE, "left the project", Optional.empty(), items), tenants);
    }

    private static Place observed(String name) {
        var realm = TestKeycloak.realm().role("billing-admin").user("mara", roles("billing-admin")).create();
        var tenant = SampleTenant.connected(database, modules, name, realm.details(TestKeycloak.url(), null));
        modules.bean(Transactions.class).tenant(tenant.id(),
                tx -> modules.bean(Snapshots.class).request(tx, tenant.connection(), null));
        run();
        assertThat(realm.holds("mara", "billing-admin")).isTrue();
        return new Place(tenant, realm, database.superuser().sql("select public_id from tenant where tenant_id = :id")
                .param("id", tenant.id().value())
                .query((row, number) -> new VisibleTenant(tenant.id(), row.getObject("public_id", UUID.class), name,
                        name, false))
                .single());
    }

    private static void run() {
        int claimed;
        do {
            claimed = modules.runDueWork();
        } while (claimed > 0);
    }

    private static List<String> texts(String sql, Place place) {
        return database.superuser().sql(sql).param("tenant", place.tenant().id().value()).query(String.class).list();
    }
}
