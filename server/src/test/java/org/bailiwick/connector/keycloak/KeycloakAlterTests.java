package org.bailiwick.connector.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bailiwick.connector.Alteration;
import org.bailiwick.connector.Connector;
import org.bailiwick.connector.Connector.Expected;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.connector.ReadKey;
import org.bailiwick.connector.Reading;
import org.bailiwick.connector.Receipt;
import org.bailiwick.testing.RealmBuilder;
import org.bailiwick.testing.TestKeycloak;
import org.bailiwick.testing.TestRealm;
import org.junit.jupiter.api.Test;

/** Each alteration has its effect in the real realm, is read back from there, and is refused where it does not fit. */
class KeycloakAlterTests {
    private static final String KEY = "key";

    @Test
    void aRealmRoleIsRemovedAndGivenAgain() {
        var realm = TestKeycloak.realm().user("mara", RealmBuilder.roles("audit"))
                .role("audit").create();

        roundTrip(realm, "mara", realm.role("audit"));
    }

    @Test
    void aRoleWhoseNameIsNoPathIsRemovedAndGivenAgain() {
        var realm = TestKeycloak.realm().role("shop/a b?c#d%").user("mara", RealmBuilder.roles("shop/a b?c#d%"))
                .create();

        roundTrip(realm, "mara", realm.clientRole("shop", "a b?c#d%"));
    }

    @Test
    void aGroupIsLeftAndJoinedAgain() {
        var realm = TestKeycloak.realm().group("/staff").group("/staff/it")
                .user("mara", RealmBuilder.groups("/staff/it")).create();

        roundTrip(realm, "mara", realm.group("/staff/it"));
    }

    @Test
    void whoIsInASubgroupHoldsTheGroupAbove() {
        var realm = TestKeycloak.realm().group("/staff").group("/staff/it")
                .user("mara", RealmBuilder.groups("/staff/it")).create();

        try (var connector = open(realm)) {
            assertThat(read(connector, realm, "mara", realm.group("/staff")))
                    .isInstanceOfSatisfying(Reading.Held.class, held -> assertThat(names(held))
                            .containsExactly(List.of("/staff/it", "/staff")));
        }
    }

    @Test
    void aClientRoleOverGroupAndCompositeIsHeldByThatPath() {
        var realm = TestKeycloak.realm().role("shop/clerk").role("head", "shop/clerk").group("/staff", "head")
                .group("/staff/it").user("mara", RealmBuilder.groups("/staff/it")).create();

        try (var connector = open(realm)) {
            assertThat(read(connector, realm, "mara", realm.clientRole("shop", "clerk")))
                    .isInstanceOfSatisfying(Reading.Held.class, held -> assertThat(names(held))
                            .containsExactly(List.of("/staff/it", "/staff", "head", "shop/clerk")));
        }
    }

    @Test
    void anAccountIsDisabledAndEnabledAgain() {
        var realm = TestKeycloak.realm().user("mara").create();
        var id = realm.userId("mara");

        try (var connector = open(realm)) {
            assertThat(apply(connector, new Alteration.Disable(id))).isInstanceOf(Receipt.Accepted.class);
            assertThat(account(connector, id).account().enabled()).isFalse();
            assertThat(realm.get("/users/" + id).required("email").asString()).isEqualTo("mara@example.org");
            assertThat(apply(connector, new Alteration.Disable(id))).isInstanceOf(Receipt.NotAsExpected.class);
            assertThat(apply(connector, new Alteration.Enable(id))).isInstanceOf(Receipt.Accepted.class);
            assertThat(account(connector, id).account().enabled()).isTrue();
        }
    }

    @Test
    void aLockedAccountIsUnlocked() {
        var realm = TestKeycloak.realm().set("bruteForceProtected", true).set("failureFactor", 2)
                .user("mara", RealmBuilder.password("right")).create();
        var id = realm.userId("mara");
        for (var attempt = 0; attempt < 3; attempt++) {
            realm.admin().signIn(realm.name(), "mara", "wrong");
        }

        try (var connector = open(realm)) {
            assertThat(account(connector, id).account().locked()).isTrue();
            assertThat(apply(connector, new Alteration.Unlock(id))).isInstanceOf(Receipt.Accepted.class);
            assertThat(account(connector, id).account().locked()).isFalse();
            assertThat(apply(connector, new Alteration.Unlock(id))).isInstanceOf(Receipt.NotAsExpected.class);
        }
        assertThat(realm.admin().signIn(realm.name(), "mara", "right")).isEqualTo(200);
    }

