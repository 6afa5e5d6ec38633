package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.RealmBuilder.groups;
import static org.bailiwick.testing.RealmBuilder.roles;

import java.util.Map;
import org.bailiwick.connector.Connector;
import org.bailiwick.connector.keycloak.KeycloakFactory;
import org.bailiwick.testing.TestKeycloak;
import org.bailiwick.testing.TestRealm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From the real Keycloak into the real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadKeycloakTests {
    private final RegisterForTests register = new RegisterForTests();
    private TestRealm realm;

    @BeforeAll
    void aRealm() {
        realm = TestKeycloak.realm().role("reader").role("ops", "reader").group("/eu").group("/eu/it", "ops")
                .user("mara", groups("/eu/it")).user("nils", roles("reader")).user("olga", roles("reader", "ops"))
                .serviceClient("backup", "reader").create();
    }

    @AfterAll
    void drop() {
        register.close();
    }

    @Test
    void everyKindIsCompleteAndTheAccessIsExplained() {
        var acme = register.connected("keycloak");

        var taken = read(acme);

        assertThat(taken.kinds().values()).allSatisfy(kind -> assertThat(kind.problem()).isNull());
        assertThat(register.access(acme)).contains("mara: /eu/it directly", "mara: ops via /eu/it > ops",
                "mara: reader via /eu/it > ops > reader", "nils: reader directly",
                "olga: reader directly via ops > reader", "service-account-backup: reader directly");
        assertThat(register.ask(String.class, acme,
                """
                select i.kind from account a join identity i using (tenant_id, identity_id)
                where a.tenant_id = :tenant and a.username in ('mara', 'service-account-backup') order by 1"""))
                .containsExactly("human", "service account");
    }

    @Test
    void readingItAgainWritesNothing() {
        var acme = register.connected("keycloak-again");
        read(acme);
        var before = register.versions();

        var taken = read(acme);

        assertThat(taken.rows()).isEmpty();
        assertThat(register.versions()).isEqualTo(before);
    }

    @Test
    void whatKeycloaksOwnAdminRolesCanDoIsKnown() {
        var acme = register.connected("keycloak-tiers");
        var admins = TestKeycloak.realm().user("root", user -> user.put("clientRoles",
                Map.of("realm-management", java.util.List.of("realm-admin")))).create();

        read(acme, admins);

        assertThat(register.ask(String.class, acme,
                """
                select e.tier from access_grant g join account a using (tenant_id, account_id)
                join entitlement e using (tenant_id, entitlement_id)
                where g.tenant_id = :tenant and a.username = 'root' and e.name = 'realm-management/realm-admin'"""))
                .containsExactly("critical");
        assertThat(register.ask(Boolean.class, acme,
                """
                select e.self_raising from access_grant g join account a using (tenant_id, account_id)
                join entitlement e using (tenant_id, entitlement_id)
                where g.tenant_id = :tenant and a.username = 'root' and e.name = 'realm-management/manage-users'"""))
                .containsExactly(true);
    }

    private TakeSnapshot.Taken read(RegisterForTests.Connected in) {
        return read(in, realm);
    }

    private TakeSnapshot.Taken read(RegisterForTests.Connected in, TestRealm of) {
        try (Connector keycloak = new KeycloakFactory().open(of.details())) {
            return register.read(in, "keycloak", keycloak);
        }
    }
}
