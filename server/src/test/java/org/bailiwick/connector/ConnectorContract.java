package org.bailiwick.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bailiwick.connector.Connector.Expected;
import org.bailiwick.demo.Fault;
import org.bailiwick.demo.FaultProxy;
import org.bailiwick.demo.FaultRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every connector keeps, shown with its real system behind a proxy that lies, hides and vanishes. Extend it with a
 * sample of the system; {@link ConnectorContractTests} shows that a naive connector fails every case.
 */
public abstract class ConnectorContract {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int HUGE = 10 * 1024 * 1024;
    private static final String KEY = "the same key for each try";

    private Sample sample;

    /** A system with known content, reached through a proxy; three accounts or more, in pages of three. */
    public interface Sample {
        Connector connector();

        FaultProxy proxy();

        String account();

        /** The account holds it directly and in no other way. */
        EntitlementKey held();

        /** The account holds it directly and by a second path. */
        EntitlementKey heldTwice();

        /** The name of the first step of that second path. */
        String secondPath();

        /** One of two entitlements that contain each other; the account holds the other one. */
        EntitlementKey inCircle();

        /** What the paths of all requests for the list of accounts contain, and no others. */
        String accountList();

        /** The same for what tells the entitlements that are effective for the account. */
        String effectiveList();

        /** The same for what tells whether the account is locked out. */
        String lockoutFacts();

        /** One page of the list of accounts, in which the first has this display name. */
        String withFirstAccountNamed(String accountList, String name);

        /** The same page, in which the first stands in place of the second, too. */
        String withFirstAccountTwice(String accountList);

        /** What is seen while the system, by its own rule, has locked the account out; afterwards all is as before. */
        <T> T whileLockedOut(Supplier<T> look);

        /** Whether the system itself, asked past proxy and connector, has the account hold it. */
        boolean reallyHolds(EntitlementKey key);
    }

    protected abstract Sample create();

    @AfterEach
    void closeSample() {
        if (sample != null) {
            sample.connector().close();
            sample.proxy().close();
        }
    }

    @Test
    void anObjectThatComesTwiceMakesTheKindIncomplete() {
        var sample = sample();
        sample.proxy().faults(rewritten(sample.accountList(), sample::withFirstAccountTwice));

        var seen = Collected.from(sample.connector());

        assertThat(seen.completeness(ObjectKind.ACCOUNTS).complete()).isFalse();
        assertThat(seen.all(Observed.Account.class)).doesNotHaveDuplicates();
    }

    @Test
    void aMissingPageMakesTheKindIncomplete() {
        var sample = sample();
        var pages = new AtomicInteger();
        sample.proxy().faults(
                rewritten(sample.accountList(), page -> pages.incrementAndGet() == 2 ? "[]" : page));

        assertThat(Collected.from(sample.connector()).completeness(ObjectKind.ACCOUNTS).complete()).isFalse();
    }

    @Test
    void halfAnAnswerMakesTheKindIncompleteAndNothingElse() {
        var sample = sample();
        sample.proxy().faults(FaultRule.on("GET", sample.accountList(), new Fault.HalfBody()));

        var seen = Collected.from(sample.connector());

        assertThat(seen.completeness(ObjectKind.ACCOUNTS).complete()).isFalse();
        assertThat(seen.completeness(ObjectKind.SETTINGS).complete()).isTrue();
    }

    @Test
    void halfAnAnswerProvesNothing() {
        var sample = sample();
        sample.connector().apply(new Alteration.RemoveMembership(sample.account(), sample.held()), KEY,
                Expected.AS_PLANNED);
        sample.proxy().faults(FaultRule.on("GET", sample.effectiveList(), new Fault.HalfBody()));

        assertThat(read(sample, sample.held())).isInstanceOf(Reading.Incomplete.class);
    }

    @Test
    void anEmptyListIsNotBelieved() {
        var sample = sample();
        sample.proxy().faults(FaultRule.always(new Fault.EmptyLists()));

        assertThat(sample.connector().preflight()).isInstanceOf(Preflight.Refused.class);
        assertThat(Collected.from(sample.connector()).completeness(ObjectKind.ACCOUNTS).complete()).isFalse();
    }

    @Test
    void aWishToWaitIsGrantedWhileReading() {
        var sample = sample();
        sample.proxy().faults(
                FaultRule.on("GET", sample.accountList(), new Fault.Status(429, OptionalInt.of(1))).times(1));

        var seen = Collected.from(sample.connector());

        assertThat(seen.kinds().values()).isNotEmpty().allMatch(Completeness::complete);
        assertThat(seen.all(Observed.Account.class)).extracting(Observed.Account::id).contains(sample.account());
    }

