package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.Observed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a system says of a lockout stays with the account as long as the lockout does, and in the history. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LockoutFactsTests {
    private static final Instant AT = Instant.parse("2026-11-20T08:15:30.123Z");
    private static final Observed.Lockout TOLD = new Observed.Lockout(AT, 7, true);

    private final RegisterForTests register = new RegisterForTests();

    @AfterAll
    void drop() {
        register.close();
    }

    @Test
    void whatTheSystemSaysOfALockoutIsKeptAndInTheHistory() {
        var acme = register.connected("told");

        register.read(acme, system(true, TOLD));

        assertThat(facts(acme)).isEqualTo("2026-11-20 08:15:30.123 7 true");
        assertThat(register.ask(String.class, acme, """
                                                    select after ->> 'failedSignIns' from register_history
                                                    where tenant_id = :tenant and kind = 'account'"""))
                .containsExactly("7");
    }

    @Test
    void aLockoutThatChangedIsAChange() {
        var acme = register.connected("again");
        register.read(acme, system(true, TOLD));

        register.read(acme, system(true, new Observed.Lockout(AT.plusSeconds(60), 8, true)));

        assertThat(facts(acme)).isEqualTo("2026-11-20 08:16:30.123 8 true");
        assertThat(register.ask(String.class, acme,
                """
                select before ->> 'failedSignIns' || ' ' || (after ->> 'failedSignIns')
                from register_history
                where tenant_id = :tenant and kind = 'account' and what = 'changed'"""))
                .containsExactly("7 8");
    }

    @Test
    void whatWasSaidOfALockoutEndsWithIt() {
        var acme = register.connected("ended");
        register.read(acme, system(true, TOLD));

        register.read(acme, system(false, Observed.Lockout.NOT_KNOWN));

        assertThat(facts(acme)).isEqualTo("? ? ?");
    }

    @Test
    void fromAnIncompleteReadingThatDoesNotTellTheLockoutStaysAsItWasKnown() {
        var acme = register.connected("partial");
        register.read(acme, system(true, TOLD));

        register.read(acme, system(null, Observed.Lockout.NOT_KNOWN).failing(ObjectKind.ACCOUNTS));

        assertThat(facts(acme)).isEqualTo("2026-11-20 08:15:30.123 7 true");
    }

    @Test
    void aNewLockoutInAnIncompleteReadingTakesNothingFromTheOldOne() {
        var acme = register.connected("partial-new");
        register.read(acme, system(true, TOLD));

        register.read(acme, system(true, new Observed.Lockout(null, null, false)).failing(ObjectKind.ACCOUNTS));

        assertThat(facts(acme)).isEqualTo("? ? false");
    }

    /** Whom a person disabled is out; whom the system disabled for failed sign-ins comes back by an unlock. */
    @Test
    void accountIsInUseWhereItIsEnabledOrDisabledByAPermanentLockoutAlone() {
        var acme = register.connected("in-use");
        var system = new FakeSystem();
        system.objects.add(account("enabled", true, false, null));
        system.objects.add(account("enabled and locked", true, true, true));
        system.objects.add(account("locked for good", false, true, true));
        system.objects.add(account("disabled", false, false, null));
        system.objects.add(account("disabled and locked for a time", false, true, false));
        system.objects.add(account("disabled and locked", false, true, null));
        system.objects.add(account("not told", null, true, true));

        register.read(acme, system);

        assertThat(register.ask(String.class, acme, """
                                                    select username || ': ' || coalesce(in_use::text, 'not known')
                                                    from account where tenant_id = :tenant"""))
                .containsExactlyInAnyOrder("enabled: true", "enabled and locked: true", "locked for good: true",
                        "disabled: false", "disabled and locked for a time: false", "disabled and locked: false",
                        "not told: not known");
    }

    private static Observed.Account account(String name, @Nullable Boolean enabled, boolean locked,
            @Nullable Boolean permanent) {
        return new Observed.Account(name, name, name, null, null, false, enabled, locked, null, null, null,
                Observed.Origin.NOT_KNOWN, new Observed.Lockout(null, null, permanent));
    }

    private static FakeSystem system(@Nullable Boolean locked, Observed.Lockout lockout) {
        var system = new FakeSystem();
        system.objects.add(new Observed.Account("ada", "ada", "Ada", null, null, false, true, locked, null, null, null,
                Observed.Origin.NOT_KNOWN, lockout));
        return system;
    }

    private String facts(RegisterForTests.Connected tenant) {
        return register.ask(String.class, tenant,
                """
                select concat_ws(' ',
                  coalesce(to_char(locked_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS'), '?'),
                  coalesce(failed_sign_ins::text, '?'), coalesce(lock_permanent::text, '?'))
                from account where tenant_id = :tenant""").getFirst();
    }
}
