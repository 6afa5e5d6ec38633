package org.bailiwick.connector.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.bailiwick.connector.Alteration;
import org.bailiwick.connector.Collected;
import org.bailiwick.connector.Connector.Expected;
import org.bailiwick.connector.Observed;
import org.bailiwick.connector.ReadKey;
import org.bailiwick.connector.Reading;
import org.bailiwick.connector.Receipt;
import org.bailiwick.testing.RealmBuilder;
import org.bailiwick.testing.TestKeycloak;
import org.bailiwick.testing.TestRealm;
import org.junit.jupiter.api.Test;

/** What a real Keycloak says of those it has locked out, for a time or for good. */
class KeycloakLockoutTests {
    @Test
    void aTemporaryLockoutIsToldWithItsTimeAndItsFailures() {
        var realm = realm(false).set("maxFailureWaitSeconds", 900).create();
        var before = Instant.now().minusSeconds(60);

        lockOut(realm, "mara");

        var mara = observed(realm, "mara");
        assertThat(mara.locked()).isTrue();
        assertThat(mara.lockout().permanent()).isFalse();
        assertThat(mara.lockout().failures()).isPositive();
        assertThat(mara.lockout().since()).isBetween(before, Instant.now().plusSeconds(60));
        assertThat(read(realm, "mara").lockout()).isEqualTo(mara.lockout());
        assertThat(observed(realm, "nils").lockout()).isEqualTo(Observed.Lockout.NOT_KNOWN);
    }

    /** Keycloak's own list of who is locked out leaves these out; it disables them instead. */
    @Test
    void aPermanentLockoutIsSeenAndToldAsSuch() {
        var realm = realm(true).create();

        lockOut(realm, "mara");

        var mara = observed(realm, "mara");
        assertThat(mara.locked()).isTrue();
        assertThat(mara.lockout().permanent()).isTrue();
        assertThat(mara.lockout().failures()).isGreaterThanOrEqualTo(2);
        assertThat(mara.lockout().since()).isNotNull();
        assertThat(read(realm, "mara").lockout()).isEqualTo(mara.lockout());
    }

    /** It is kept in entries that nobody can erase from. */
    @Test
    void whatAReadingRestsOnCallsNobodyByName() {
        var realm = realm(false).create();

        try (var connector = new KeycloakFactory(Limits.DEFAULT).open(realm.details())) {
            assertThat(connector.readOne(new ReadKey.Account(realm.userId("mara"))).requests())
                    .extracting(Reading.Request::path).anyMatch(path -> path.contains("&username=*"))
                    .noneMatch(path -> path.contains("mara"));
        }
    }

    @Test
    void aPermanentLockoutStaysOneWhereTheCountersAreGone() {
        var realm = realm(true).create();
        lockOut(realm, "mara");
        realm.delete("/attack-detection/brute-force/users", null);

        assertThat(observed(realm, "mara")).satisfies(mara -> {
            assertThat(mara.locked()).isTrue();
            assertThat(mara.lockout()).isEqualTo(new Observed.Lockout(null, null, true));
        });
        realm.put("", Map.of("bruteForceProtected", false));
        assertThat(observed(realm, "mara").lockout()).isEqualTo(new Observed.Lockout(null, null, true));
        assertThat(observed(realm, "nils").locked()).isFalse();
    }

    @Test
    void unlockingEndsAPermanentLockout() {
        var realm = realm(true).create();
        lockOut(realm, "mara");
        assertThat(realm.admin().signIn(realm.name(), "mara", "right")).isNotEqualTo(200);

        assertThat(unlock(realm, "mara")).isInstanceOf(Receipt.Accepted.class);

        assertThat(read(realm, "mara").locked()).isFalse();
        assertThat(observed(realm, "mara").locked()).isFalse();
        assertThat(observed(realm, "mara").enabled()).isTrue();
        assertThat(realm.admin().signIn(realm.name(), "mara", "right")).isEqualTo(200);
    }

    @Test
    void whomSomebodyDisabledIsNotLockedAndUnlockingDoesNotEnableThem() {
        var realm = realm(true).create();
        realm.put("/users/" + realm.userId("nils"), Map.of("enabled", false));

        assertThat(observed(realm, "nils").locked()).isFalse();
        assertThat(unlock(realm, "nils")).isInstanceOf(Receipt.NotAsExpected.class);
        assertThat(observed(realm, "nils").enabled()).isFalse();
    }

    /** @param permanent whether the realm locks for good, and slow enough attempts are no attack of a machine to it */
    private static RealmBuilder realm(boolean permanent) {
        return TestKeycloak.realm().set("bruteForceProtected", true).set("failureFactor", 2)
                .set("permanentLockout", permanent).set("quickLoginCheckMilliSeconds", 0)
                .user("mara", RealmBuilder.password("right")).user("nils");
    }

    private static void lockOut(TestRealm realm, String username) {
        for (var attempt = 0; attempt < 3; attempt++) {
            realm.admin().signIn(realm.name(), username, "wrong");
        }
    }

    private static Observed.Account observed(TestRealm realm, String username) {
        try (var connector = new KeycloakFactory(Limits.DEFAULT).open(realm.details())) {
            return Collected.from(connector).account(username);
        }
    }

    private static Observed.Account read(TestRealm realm, String username) {
        try (var connector = new KeycloakFactory(Limits.DEFAULT).open(realm.details())) {
            return ((Reading.AccountFound) connector.readOne(new ReadKey.Account(realm.userId(username)))).account();
        }
    }

    private static Receipt unlock(TestRealm realm, String username) {
        try (var connector = new KeycloakFactory(Limits.DEFAULT).open(realm.details())) {
            return connector.apply(new Alteration.Unlock(realm.userId(username)), "key", Expected.AS_PLANNED);
        }
    }
}