    @Test
    void withoutThePermissionToChangeItIsRefused() {
        var realm = TestKeycloak.realm().permissions("view-users", "view-realm", "view-clients").role("audit")
                .user("mara", RealmBuilder.roles("audit")).create();

        try (var connector = open(realm)) {
            assertThat(apply(connector, new Alteration.RemoveMembership(realm.userId("mara"), realm.role("audit"))))
                    .isInstanceOfSatisfying(Receipt.Refused.class,
                            refused -> assertThat(refused.reason()).contains("403").contains("check the roles"));
        }
        assertThat(realm.holds("mara", "audit")).isTrue();
    }

    @Test
    void withoutThePermissionToReadNothingIsProven() {
        var realm = TestKeycloak.realm().permissions("view-realm", "query-users").role("audit").user("mara").create();

        try (var connector = open(realm)) {
            assertThat(read(connector, realm, "mara", realm.role("audit"))).isInstanceOf(Reading.Incomplete.class);
        }
    }

    @Test
    void aRealmThatVanishedProvesNothing() {
        var realm = TestKeycloak.realm().role("audit").user("mara").create();
        var key = new ReadKey.Grant(realm.userId("mara"), realm.role("audit"));

        try (var connector = open(realm)) {
            assertThat(connector.readOne(key)).isInstanceOf(Reading.NotHeld.class);
            realm.delete("", null);
            assertThat(connector.readOne(key)).isInstanceOf(Reading.Incomplete.class);
            assertThat(apply(connector, new Alteration.Disable(key.accountId()))).isInstanceOf(Receipt.Refused.class);
        }
    }

    @Test
    void inAnotherRealmOfTheSameNameNothingIsChanged() {
        var realm = TestKeycloak.realm().user("mara").create();
        var details = realm.details(TestKeycloak.url(), "00000000-0000-0000-0000-000000000000");

        try (var connector = new KeycloakFactory().open(details)) {
            assertThat(apply(connector, new Alteration.Disable(realm.userId("mara"))))
                    .isInstanceOfSatisfying(Receipt.Refused.class,
                            refused -> assertThat(refused.reason()).contains("is another one"));
        }
        assertThat(realm.get("/users/" + realm.userId("mara")).required("enabled").asBoolean()).isTrue();
    }

    @Test
    void aRoleThatIsGoneIsHeldByNobody() {
        var realm = TestKeycloak.realm().role("audit").user("mara", RealmBuilder.roles("audit")).create();
        var key = realm.role("audit");
        realm.delete("/roles/audit", null);

        try (var connector = open(realm)) {
            assertThat(read(connector, realm, "mara", key)).isInstanceOf(Reading.NotHeld.class);
            assertThat(apply(connector, new Alteration.RemoveMembership(realm.userId("mara"), key)))
                    .isInstanceOf(Receipt.NotAsExpected.class);
        }
    }

    private static void roundTrip(TestRealm realm, String username, EntitlementKey key) {
        var account = realm.userId(username);
        try (var connector = open(realm)) {
            assertThat(read(connector, realm, username, key)).isInstanceOf(Reading.Held.class);
            assertThat(apply(connector, new Alteration.RemoveMembership(account, key)))
                    .isInstanceOf(Receipt.Accepted.class);
            assertThat(read(connector, realm, username, key)).isInstanceOf(Reading.NotHeld.class);
            assertThat(apply(connector, new Alteration.RemoveMembership(account, key)))
                    .isInstanceOf(Receipt.NotAsExpected.class);
            assertThat(apply(connector, new Alteration.AddMembership(account, key)))
                    .isInstanceOf(Receipt.Accepted.class);
            assertThat(read(connector, realm, username, key)).isInstanceOf(Reading.Held.class);
        }
    }

    private static Connector open(TestRealm realm) {
        return new KeycloakFactory().open(realm.details());
    }

    private static Receipt apply(Connector connector, Alteration alteration) {
        return connector.apply(alteration, KEY, Expected.AS_PLANNED);
    }

    private static Reading read(Connector connector, TestRealm realm, String username, EntitlementKey key) {
        return connector.readOne(new ReadKey.Grant(realm.userId(username), key));
    }

    private static Reading.AccountFound account(Connector connector, String id) {
        return (Reading.AccountFound) connector.readOne(new ReadKey.Account(id));
    }

    private static List<List<String>> names(Reading.Held held) {
        return held.paths().stream().map(path -> path.steps().stream().map(Reading.Step::name).toList()).toList();
    }
}
