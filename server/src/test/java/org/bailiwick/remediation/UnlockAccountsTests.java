package org.bailiwick.remediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.authority.Permit;
import org.bailiwick.change.ChangeOrder;
import org.bailiwick.change.ChangeState;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.decision.Ticket;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Result;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnlockAccountsTests {
    private static final Optional<Ticket> TICKET = Optional.of(new Ticket("HALO", "4711"));

    private TestDatabase database;
    private TestModules modules;
    private SampleTenant tenant;
    private Permit permit;
    private UUID mara;
    private UUID noor;
    private int tenants;

    @BeforeAll
    void start() {
        database = TestDatabase.create();
        modules = TestModules.over(database, context -> {});
    }

    @BeforeEach
    void twoLockedAccounts() {
        tenant = SampleTenant.create(database, modules, "tenant-" + ++tenants, "automatic");
        permit = tenant.mayUnlock();
        mara = tenant.locked(tenant.account("u-1", "mara"));
        noor = tenant.locked(tenant.account("u-2", "noor"));
    }

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @Test
    void lockedAccountsAreListedWithTheirCause() {
        tenant.account("u-3", "nobody asked whether locked");
        rule("failureFactor", "5");
        rule("permanentLockout", "true");

        var found = modules.bean(FindLockouts.class).in(tenant.id());

        assertThat(found.locked()).extracting(lockout -> lockout.account().username()).containsExactly("mara", "noor");
        assertThat(found.locked().getFirst().cause()).isEqualTo("5 failed sign-ins, until somebody unlocks it");
        assertThat(found.locked().getFirst().seenSince()).isEmpty();
        assertThat(found.notKnown()).isEqualTo(1);
    }

    @Test
    void whatTheSystemSaysOfALockoutIsShownAndOnlyThat() {
        database.superuser().sql("""
                                 update account set locked_at = '2026-11-20T08:15:30Z', failed_sign_ins = 7,
                                   lock_permanent = false where public_id = :noor""").param("noor", noor).update();

        var found = modules.bean(FindLockouts.class).in(tenant.id()).locked();

        assertThat(found).extracting(lockout -> lockout.account().username()).containsExactly("mara", "noor");
        assertThat(found.getFirst().told())
                .isEqualTo(new Lockout.Told(Optional.empty(), OptionalInt.empty(), Optional.empty()));
        assertThat(found.getLast().told()).isEqualTo(new Lockout.Told(
                Optional.of(Instant.parse("2026-11-20T08:15:30Z")), OptionalInt.of(7), Optional.of(false)));
    }

    @Test
    void causeIsNotTheRulesNumberWhereTheSystemCountedFewer() {
        rule("failureFactor", "30");
        database.superuser().sql("update account set failed_sign_ins = 30 where public_id = :mara").param("mara", mara)
                .update();
        database.superuser().sql("update account set failed_sign_ins = 2 where public_id = :noor").param("noor", noor)
                .update();

        var found = modules.bean(FindLockouts.class).in(tenant.id()).locked();

        assertThat(found).extracting(Lockout::cause).containsExactly("30 failed sign-ins, for a time",
                "fewer failed sign-ins than the rule's 30, as in quick succession, for a time");
    }

    @Test
    void anAccountLockedForATimeSaysSoWhereItsRealmLocksForGood() {
        rule("permanentLockout", "true");
        database.superuser().sql("update account set lock_permanent = false where public_id = :mara")
                .param("mara", mara).update();

        var found = modules.bean(FindLockouts.class).in(tenant.id()).locked();

        assertThat(found.getFirst().cause()).endsWith("for a time");
        assertThat(found.getLast().cause()).endsWith("until somebody unlocks it");
    }

    @Test
    void eachAccountGetsAChangeOfItsOwnAndAnEntry() {
        var ordered = ordered(mara, noor);

        assertThat(ordered).extracting(ChangeOrder::title).containsExactlyInAnyOrder("Unlock of mara",
                "Unlock of noor");
        assertThat(ordered).extracting(ChangeOrder::state).containsOnly(ChangeState.AUTHORISED);
        assertThat(ordered).extracting(ChangeOrder::ticket).containsOnly(Optional.of("HALO 4711"));
        assertThat(entries("unlock decided")).isEqualTo(2);
        assertThat(modules.bean(FindLockouts.class).in(tenant.id()).locked())
                .allMatch(lockout -> lockout.openUnlock().isPresent());
    }

    @Test
    void oneUnfitAccountStopsAll() {
        var gone = publicId(tenant.account("u-4", "gone"));
        database.superuser().sql("update account set gone_at = now() where public_id = :id").param("id", gone).update();

        assertThat(problem(mara, gone)).isEqualTo(new UnlockProblem.AccountNotFound(gone));
        var unknown = UUID.randomUUID();
        assertThat(problem(mara, unknown)).isEqualTo(new UnlockProblem.AccountNotFound(unknown));
        assertThat(entries("unlock decided")).isZero();
    }

    @Test
    void whoWasNotLockedWhenLastReadCanBeUnlockedAndTheRecordSaysHowItWas() {
        var open = publicId(tenant.account("u-4", "open"));
        var told = publicId(tenant.account("u-5", "told"));
        database.superuser().sql("update account set locked = false where public_id = :id").param("id", told).update();

        assertThat(ordered(mara, open, told)).extracting(ChangeOrder::state).containsOnly(ChangeState.AUTHORISED);

        assertThat(database.superuser()
                .sql("select value from ev_disclosure where tenant_id = :tenant and pointer = '/bailiwick/before'")
                .param("tenant", tenant.id().value()).query(String.class).list())
                .anyMatch(entry -> entry.contains("\"locked\":\"not known\""))
                .anyMatch(entry -> entry.contains("\"locked\":false"))
                .anyMatch(entry -> entry.contains("\"locked\":true"));
        assertThat(modules.bean(FindLockouts.class).named(tenant.id(), "OPEN"))
                .extracting(each -> each.account().username()).containsExactly("open");
    }

    private UUID publicId(long account) {
        return database.superuser().sql("select public_id from account where account_id = :id").param("id", account)
                .query(UUID.class).single();
    }

    @Test
    void accountOfAnotherTenantDoesNotExistHere() {
        var other = SampleTenant.create(database, modules, "other-" + tenants, "automatic");
        var theirs = other.locked(other.account("u-9", "theirs"));

        assertThat(problem(theirs)).isEqualTo(new UnlockProblem.AccountNotFound(theirs));
    }

    @Test
    void nobodyUnlocksTheirOwnAccount() {
        var own = tenant.account("sub-1002", "otto", new PersonId(1002));
        database.superuser().sql("update connection set provider_id = 1 where connection_id = :id")
                .param("id", tenant.connection()).update();

        assertThat(problem(tenant.locked(own))).isInstanceOf(UnlockProblem.OwnAccount.class);
    }

    @Test
    void secondUnlockNamesTheOpenOne() {
        var change = ordered(mara).getFirst();

        assertThat(problem(mara)).isEqualTo(new UnlockProblem.UnlockOpen(mara, change.publicId()));
    }

    @Test
    void inASystemThatIsDisconnectedNothingIsUnlocked() {
        tenant.disconnect();

        assertThat(problem(mara)).isEqualTo(new UnlockProblem.Disconnected(mara, "its system"));
        assertThat(entries("unlock decided")).isZero();
    }

    /** A lockout for good is a disabled account; whoever was to be disabled on purpose is not let in by an unlock. */
    @Test
    void whoIsToBeDisabledIsNotUnlocked() {
        database.superuser()
                .sql("""
                     insert into change_order (tenant_id, public_id, connection_id, action, account_id, plan,
                       plan_hash, requested_for, requested_by, authority_id, execution, state, state_at,
                       ordered_at, correlation)
                     select a.tenant_id, gen_random_uuid(), a.connection_id, 'disable account', a.account_id,
                       'x', sha256('x'), 'leaver', 1001, (select min(authority_id) from authority h
                         where h.tenant_id = a.tenant_id), 'automatic', 'authorised', now(), now(),
                       gen_random_uuid()
                     from account a where a.public_id = :account""").param("account", mara).update();

        assertThat(no(unlock(request(mara)))).isEqualTo(new UnlockProblem.AccessEnded(mara,
                "it was ordered to be disabled and was not seen enabled since"));

        database.superuser().sql("update change_order set state = 'undone' where action = 'disable account'").update();
        assertThat(ordered(mara)).hasSize(1);
    }

    /** The tenant has not answered yet, so nothing is ordered; until it has, nobody is let in again. */
    @Test
    void whoIsAskedToBeDisabledIsNotUnlocked() {
        tenant.asksToDisable(database.superuser().sql("select account_id from account where public_id = :mara")
                .param("mara", mara).query(Long.class).single());

        assertThat(problem(mara)).isEqualTo(new UnlockProblem.AccessEnded(mara,
                "somebody asked for the end of its access, and that is not answered yet"));

        assertThat(ordered(noor)).hasSize(1);
        tenant.takesBackWhatItAsked();
        assertThat(ordered(mara)).hasSize(1);
    }

    @Test
    void unlockNeedsAccountsAReasonAndAWholeTicket() {
        assertThat(problem()).isInstanceOf(UnlockProblem.NothingNamed.class);
        assertThat(no(unlock(new UnlockAccounts.Request(Set.of(mara), "  ", TICKET))))
                .isInstanceOf(UnlockProblem.ReasonMissing.class);
        assertThat(no(unlock(new UnlockAccounts.Request(Set.of(mara), "asked by phone",
                Optional.of(new Ticket("HALO", "")))))).isInstanceOf(UnlockProblem.TicketIncomplete.class);
        var many = Stream.generate(UUID::randomUUID).limit(101).collect(Collectors.toSet());
        assertThat(no(unlock(new UnlockAccounts.Request(many, "asked by phone", TICKET))))
                .isEqualTo(new UnlockProblem.TooMany(100));
    }

    @Test
    void authorityThatWasTakenBackUnlocksNothing() {
        tenant.revoke("unlocks");

        assertThatThrownBy(() -> ordered(mara)).isInstanceOf(AuthorityLostException.class);
    }

    private List<ChangeOrder> ordered(UUID... accounts) {
        return unlock(request(accounts)).orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    private UnlockProblem problem(UUID... accounts) {
        return no(unlock(request(accounts)));
    }

    private static UnlockProblem no(Result<List<ChangeOrder>, UnlockProblem> result) {
        return switch (result) {
            case Result.No<List<ChangeOrder>, UnlockProblem>(var problem) -> problem;
            case Result.Ok<List<ChangeOrder>, UnlockProblem> ok -> throw new AssertionError(ok.toString());
        };
    }

    private static UnlockAccounts.Request request(UUID... accounts) {
        return new UnlockAccounts.Request(Arrays.stream(accounts).collect(Collectors.toSet()), "asked by phone",
                TICKET);
    }

    private Result<List<ChangeOrder>, UnlockProblem> unlock(UnlockAccounts.Request request) {
        return modules.bean(UnlockAccounts.class).unlock(permit, request);
    }

    /** What the system's newest reading says of how it locks accounts out; {@code value} as JSON. */
    private void rule(String key, String value) {
        database.superuser()
                .sql("insert into setting (tenant_id, connection_id, key, value) values (:tenant, :connection, :key, :value::jsonb)")
                .param("tenant", tenant.id().value()).param("connection", tenant.connection()).param("key", key)
                .param("value", value).update();
    }

    private long entries(String action) {
        return database.superuser().sql("select count(*) from ev_entry where tenant_id = :tenant and action = :action")
                .param("tenant", tenant.id().value()).param("action", action).query(Long.class).single();
    }
}
