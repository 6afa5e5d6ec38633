package org.bailiwick.connector.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.Map;
import java.util.HashMap;
import java.util.stream.Stream;
import org.bailiwick.connector.Collected;
import org.bailiwick.connector.Completeness;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.Observed;
import org.bailiwick.testing.RealmBuilder;
import org.bailiwick.testing.TestKeycloak;
import org.bailiwick.testing.TestRealm;
import org.junit.jupiter.api.Test;

/** What the connector sees in a real realm. */
class KeycloakObserveTests {
    private static final Limits SMALL_PAGES = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20),
            Duration.ofSeconds(1), 3, 64L * 1024 * 1024, 1_000);

    @Test
    void seesEveryKindAndSaysThatItIsComplete() {
        var realm = TestKeycloak.realm().role("payroll").role("head", "payroll", "shop/clerk").role("shop/clerk")
                .group("/staff", "shop/clerk").group("/staff/it", "payroll").group("/staff/it/core")
                .user("mara", RealmBuilder.groups("/staff/it")).user("nils", RealmBuilder.roles("head", "shop/clerk"))
                .serviceClient("backup", "payroll").create();

        var seen = observe(realm, SMALL_PAGES);

        assertThat(seen.kinds().values()).as(seen.kinds().toString()).allMatch(Completeness::complete)
                .hasSize(ObjectKind.values().length);
        assertThat(seen.holds("mara", "/staff/it")).isTrue();
        assertThat(seen.holds("mara", "payroll")).isFalse();
        assertThat(seen.holds("nils", "head")).isTrue();
        assertThat(seen.holds("nils", "shop/clerk")).isTrue();
        assertThat(seen.holds("service-account-backup", "payroll")).isTrue();
        assertThat(seen.contains("head", "payroll")).isTrue();
        assertThat(seen.contains("head", "shop/clerk")).isTrue();
        assertThat(seen.contains("/staff/it", "/staff")).isTrue();
        assertThat(seen.contains("/staff", "/staff/it")).isFalse();
        assertThat(seen.contains("/staff/it", "payroll")).isTrue();
        assertThat(seen.contains("/staff", "shop/clerk")).isTrue();
        assertThat(seen.contains("realm-management/realm-admin", "realm-management/manage-users")).isTrue();
        assertThat(seen.entitlement("default-roles-" + realm.name())).isNotNull();
        assertThat(seen.completeness(ObjectKind.ACCOUNTS).itemsTold()).isEqualTo(4);
    }

    @Test
    void tellsPeopleFromServiceAccountsAndKeepsTheirState() {
        var realm = TestKeycloak.realm().user("mara").user("gone", user -> user.put("enabled", false))
                .serviceClient("backup").create();

        var seen = observe(realm, Limits.DEFAULT);

        assertThat(seen.account("mara")).satisfies(account -> {
            assertThat(account.id()).isEqualTo(realm.userId("mara"));
            assertThat(account.displayName()).isEqualTo("mara Example");
            assertThat(account.mail()).isEqualTo("mara@example.org");
            assertThat(account.mailVerified()).isTrue();
            assertThat(account.service()).isFalse();
            assertThat(account.enabled()).isTrue();
            assertThat(account.createdAt()).isNotNull();
        });
        assertThat(seen.account("gone").enabled()).isFalse();
        assertThat(seen.account("service-account-backup").service()).isTrue();
    }

    @Test
    void seesWhoIsLockedOutWithoutAskingForEachAccount() {
        var realm = TestKeycloak.realm().set("bruteForceProtected", true).set("failureFactor", 2)
                .user("mara", RealmBuilder.password("right")).user("nils").create();
        for (var attempt = 0; attempt < 3; attempt++) {
            realm.admin().signIn(realm.name(), "mara", "wrong");
        }

        var seen = observe(realm, Limits.DEFAULT);

        assertThat(seen.account("mara").locked()).isTrue();
        assertThat(seen.account("nils").locked()).isFalse();
    }

    @Test
    void withoutLockoutInTheRealmNobodyIsLocked() {
        var realm = TestKeycloak.realm().set("bruteForceProtected", false).user("mara").create();

        assertThat(observe(realm, Limits.DEFAULT).account("mara").locked()).isFalse();
    }

    @Test
    void tellsWhenClientSecretsWereMadeAndNeverTheSecrets() {
        var realm = TestKeycloak.realm().serviceClient("backup")
                .clientAttribute("backup", "client.secret.expiration.time", "1900000000").create();

        var seen = observe(realm, Limits.DEFAULT);

        assertThat(seen.all(Observed.Credential.class))
                .filteredOn(credential -> credential.accountId().equals(seen.account("service-account-backup").id()))
                .singleElement().satisfies(credential -> {
                    assertThat(credential.kind()).isEqualTo("client secret");
                    assertThat(credential.label()).isEqualTo("backup");
                    assertThat(credential.expiresAt()).isEqualTo(Instant.ofEpochSecond(1_900_000_000));
                });
        assertThat(seen.all(Observed.class).toString()).doesNotContain("secret-of-backup");
        assertThat(seen.completeness(ObjectKind.CREDENTIALS).note()).contains("passwords").contains("not read");
    }

    @Test
    void readsTheSettingsThatLockOutAndProtect() {
        var realm = TestKeycloak.realm().set("bruteForceProtected", true).set("failureFactor", 7)
                .set("passwordPolicy", "length(14)").create();

        var settings = observe(realm, Limits.DEFAULT).all(Observed.Setting.class);

        assertThat(settings).contains(new Observed.Setting("failureFactor", "7"),
                new Observed.Setting("bruteForceProtected", "true"),
                new Observed.Setting("passwordPolicy", "\"length(14)\""));
    }

    @Test
    void tellsWhenAccountsLastSignedInAndHowFarThatIsKnown() {
        var realm = TestKeycloak.realm().set("eventsEnabled", true)
                .permissions(Stream
                        .concat(RealmBuilder.PERMISSIONS.stream(), Stream.of("view-events", "view-identity-providers"))
                        .toArray(String[]::new))
                .user("mara", RealmBuilder.password("right")).user("nils").create();
        for (var attempt = 0; attempt < 4; attempt++) {
            assertThat(realm.admin().signIn(realm.name(), "mara", "right")).isEqualTo(200);
        }

        var seen = observe(realm, SMALL_PAGES);

        var reach = seen.all(Observed.SignIns.class).getFirst();
        assertThat(reach.problem()).isNull();
        assertThat(seen.account("mara").lastSignInAt()).isAfterOrEqualTo(reach.since());
        assertThat(seen.account("nils").lastSignInAt()).isNull();
        assertThat(seen.account("service-account-bailiwick").lastSignInAt()).isNotNull();
        assertThat(seen.completeness(ObjectKind.ACCOUNTS).note()).isNull();
    }

    @Test
    void signInsThatMayNotBeReadOrAreNotStoredAreNotKnownAndNothingElseSuffers() {
        var hidden = observe(TestKeycloak.realm().set("eventsEnabled", true).user("mara").create(), Limits.DEFAULT);
        var off = observe(TestKeycloak.realm().set("eventsEnabled", false).user("mara").create(), Limits.DEFAULT);
        var others = observe(TestKeycloak.realm().set("eventsEnabled", true)
                .set("enabledEventTypes", List.of("LOGOUT")).user("mara").create(), Limits.DEFAULT);

        assertThat(hidden.completeness(ObjectKind.ACCOUNTS).note()).contains("give the client the role `view-events`");
        assertThat(off.completeness(ObjectKind.ACCOUNTS).note()).contains("does not store login events");
        assertThat(others.completeness(ObjectKind.ACCOUNTS).note()).contains("does not store login events");
        for (var seen : List.of(hidden, off, others)) {
            assertThat(seen.all(Observed.SignIns.class)).singleElement()
                    .satisfies(reach -> assertThat(reach.since()).isNull());
            assertThat(seen.completeness(ObjectKind.ACCOUNTS).complete()).isTrue();
        }
    }

    @Test
    void tellsWhomAnIdentityProviderSignsIn() {
        var issuer = "https://sign-in.example";
        var realm = TestKeycloak.realm()
                .permissions(Stream.concat(RealmBuilder.PERMISSIONS.stream(), Stream.of("view-identity-providers"))
                        .toArray(String[]::new))
                .set("identityProviders", List.of(identityProvider("msp", Map.of("issuer", issuer)),
                        identityProvider("nameless", Map.of())))
                .user("mara", linked("msp", "subject-of-mara")).user("nils").user("olga", linked("nameless", "olga"))
                .create();

        var seen = observe(realm, SMALL_PAGES);

        assertThat(seen.account("mara").origin().federatedAs())
                .containsExactly(new Observed.FederatedAs(issuer, "subject-of-mara"));
        assertThat(seen.account("nils").origin().federatedAs()).isEmpty();
        assertThat(seen.account("olga").origin().federatedAs()).isEmpty();
        assertThat(seen.completeness(ObjectKind.ACCOUNTS).complete()).isTrue();
    }

    @Test
    void whomIdentityProvidersSignInIsNotKnownWithoutThePermission() {
        var realm = TestKeycloak.realm()
                .set("identityProviders", List.of(identityProvider("msp", Map.of("issuer", "https://sign-in.example"))))
                .user("mara", linked("msp", "subject-of-mara")).create();

        var seen = observe(realm, Limits.DEFAULT);

        assertThat(seen.account("mara").origin().federatedAs()).isNull();
        assertThat(seen.completeness(ObjectKind.ACCOUNTS).note())
                .contains("give the client the role `view-identity-providers`");
        assertThat(seen.completeness(ObjectKind.ACCOUNTS).complete()).isTrue();
    }

    private static Map<String, Object> identityProvider(String alias, Map<String, String> more) {
        var config = new HashMap<>(Map.of("clientId", "c", "clientSecret", "s", "authorizationUrl",
                "https://sign-in.example/auth", "tokenUrl", "https://sign-in.example/token"));
        config.putAll(more);
        return Map.of("alias", alias, "providerId", "oidc", "enabled", true, "config", config);
    }

    private static Consumer<Map<String, Object>> linked(String alias, String subject) {
        return user -> user.put("federatedIdentities",
                List.of(Map.of("identityProvider", alias, "userId", subject, "userName", subject)));
    }

    @Test
    void tellsWhatIsStillToBeDoneAtTheFirstSignIn() {
        var realm = TestKeycloak.realm()
                .user("new", user -> user.put("requiredActions", List.of("VERIFY_EMAIL", "UPDATE_PASSWORD")))
                .user("mara").create();

        var seen = observe(realm, Limits.DEFAULT);

        assertThat(seen.account("new").pendingActions()).containsExactly("UPDATE_PASSWORD", "VERIFY_EMAIL");
        assertThat(seen.account("mara").pendingActions()).isEmpty();
    }

    @Test
    void anotherRealmOfTheSameNameIsNotObserved() {
        var realm = TestKeycloak.realm().user("mara").create();

        var seen = new Collected();
        try (var connector = new KeycloakFactory()
                .open(realm.details(TestKeycloak.url(), "00000000-0000-0000-0000-000000000000"))) {
            connector.observe(seen);
        }

        assertThat(seen.all(Observed.class)).isEmpty();
        assertThat(seen.kinds().values()).hasSize(ObjectKind.values().length).noneMatch(Completeness::complete)
                .allMatch(kind -> kind.problem().contains("is another one"));
    }

    private static Collected observe(TestRealm realm, Limits limits) {
        try (var connector = new KeycloakFactory(limits).open(realm.details())) {
            return Collected.from(connector);
        }
    }
}
