package org.bailiwick.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.authority.AuthorityForTests;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Permit;
import org.bailiwick.connector.ConnectionApi.NewConnection;
import org.bailiwick.platform.TenantId;
import org.bailiwick.signin.Provider;
import org.bailiwick.signin.Providers;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestKeycloak;
import org.bailiwick.testing.TestRealm;
import org.bailiwick.testing.TestServer;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.VisibleTenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/** What the API says of connections; who may ask is the routes' matter. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionApiTests {
    private TestDatabase database;
    private TestServer server;
    private AuthorityForTests authority;
    private ConnectionApi api;
    private TestRealm realm;
    private VisibleTenant tenant;
    private Permit permit;
    private int tenants;

    @BeforeAll
    void serve() {
        database = TestDatabase.create();
        server = TestServer.start(database);
        api = server.bean(ConnectionApi.class);
        authority = new AuthorityForTests(database.platform());
        authority.roots().firstAdministrator(authority.person("administrator").id());
        realm = TestKeycloak.realm().create();
    }

    @BeforeEach
    void aTenantOfItsOwn() {
        var administrator = authority.person("administrator");
        var id = authority.customer(administrator, authority.person("owner"), "tenant-" + tenants++);
        tenant = new VisibleTenant(id, UUID.randomUUID(), "tenant", "Tenant", false);
        permit = authority.permit(administrator, Capabilities.TENANT_MANAGE, id);
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
    }

    @Test
    void aConnectionIsSetAndListedWithoutItsSecret() {
        var set = api.set(permit, tenant, wanted("login", TestRealm.SECRET, null));

        assertThat(set.state()).isEqualTo("ready");
        assertThat(set.problem()).isNull();
        assertThat(kept()).containsExactly(set);
        assertThat(JsonMapper.shared().writeValueAsString(set)).contains(realm.name())
                .doesNotContain(TestRealm.SECRET);
    }

    @Test
    void aSystemIsReadAtOnceByWhomeverItWasConnected() {
        api.set(permit, tenant, wanted("login", TestRealm.SECRET, null));

        assertThat(database.superuser().sql("select requested_by from snapshot where tenant_id = :id")
                .param("id", tenant.id().value()).query(Long.class).list())
                .containsExactly(authority.person("administrator").id().value());
    }

    @Test
    void whatTheTryFoundIsTold() {
        var set = api.set(permit, tenant, wanted("login", "wrong", null));

        assertThat(set.state()).isEqualTo("refused");
        assertThat(set.problem()).contains("copy its secret");
    }

    @Test
    void theTenantsOwnProviderIsKeptWithTheConnection() {
        var provider = provider(tenant.id(), "https://own.example/" + tenants);

        var set = api.set(permit, tenant, wanted("login", TestRealm.SECRET, provider.publicId()));

        assertThat(set.provider()).isEqualTo(new AccountProvider(provider.publicId(), "its people", provider.issuer(),
                tenant.publicId()));
        assertThat(kept()).containsExactly(set);
        assertThat(database.superuser().sql("select provider_id from connection where tenant_id = :id")
                .param("id", tenant.id().value()).query(Long.class).single()).isEqualTo(provider.id().value());
    }

    @Test
    void anotherTenantsProviderIsRefused() {
        var foreign = provider(TenantId.MSP, "https://msp.example/" + tenants);

        assertThat(refusal(wanted("login", TestRealm.SECRET, foreign.publicId())).name())
                .isEqualTo("provider-unknown");
        assertThat(refusal(wanted("login", TestRealm.SECRET, UUID.randomUUID())).name())
                .isEqualTo("provider-unknown");
        assertThat(kept()).isEmpty();
    }

    @Test
    void anEmptyBodyIsRefusedByWhatIsMissing() {
        var refusal = refusal(new NewConnection(null, null, null, null, null, null));

        assertThat(refusal.status()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(refusal.name()).isEqualTo("system-unknown");
        assertThat(refusal.detail()).contains("`keycloak`");
    }

    @Test
    void aConnectionThatWorksStays() {
        api.set(permit, tenant, wanted("login", TestRealm.SECRET, null));

        var refusal = refusal(wanted("login", "wrong", null));

        assertThat(refusal.status()).isEqualTo(HttpStatus.CONFLICT);
        assertThat(refusal.name()).isEqualTo("connection-not-replaced");
        assertThat(refusal.detail()).contains("copy its secret").doesNotContain("wrong");
    }

    @Test
    void theSameRealmUnderAnotherNameIsRefused() {
        api.set(permit, tenant, wanted("login", TestRealm.SECRET, null));

        assertThat(refusal(wanted("other", TestRealm.SECRET, null)).name()).isEqualTo("already-connected");
    }

    @Test
    void aTryTellsWhatItFoundAndKeepsNothing() {
        var good = api.attempt(permit, tenant, wanted("login", TestRealm.SECRET, null));
        var wrong = api.attempt(permit, tenant, wanted("login", "wrong", null));

        assertThat(good.state()).isEqualTo("ready");
        assertThat(good.findings()).isEmpty();
        assertThat(wrong.state()).isEqualTo("refused");
        assertThat(wrong.findings()).anySatisfy(finding -> assertThat(finding).contains("copy its secret"));
        assertThat(kept()).isEmpty();
    }

    @Test
    void aTryTellsThatTheSystemIsConnectedAlready() {
        api.set(permit, tenant, wanted("login", TestRealm.SECRET, null));

        assertThat(api.attempt(permit, tenant, wanted("other", TestRealm.SECRET, null)).connectedAs())
                .isEqualTo("login");
        assertThat(api.attempt(permit, tenant, wanted("login", TestRealm.SECRET, null)).connectedAs()).isNull();
    }

    private List<ConnectionApi.ConnectionJson> kept() {
        return database.transactions().tenant(tenant.id(), server.bean(Connections.class)::list).stream()
                .map(each -> ConnectionApi.ConnectionJson.of(each,
                        server.bean(AccountProviders.class).byInsideId(tenant)))
                .toList();
    }

    private Provider provider(TenantId of, String issuer) {
        return server.bean(Providers.class).register(of, "its people", issuer, "portal", null)
                .orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    private NewConnection wanted(String name, String secret, UUID provider) {
        return new NewConnection("keycloak", name, TestKeycloak.url(),
                Map.of("realm", realm.name(), "clientId", TestRealm.CLIENT), secret, provider);
    }

    private Refusal refusal(NewConnection wanted) {
        return catchThrowableOfType(RefusedException.class, () -> api.set(permit, tenant, wanted)).refusal();
    }
}
