package org.bailiwick.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.change.AccountState;
import org.bailiwick.change.ChangeOrder;
import org.bailiwick.change.ChangeState;
import org.bailiwick.change.Changes;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.Snapshots;
import org.bailiwick.testing.RealmBuilder;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestKeycloak;
import org.bailiwick.testing.TestModules;
import org.bailiwick.testing.TestRealm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Somebody whose account was disabled from here and whom their own people enabled in a real Keycloak. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReturnedInKeycloakTests {
    private static final int MOST_ROUNDS = 50;

    private final TestDatabase database = TestDatabase.create();
    private final TestModules modules = TestModules.over(database, context -> {});
    private TestRealm realm;
    private SampleTenant tenant;

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @Test
    void whoWasEnabledInTheSystemIsUnlockedOnceAReadingShowsIt() {
        connected("back");
        disabled();
        assertThat(found().problem()).containsInstanceOf(UnlockProblem.AccessEnded.class);

        realm.put("/users/" + realm.userId("mara"), Map.of("enabled", true));
        locksOut();
        assertThat(unlock()).as("not read yet").isInstanceOf(Result.No.class);
        read();

        assertThat(found().problem()).isEmpty();
        assertThat(unlocked().state()).isEqualTo(ChangeState.VERIFIED);
        assertThat(signsIn()).isTrue();
    }

    @Test
    void whoCameBackAndIsLockedForGoodIsUnlocked() {
        connected("back-for-good");
        disabled();
        realm.put("/users/" + realm.userId("mara"), Map.of("enabled", true));
        realm.put("", Map.of("permanentLockout", true));
        read();
        locksOut();
        read();
        assertThat(found().told().permanent()).contains(true);

        assertThat(unlocked().state()).isEqualTo(ChangeState.VERIFIED);
        assertThat(signsIn()).isTrue();
    }

    @Test
    void whoStaysDisabledIsNotUnlocked() {
        connected("stays");
        disabled();
        read();

        assertThat(found().problem()).containsInstanceOf(UnlockProblem.AccessEnded.class);
        assertThat(unlock()).isInstanceOf(Result.No.class);
        assertThat(signsIn()).isFalse();
    }

    private void connected(String name) {
        realm = TestKeycloak.realm().set("bruteForceProtected", true).set("failureFactor", 2)
                .set("quickLoginCheckMilliSeconds", 0).user("mara", RealmBuilder.password("right")).create();
        tenant = SampleTenant.connected(database, modules, name, realm.details());
        read();
    }

    private void read() {
        modules.bean(Transactions.class).tenant(tenant.id(),
                tx -> modules.bean(Snapshots.class).request(tx, tenant.connection(), null));
        run();
    }

    private void disabled() {
        var permit = tenant.mayDecide();
        var account = found().account();
        var order = modules.bean(Transactions.class).tenant(tenant.id(),
                tx -> modules.bean(Changes.class).order(tx, new Changes.NewChange(account,
                        new Changes.Wanted.Account(AccountState.DISABLED), "leaver/1", permit, true,
                        Optional.empty(), new UUID(4, 4))));
        run();
        assertThat(change(order).state()).isEqualTo(ChangeState.VERIFIED);
    }

    private void locksOut() {
        for (int attempt = 0; attempt < 3; attempt++) {
            realm.admin().signIn(realm.name(), "mara", "wrong");
        }
        assertThat(signsIn()).isFalse();
    }

    private boolean signsIn() {
        return realm.admin().signIn(realm.name(), "mara", "right") == 200;
    }

    private Lockout found() {
        return modules.bean(FindLockouts.class).named(tenant.id(), "mara").getFirst();
    }

    private Result<List<ChangeOrder>, UnlockProblem> unlock() {
        return modules.bean(UnlockAccounts.class).unlock(tenant.mayUnlock(), new UnlockAccounts.Request(
                Set.of(found().account().publicId()), "asked by phone", Optional.empty()));
    }

    private ChangeOrder unlocked() {
        var order = unlock().orThrow(problem -> new IllegalStateException(problem.toString())).getFirst();
        run();
        return change(order);
    }

    private ChangeOrder change(ChangeOrder order) {
        return modules.bean(Transactions.class).tenant(tenant.id(),
                tx -> modules.bean(Changes.class).find(tx, order.publicId())).orElseThrow();
    }

    private void run() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (modules.runDueWork() == 0) {
                return;
            }
        }
        throw new AssertionError("work goes on for ever");
    }
}
