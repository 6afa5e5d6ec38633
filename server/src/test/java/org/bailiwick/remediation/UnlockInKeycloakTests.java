package org.bailiwick.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.change.Applied;
import org.bailiwick.change.ChangeOrder;
import org.bailiwick.change.ChangeState;
import org.bailiwick.change.Changes;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.Snapshots;
import org.bailiwick.testing.RealmBuilder;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestKeycloak;
import org.bailiwick.testing.TestModules;
import org.bailiwick.testing.TestRealm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Unlocking accounts of which the last reading did not show that they are locked, in a real Keycloak. */
final class UnlockInKeycloakTests {
    private static final int MOST_ROUNDS = 50;

    private static TestDatabase database;
    private static TestModules modules;

    private TestRealm realm;
    private SampleTenant tenant;

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

    @Test
    void whoIsNotLockedIsFoundSoRightBeforeAndNothingIsSent() {
        connected("not-locked");

        var change = unlocked("mara");

        assertThat(change.state()).isEqualTo(ChangeState.VERIFIED);
        assertThat(change.applied()).isEqualTo(Applied.NO);
        assertThat(change.detail().orElseThrow())
                .contains("the account is not locked", "nothing was sent this time, it is so without it");
    }

    @Test
    void whoWasLockedSinceTheLastReadingIsUnlockedAllTheSame() {
        connected("locked-since");
        for (int attempt = 0; attempt < 3; attempt++) {
            realm.admin().signIn(realm.name(), "mara", "wrong");
        }

        var change = unlocked("mara");

        assertThat(change.state()).isEqualTo(ChangeState.VERIFIED);
        assertThat(change.applied()).isEqualTo(Applied.YES);
        assertThat(change.detail().orElseThrow()).contains("the account is not locked");
    }

    private void connected(String name) {
        realm = TestKeycloak.realm().set("bruteForceProtected", true).set("failureFactor", 2)
                .set("quickLoginCheckMilliSeconds", 0).user("mara", RealmBuilder.password("right")).create();
        tenant = SampleTenant.connected(database, modules, name, realm.details());
        modules.bean(Transactions.class).tenant(tenant.id(),
                tx -> modules.bean(Snapshots.class).request(tx, tenant.connection(), null));
        run();
    }

    private ChangeOrder unlocked(String username) {
        var account = database.superuser()
                .sql("select public_id from account where tenant_id = :tenant and username = :username")
                .param("tenant", tenant.id().value()).param("username", username).query(UUID.class).single();
        var ordered = modules.bean(UnlockAccounts.class)
                .unlock(tenant.mayUnlock(),
                        new UnlockAccounts.Request(Set.of(account), "asked by phone", Optional.empty()))
                .orThrow(problem -> new IllegalStateException(problem.toString())).getFirst();
        run();
        return modules.bean(Transactions.class).tenant(tenant.id(),
                tx -> modules.bean(Changes.class).find(tx, ordered.publicId())).orElseThrow();
    }

    private static void run() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (modules.runDueWork() == 0) {
                return;
            }
        }
        throw new AssertionError("work goes on for ever");
    }
}
