package org.bailiwick.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Optional;
import org.bailiwick.authority.AuthorityForTests;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Permit;
import org.bailiwick.connector.Connections.Connection;
import org.bailiwick.connector.Connections.Wanted;
import org.bailiwick.connector.keycloak.KeycloakFactory;
import org.bailiwick.ledger.LedgerForTests;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestKeycloak;
import org.bailiwick.testing.TestRealm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Connections over the real database and the real Keycloak. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionsTests {
    private TestDatabase database;
    private AuthorityForTests authority;
    private Connections connections;
    private TestRealm realm;
    private TenantId tenant;
    private Permit permit;
    private int tenants;

    @BeforeAll
    void start() {
        database = TestDatabase.create();
        authority = new AuthorityForTests(database.platform());
        authority.roots().firstAdministrator(authority.person("administrator").id());
        var platform = database.platform();
        var store = new ConnectionStore();
        var secrets = platform.secrets();
        connections = new Connections(platform.transactions(), store, secrets,
                new SetConnection(platform.transactions(), store, secrets, authority.decisions(),
                        LedgerForTests.over(platform).ledger(), platform.ids(),
                        new StaticListableBeanFactory().getBeanProvider(AfterConnect.class)),
                List.of(new KeycloakFactory()));
        realm = TestKeycloak.realm().user("mara").create();
    }

    @BeforeEach
    void aTenantOfItsOwn() {
        var administrator = authority.person("administrator");
        tenant = authority.customer(administrator, authority.person("owner"), "tenant-" + tenants++);
        permit = authority.permit(administrator, Capabilities.TENANT_MANAGE, tenant);
    }

    @AfterAll
    void drop() {
        database.close();
    }

    @Test
    void aConnectionThatWorksIsReadyAndPinsTheRealmsOwnId() {
        var connection = ok(connections.connect(permit, wanted(realm)));

        assertThat(connection.state()).isEqualTo("ready");
        assertThat(connection.problem()).isEmpty();
        assertThat(connection.externalKey()).contains(realm.id());
        assertThat(database.platform().transactions().<List<Connection>>tenant(tenant, connections::list))
                .containsExactly(connection);
    }

    @Test
    void anOpenedConnectorReachesTheRealm() {
        var connection = ok(connections.connect(permit, wanted(realm)));

        try (var connector = connections.open(tenant, connection.id())) {
            assertThat(Collected.from(connector).account("mara").mail()).isEqualTo("mara@example.org");
        }
    }

    @Test
    void aDisconnectedSystemIsOpenedOnlyAfterItWasConnectedAgainUnderItsName() {
        var connection = ok(connections.connect(permit, wanted(realm)));
        var disconnection = new Disconnection(database.platform().transactions(), new ConnectionStore(),
                authority.decisions(), LedgerForTests.over(database.platform()).ledger(), List.of());

        var own = Map.entry(connection.id(), "service-account-" + wanted(realm).settings().get("clientId"));
        assertThat(ownAccounts()).containsExactly(own);
        ok(disconnection.disconnect(permit, connection.publicId(), new Disconnection.Wanted("moved", "HALO", "1")));

        assertThat(ownAccounts()).isEmpty();
        assertThat(ownAccountsAndThoseOfBefore()).as("its account is still there").containsExactly(own);
        assertThatThrownBy(() -> connections.open(tenant, connection.id())).hasMessageContaining("disconnected");
        var first = wanted(realm);
        assertThat(connections.connect(permit, new Wanted(first.system(), first.name(), first.address(),
                first.settings(), "not the secret", first.provider())))
                .matches(result -> result instanceof Result.No(ConnectionProblem.NotReconnected refused));
        assertThat(connections.connect(permit, new Wanted(first.system(), "another name", first.address(),
                first.settings(), first.secret(), first.provider())))
                .matches(result -> result instanceof Result.No(ConnectionProblem.AlreadyConnected refused));
        var again = ok(connections.connect(permit, first));
        assertThat(again.id()).isEqualTo(connection.id());
        assertThat(again.disconnected()).isFalse();
        connections.open(tenant, again.id()).close();
    }

    private Map<Long, String> ownAccounts() {
        return database.platform().transactions().tenant(tenant, connections::ownAccounts);
    }

    private Map<Long, String> ownAccountsAndThoseOfBefore() {
        return database.platform().transactions().oversight(Set.of(tenant),
                tx -> connections.ownAccounts(tx, Set.of(tenant)));
    }

    @Test
    void whoSetsAConnectionThatIsDisconnectedMeanwhileDoesNotConnectItAgain() {
        var connection = ok(connections.connect(permit, wanted(realm)));
        var platform = database.platform();
        var ledger = LedgerForTests.over(platform).ledger();
        var disconnection = new Disconnection(platform.transactions(), new ConnectionStore(), authority.decisions(),
                ledger, List.of());
        ConnectorFactory slow = new ConnectorFactory() {
            @Override
            public String system() {
                return "keycloak";
            }

            @Override
            public Set<String> settings() {
                return new KeycloakFactory().settings();
            }

            @Override
            public Connector open(ConnectionDetails details) {
                ok(disconnection.disconnect(permit, connection.publicId(),
                        new Disconnection.Wanted("moved", "HALO", "1")));
                return new KeycloakFactory().open(details);
            }
        };

        var set = new SetConnection(platform.transactions(), new ConnectionStore(), platform.secrets(),
                authority.decisions(), ledger, platform.ids(),
                new StaticListableBeanFactory().getBeanProvider(AfterConnect.class))
                .set(permit, wanted(realm), Map.of("keycloak", slow));

        assertThat(set).isEqualTo(Result.no(new ConnectionProblem.ChangedMeanwhile(connection.name())));
        assertThatThrownBy(() -> connections.open(tenant, connection.id())).hasMessageContaining("disconnected");
    }

    @Test
    void theSecretStandsNowhereInTheDatabase() {
        ok(connections.connect(permit, wanted(realm)));

        var dump = database.superuser()
                .sql("""
                     select coalesce(string_agg(row_to_json(c)::text, ''), '')
                       || (select coalesce(string_agg(row_to_json(e)::text, ''), '') from ev_entry e)
                       || (select coalesce(string_agg(convert_from(body, 'UTF8'), ''), '') from ev_entry)
                       || (select coalesce(string_agg(row_to_json(d)::text, ''), '') from ev_disclosure d)
                     from connection c""").query(String.class).single();
        assertThat(dump).contains(realm.name()).doesNotContain(TestRealm.SECRET)
                .doesNotContain(hex(TestRealm.SECRET));
    }

    @Test
    void settingAConnectionIsRecordedWithoutItsSecret() {
        ok(connections.connect(permit, wanted(realm)));

        var told = database.superuser()
                .sql("""
                     select string_agg(d.value, ' ') from ev_entry e
                     join ev_disclosure d on d.tenant_id = e.tenant_id and d.event_id = e.event_id
                     where e.tenant_id = :tenant
                       and convert_from(e.body, 'UTF8') like '%"action":"connection set"%'""")
                .param("tenant", tenant.value()).query(String.class).single();
        assertThat(told).contains("keycloak").contains(TestKeycloak.url()).contains("administrator")
                .doesNotContain(TestRealm.SECRET);
    }

    @Test
    void aFirstContactThatFailsIsKeptWithItsFinding() {
        var connection = ok(connections.connect(permit, wanted(realm, "wrong")));

        assertThat(connection.state()).isEqualTo("refused");
        assertThat(connection.problem()).hasValueSatisfying(text -> assertThat(text).contains("copy its secret"));
        assertThat(connection.externalKey()).isEmpty();
    }

    @Test
    void aSystemThatIsDownIsKeptAndPinnedWhenItAnswers() {
        var down = new Wanted("keycloak", "login", "http://127.0.0.1:1",
                Map.of("realm", realm.name(), "clientId", TestRealm.CLIENT), TestRealm.SECRET, Optional.empty());
        assertThat(ok(connections.connect(permit, down)).state()).isEqualTo("unreachable");

        var up = ok(connections.connect(permit, wanted(realm)));

        assertThat(up.state()).isEqualTo("ready");
        assertThat(up.externalKey()).contains(realm.id());
        assertThat(database.platform().transactions().<List<Connection>>tenant(tenant, connections::list)).hasSize(1);
    }

    @Test
    void aConnectionThatWorksIsNotReplacedByOneThatDoesNot() {
        var before = ok(connections.connect(permit, wanted(realm)));

        assertThat(connections.connect(permit, wanted(realm, "wrong"))).isInstanceOfSatisfying(Result.No.class,
                no -> assertThat(no.problem()).isInstanceOf(ConnectionProblem.NotReplaced.class));
        assertThat(database.platform().transactions().<Optional<Connection>>tenant(tenant,
                tx -> connections.find(tx, before.id()))).contains(before);
        try (var connector = connections.open(tenant, before.id())) {
            assertThat(connector.preflight()).isInstanceOf(Preflight.Ready.class);
        }
    }

    @Test
    void anotherRealmOfTheSameNameIsRefused() {
        var vanishing = TestKeycloak.realm().create();
        var name = vanishing.name();
        var connection = ok(connections.connect(permit, wanted(vanishing)));
        vanishing.delete("", null);
        TestKeycloak.realm().set("realm", name).create();

        var replaced = connections.connect(permit, wanted(vanishing));

        assertThat(replaced).isInstanceOfSatisfying(Result.No.class,
                no -> assertThat(no.problem().toString()).contains("is another one"));
        try (var connector = connections.open(tenant, connection.id())) {
            assertThat(connector.preflight()).isInstanceOf(Preflight.Refused.class);
        }
        assertThat(database.platform().transactions().<Optional<Connection>>tenant(tenant,
                tx -> connections.find(tx, connection.id())).orElseThrow().state()).isEqualTo("refused");
    }

    @Test
    void oneRealmIsConnectedOnceInATenant() {
        ok(connections.connect(permit, wanted(realm)));

        var second = connections.connect(permit, new Wanted("keycloak", "another name", TestKeycloak.url(),
                Map.of("realm", realm.name(), "clientId", TestRealm.CLIENT), TestRealm.SECRET, Optional.empty()));

        assertThat(second).isEqualTo(Result.no(new ConnectionProblem.AlreadyConnected("login")));
    }

    @Test
    void whatIsIncompleteIsNotTried() {
        var settings = Map.of("realm", "x", "clientId", "y");

        assertThat(problem(new Wanted("mainframe", "n", "http://a.example", Map.of(), "s", Optional.empty())))
                .isInstanceOf(ConnectionProblem.SystemUnknown.class);
        assertThat(problem(new Wanted("keycloak", " ", "http://a.example", settings, "s", Optional.empty())))
                .isEqualTo(new ConnectionProblem.Missing("name"));
        assertThat(problem(new Wanted("keycloak", "n", "http://a.example", settings, "", Optional.empty())))
                .isEqualTo(new ConnectionProblem.Missing("secret"));
        assertThat(problem(new Wanted("keycloak", "n", "http://a.example", Map.of("realm", "x"), "s",
                Optional.empty()))).isEqualTo(new ConnectionProblem.Missing("clientId"));
        assertThat(problem(new Wanted("keycloak", "n", "http://a.example",
                Map.of("realm", "x", "clientId", "y", "password", "z"), "s", Optional.empty())))
                .isInstanceOf(ConnectionProblem.SettingUnknown.class);
        for (var address : List.of("", "a.example", "ftp://a.example", "http://", "https://me:pw@a.example",
                "https://a.example?x=y")) {
            assertThat(problem(new Wanted("keycloak", "n", address, settings, "s", Optional.empty())))
                    .isEqualTo(new ConnectionProblem.AddressUnfit(address));
        }
    }

    @Test
    void aPermitOfAnotherTenantSetsNothing() {
        var other = authority.customer(authority.person("administrator"), authority.person("owner"),
                "other-" + tenants);
        var foreign = new Permit(tenant, permit.evaluation(), permit.principal(), permit.capability(),
                authority.permit(authority.person("administrator"), Capabilities.TENANT_MANAGE, other).authorityId(),
                permit.authority());

        assertThatThrownBy(() -> connections.connect(foreign, wanted(realm)))
                .isInstanceOf(AuthorityLostException.class);
        assertThat(database.platform().transactions().<List<Connection>>tenant(tenant, connections::list)).isEmpty();
    }

    private ConnectionProblem problem(Wanted wanted) {
        return switch (connections.connect(permit, wanted)) {
            case Result.No<Connection, ConnectionProblem>(var problem) -> problem;
            case Result.Ok<Connection, ConnectionProblem>(var connection) -> throw new AssertionError(connection);
        };
    }

    private static Wanted wanted(TestRealm realm) {
        return wanted(realm, TestRealm.SECRET);
    }

    private static Wanted wanted(TestRealm realm, String secret) {
        return new Wanted("keycloak", "login", TestKeycloak.url(),
                Map.of("realm", realm.name(), "clientId", TestRealm.CLIENT), secret, Optional.empty());
    }

    private static Connection ok(Result<Connection, ConnectionProblem> result) {
        return result.orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