    @Test
    void aWishToWaitIsPassedOnWhenChanging() {
        var sample = sample();
        sample.proxy().faults(FaultRule.on("DELETE", "", new Fault.Status(429, OptionalInt.of(7))));

        var receipt = remove(sample, sample.held(), Expected.AS_PLANNED);

        assertThat(receipt).isEqualTo(new Receipt.Throttled(Duration.ofSeconds(7)));
    }

    @Test
    void aLockoutIsToldInTheSystemsOwnWordsByListAndRead() {
        var sample = sample();
        var key = new ReadKey.Account(sample.account());

        var seen = sample.whileLockedOut(() -> Collected.from(sample.connector()).all(Observed.Account.class).stream()
                .filter(account -> account.id().equals(sample.account())).findFirst().orElseThrow());
        var read = sample.whileLockedOut(() -> sample.connector().readOne(key));

        assertThat(seen.locked()).isTrue();
        assertThat(seen.lockout().since()).isNotNull();
        assertThat(seen.lockout().failures()).isPositive();
        assertThat(seen.lockout().permanent()).isNotNull();
        assertThat(read).isInstanceOfSatisfying(Reading.AccountFound.class, found -> {
            assertThat(found.account().locked()).isTrue();
            assertThat(found.account().lockout().permanent()).isEqualTo(seen.lockout().permanent());
        });
    }

    @Test
    void aLockoutOfWhichOnlyHalfArrivesIsNotKnown() {
        var sample = sample();
        var key = new ReadKey.Account(sample.account());

        var read = sample.whileLockedOut(() -> {
            sample.proxy().faults(FaultRule.on("GET", sample.lockoutFacts(), new Fault.HalfBody()));
            return sample.connector().readOne(key);
        });

        assertThat(read).isInstanceOf(Reading.Incomplete.class);
    }

    @Test
    void circlesEnd() {
        var sample = sample();

        assertTimeoutPreemptively(PATIENCE, () -> {
            var reading = read(sample, sample.inCircle());
            assertThat(reading).isInstanceOfSatisfying(Reading.Held.class,
                    held -> assertThat(held.paths()).hasSize(1));
            assertThat(Collected.from(sample.connector()).completeness(ObjectKind.CONTAINMENTS).complete()).isTrue();
        });
    }

    @Test
    void hugeAndHostileNamesAreBoundedAndInert() {
        var sample = sample();
        var name = "\u0000\u202Egnp.exe\u0007" + "x".repeat(HUGE);
        sample.proxy().faults(rewritten(sample.accountList(), page -> sample.withFirstAccountNamed(page, name)));

        var seen = Collected.from(sample.connector());

        assertThat(seen.all(Observed.Account.class)).isNotEmpty()
                .allSatisfy(account -> assertThat(account.displayName()).hasSizeLessThanOrEqualTo(1_000)
                        .doesNotContain("\u0000", "\u202E", "\u0007"))
                .anySatisfy(account -> assertThat(account.displayName()).contains("gnp.exe"));
    }

    @Test
    void aSystemThatIsDownIsUnreachableAndNothingIsAbsent() {
        var sample = sample();
        sample.proxy().down();

        assertThat(sample.connector().preflight()).isInstanceOf(Preflight.Unreachable.class);
        assertThat(Collected.from(sample.connector()).kinds().values()).hasSize(ObjectKind.values().length)
                .noneMatch(Completeness::complete);
        assertThat(read(sample, sample.held())).isInstanceOf(Reading.Unreachable.class);
        assertThat(remove(sample, sample.held(), Expected.NOT_KNOWN)).isInstanceOf(Receipt.Unreachable.class);
    }

    @Test
    void aLieIsSeenThrough() {
        var sample = sample();
        sample.proxy().faults(FaultRule.always(new Fault.LieOnWrites(204)));

        assertThat(remove(sample, sample.held(), Expected.AS_PLANNED)).isInstanceOf(Receipt.Accepted.class);
        assertThat(read(sample, sample.held())).isInstanceOf(Reading.Held.class);
        assertThat(sample.reallyHolds(sample.held())).isTrue();
    }

    @Test
    void aLostAnswerIsUnknownUntilItIsRead() {
        var sample = sample();
        sample.proxy().faults(FaultRule.on("DELETE", "", new Fault.DropAfterForward()));

        assertThat(remove(sample, sample.held(), Expected.AS_PLANNED)).isInstanceOf(Receipt.Unknown.class);
        assertThat(read(sample, sample.held())).isInstanceOf(Reading.NotHeld.class);
        assertThat(sample.reallyHolds(sample.held())).isFalse();
    }

