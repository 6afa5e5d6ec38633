package org.bailiwick.connector.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.bailiwick.connector.ConnectionDetails;
import org.bailiwick.connector.Preflight;
import org.bailiwick.demo.Fault;
import org.bailiwick.demo.FaultProxy;
import org.bailiwick.demo.FaultRule;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestKeycloak;
import org.bailiwick.testing.TestRealm;
import org.junit.jupiter.api.Test;

/** What is wrong with a connection is found before anything is believed from it, and said with the next step. */
class KeycloakPreflightTests {
    @Test
    void aConnectionWithAllPermissionsIsReadyAndTellsTheRealmsOwnId() {
        var realm = TestKeycloak.realm().create();

        assertThat(preflight(realm.details())).isEqualTo(new Preflight.Ready(realm.id(), List.of()));
    }

    @Test
    void withoutThePermissionToChangeItIsReadyAndSaysSo() {
        var realm = TestKeycloak.realm().permissions("view-users", "view-realm", "view-clients").create();

        assertThat(preflight(realm.details())).isInstanceOfSatisfying(Preflight.Ready.class,
                ready -> assertThat(ready.notes()).singleElement().asString().contains("manage-users"));
    }

    @Test
    void anAddressWhereNobodyAnswersIsUnreachable() {
        var realm = TestKeycloak.realm().create();

        assertThat(preflight(realm.details("http://127.0.0.1:1", null))).isInstanceOfSatisfying(
                Preflight.Unreachable.class,
                none -> assertThat(none.reason()).contains("`http://127.0.0.1:1`").contains("check the address"));
    }

    @Test
    void anAddressThatIsNoneIsUnreachable() {
        var realm = TestKeycloak.realm().create();

        assertThat(preflight(realm.details("not an address", null))).isInstanceOfSatisfying(
                Preflight.Unreachable.class, none -> assertThat(none.reason()).contains("is not a web address"));
    }

    @Test
    void somethingElseThanAKeycloakIsRefused() throws IOException {
        var realm = TestKeycloak.realm().create();
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("hello".getBytes());
            exchange.close();
        });
        other.start();

        var found = preflight(realm.details("http://127.0.0.1:" + other.getAddress().getPort(), null));
        other.stop(0);

        assertRefused(found, "it is not a Keycloak");
    }

    @Test
    void aRealmThatIsNotThereIsRefused() {
        assertRefused(preflight(details("no-such-realm", TestRealm.CLIENT, TestRealm.SECRET)),
                "there is no realm `no-such-realm`");
    }

    @Test
    void aWrongSecretIsRefused() {
        var realm = TestKeycloak.realm().create();

        assertRefused(preflight(details(realm.name(), TestRealm.CLIENT, "wrong")),
                "refuses the client `bailiwick`", "copy its secret");
    }

    @Test
    void anUnknownClientIsRefused() {
        var realm = TestKeycloak.realm().create();

        assertRefused(preflight(details(realm.name(), "nobody", "wrong")), "refuses the client `nobody`");
    }

    @Test
    void aClientWithoutAServiceAccountIsRefused() {
        var realm = TestKeycloak.realm().clientAttribute("plain", "x", "y").create();
        realm.put("/clients/" + realm.clientUuid("plain"), Map.of("secret", "plain"));

        assertRefused(preflight(details(realm.name(), "plain", "plain")), "has no service account");
    }

    @Test
    void eachMissingPermissionIsNamed() {
        var realm = TestKeycloak.realm().permissions().create();

        assertRefused(preflight(realm.details()), "`view-realm`", "`view-users`", "`view-clients`");
    }

    @Test
    void aListThatIsEmptyForWantOfPermissionIsNotBelieved() {
        var realm = TestKeycloak.realm().permissions("view-realm", "query-users", "query-clients", "query-groups")
                .user("mara").group("/staff").create();

        assertRefused(preflight(realm.details()), "list of users comes back without", "list of clients",
                "list of groups");
    }

    @Test
    void aProxyThatEmptiesListsIsNotBelieved() {
        var realm = TestKeycloak.realm().user("mara").create();
        try (var proxy = FaultProxy.start(TestKeycloak.url())) {
            proxy.faults(FaultRule.always(new Fault.EmptyLists()));

            assertRefused(preflight(realm.details(proxy.url(), null)), "list of users comes back without");
        }
    }

    @Test
    void anotherRealmOfTheSameNameIsRefused() {
        var realm = TestKeycloak.realm().create();

        assertRefused(preflight(realm.details(TestKeycloak.url(), "00000000-0000-0000-0000-000000000000")),
                "is another one than the one that was connected");
    }

    private static void assertRefused(Preflight found, String... words) {
        assertThat(found).isInstanceOfSatisfying(Preflight.Refused.class,
                refused -> assertThat(String.join("\n", refused.findings())).contains(words)
                        .doesNotContain(TestRealm.SECRET));
    }

    private static ConnectionDetails details(String realm, String client, String secret) {
        return new ConnectionDetails(new TenantId(2), 1, "keycloak", TestKeycloak.url(),
                Map.of("realm", realm, "clientId", client), secret, null);
    }

    private static Preflight preflight(ConnectionDetails details) {
        try (var connector = new KeycloakFactory().open(details)) {
            return connector.preflight();
        }
    }
}