    @Test
    void aSystemsOwnFailureIsUnknown() {
        var sample = sample();
        sample.proxy().faults(FaultRule.on("DELETE", "", new Fault.Status(500, OptionalInt.empty())));

        assertThat(remove(sample, sample.held(), Expected.AS_PLANNED)).isInstanceOf(Receipt.Unknown.class);
    }

    @Test
    void aRefusalIsOneAndSaysWhatToDo() {
        var sample = sample();
        sample.proxy().faults(FaultRule.on("DELETE", "", new Fault.Status(403, OptionalInt.empty())));

        assertThat(remove(sample, sample.held(), Expected.AS_PLANNED)).isInstanceOfSatisfying(Receipt.Refused.class,
                refused -> assertThat(refused.reason()).contains("check"));
    }

    @Test
    void whatIsNotAsPlannedIsNotSent() {
        var sample = sample();
        remove(sample, sample.held(), Expected.AS_PLANNED);
        sample.proxy().faults(FaultRule.on("DELETE", "", new Fault.Reset()));

        assertThat(remove(sample, sample.held(), Expected.AS_PLANNED)).isInstanceOf(Receipt.NotAsExpected.class);
    }

    @Test
    void twiceIsTheSameAsOnce() {
        var sample = sample();

        remove(sample, sample.held(), Expected.NOT_KNOWN);
        var second = remove(sample, sample.held(), Expected.NOT_KNOWN);

        assertThat(second).isInstanceOf(Receipt.Accepted.class);
        assertThat(sample.reallyHolds(sample.held())).isFalse();
    }

    @Test
    void aSecondPathStillHolds() {
        var sample = sample();

        remove(sample, sample.heldTwice(), Expected.AS_PLANNED);

        assertThat(read(sample, sample.heldTwice())).isInstanceOfSatisfying(Reading.Held.class,
                held -> assertThat(held.paths()).singleElement()
                        .satisfies(path -> assertThat(path.steps().getFirst().name()).isEqualTo(sample.secondPath())));
    }

    @Test
    void everyPathIsNamed() {
        var sample = sample();

        assertThat(read(sample, sample.heldTwice())).isInstanceOfSatisfying(Reading.Held.class,
                held -> assertThat(held.paths()).hasSize(2));
    }

    @Test
    void readsThatContradictEachOtherProveNothing() {
        var sample = sample();
        remove(sample, sample.held(), Expected.AS_PLANNED);
        remove(sample, sample.heldTwice(), Expected.AS_PLANNED);
        sample.proxy().faults(FaultRule.on("GET", sample.effectiveList(), new Fault.EmptyLists()));

        assertThat(read(sample, sample.heldTwice())).isInstanceOf(Reading.Incomplete.class);
    }

    @Test
    void aSystemThatLagsBehindProvesNothingBeforeItHasCaughtUp() {
        var sample = sample();
        var old = new ConcurrentLinkedQueue<String>();
        var lags = new AtomicBoolean();
        sample.proxy().faults(rewritten(sample.effectiveList(), body -> {
            if (!lags.get()) {
                old.add(body);
                return body;
            }
            var late = old.poll();
            return late == null ? body : late;
        }));
        assertThat(read(sample, sample.held())).isInstanceOf(Reading.Held.class);
        remove(sample, sample.held(), Expected.NOT_KNOWN);
        lags.set(true);

        assertThat(read(sample, sample.held())).isNotInstanceOf(Reading.NotHeld.class);
        old.clear();
        assertThat(read(sample, sample.held())).isInstanceOf(Reading.NotHeld.class);
    }

    @Test
    void aReadingNamesTheRequestsItRestsOn() {
        var sample = sample();
        remove(sample, sample.held(), Expected.AS_PLANNED);

        assertThat(read(sample, sample.held()).requests()).hasSizeGreaterThan(2)
                .allSatisfy(request -> assertThat(request.sha256()).matches("[0-9a-f]{64}"));
    }

    @Test
    void anAccountThatIsGoneIsNotAnAccountWithoutAccess() {
        var sample = sample();

        var reading = sample.connector()
                .readOne(new ReadKey.Grant("00000000-0000-0000-0000-000000000000", sample.held()));

        assertThat(reading).isInstanceOf(Reading.AccountGone.class);
    }

    private Sample sample() {
        sample = create();
        return sample;
    }

    private static Receipt remove(Sample sample, EntitlementKey key, Expected expected) {
        return sample.connector().apply(new Alteration.RemoveMembership(sample.account(), key), KEY, expected);
    }

    private static Reading read(Sample sample, EntitlementKey key) {
        return sample.connector().readOne(new ReadKey.Grant(sample.account(), key));
    }

    private static FaultRule rewritten(String path, UnaryOperator<String> change) {
        return FaultRule.on("GET", path, new Fault.Rewritten(change));
    }
}
