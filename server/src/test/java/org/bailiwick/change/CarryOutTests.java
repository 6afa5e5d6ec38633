package org.bailiwick.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bailiwick.change.SampleChange.GROUP;
import static org.bailiwick.change.SampleChange.ROLE;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.bailiwick.change.FakeSystem.Killed;
import org.bailiwick.connector.Connector.Expected;
import org.bailiwick.connector.Reading;
import org.bailiwick.connector.Receipt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;

/** A change from authorised to proven, on the real PostgreSQL, against a system that answers as each test wants. */
@Tag("sql")
final class CarryOutTests {
    private static final Reading AWAY = new Reading.Unreachable("connection refused", List.of());
    private static final Reading HALF = new Reading.Incomplete("403 on the second page", List.of());

    private static ChangeBench bench;
    private FakeSystem system = new FakeSystem();

    @BeforeAll
    static void start() {
        bench = ChangeBench.start();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void freshSystem() {
        system = new FakeSystem().holding(ROLE);
    }

    @Test
    void automaticChangeGoesFromAuthorisedToVerified() {
        var change = bench.ordered(system, "automatic");

        bench.runUntilQuiet();

        assertThat(bench.states(change)).containsExactly("authorised", "intent", "sent", "accepted", "verified");
        assertThat(bench.find(change).applied()).isEqualTo(Applied.YES);
        assertThat(bench.find(change).readAt()).isPresent();
        assertThat(system.effects).isEqualTo(1);
    }

    @Test
    void eachStateStandsInTheLedgerInTheTransactionThatWritesIt() {
        var change = bench.ordered(system, "automatic");

        bench.runUntilQuiet();

        assertThat(bench.events(change)).allSatisfy(event -> {
            assertThat(bench.ledgerBody(event.evidence())).contains(change.publicId().toString(), "HALO 4711",
                    "\"state\":\"" + event.state().text() + "\"");
            assertThat(bench.disclosed(event.evidence())).contains("\"state\":\"" + event.state().text() + "\"",
                    HexFormat.of().formatHex(change.planHash()));
        });
        assertThat(bench.ledgerBody(bench.events(change).getLast().evidence())).contains("change.execute",
                "\"result\":\"verified\"", "/members/role-1", "00".repeat(32));
    }

    @Test
    void onlyTheReadBackIsARemediationAndItSaysWhenTheSystemWasReadAndWhatItShowed() {
        var change = bench.ordered(system, "automatic");

        bench.runUntilQuiet();

        assertThat(bench.events(change)).extracting(event -> classUid(bench.ledgerBody(event.evidence())))
                .containsExactly("3004", "3004", "3005", "3005", "7001");
        var readAt = bench.find(change).readAt().orElseThrow().toEpochMilli();
        assertThat(bench.ledgerBody(bench.events(change).getLast().evidence())).contains(
                "\"verify\":{\"effective\":true,\"target_read_at\":%d}".formatted(readAt),
                "\"command_uid\":\"%s\"".formatted(change.publicId()));
        assertThat(bench.ledgerBody(bench.events(change).get(1).evidence())).contains("\"policy_version\":\"contract/");
    }

    private static String classUid(String body) {
        return body.replaceFirst(".*\"class_uid\":(\\d+).*", "$1");
    }

    @Test
    void changeWithAnOperatorWaitsUntilOneOrdersItsExecution() {
        var change = bench.ordered(system, "operator");
        bench.runUntilQuiet();
        assertThat(bench.states(change)).containsExactly("authorised");
        assertThat(system.sent).isEmpty();

        var ordered = bench.execute(change);
        bench.runUntilQuiet();

        assertThat(ordered.executedBy()).isPresent();
        assertThat(bench.find(change).state()).isEqualTo(ChangeState.VERIFIED);
    }

    @Test
    void lyingSystemLeavesTheChangeStillEffective() {
        system.lies = true;
        var change = bench.ordered(system, "automatic");

        bench.runUntilQuiet();

        assertThat(bench.states(change)).containsExactly("authorised", "intent", "sent", "accepted", "still effective");
        assertThat(bench.find(change).owner()).isEqualTo(SampleTenant.approver());
        assertThat(bench.find(change).dueAt()).isPresent();
    }

    @Test
    void secondPathLeavesTheChangeStillEffectiveWithThatPathUntilItIsGone() {
        system.inheriting(ROLE, GROUP, ROLE);
        var change = bench.ordered(system, "automatic");
        bench.runUntilQuiet();
        assertThat(bench.find(change).state()).isEqualTo(ChangeState.STILL_EFFECTIVE);
        assertThat(bench.find(change).foundPaths()).singleElement()
                .satisfies(path -> assertThat(path.steps()).extracting(ChangeOrder.Step::id)
                        .containsExactly("group-1", "role-1"));

        system.noLongerInheriting(ROLE);
        bench.later(Duration.ofMinutes(2));

        assertThat(bench.find(change).state()).isEqualTo(ChangeState.VERIFIED);
        assertThat(bench.states(change)).endsWith("still effective", "verified");
    }

    @Test
    void operatorMayExecuteAgainWhatIsStillEffective() {
        system.lies = true;
        var change = bench.ordered(system, "automatic");
        bench.runUntilQuiet();

        system.lies = false;
        bench.execute(change);
        bench.runUntilQuiet();

        assertThat(bench.find(change).state()).isEqualTo(ChangeState.VERIFIED);
        assertThat(system.sent).hasSize(2);
    }

    @Test
    void systemThatIsDownGetsTheChangeWhenItIsBack() {
        system.answering(new Receipt.Unreachable("connection refused")).showing(AWAY);
        var change = bench.ordered(system, "automatic");
        bench.runUntilQuiet();
        assertThat(bench.states(change)).containsExactly("authorised", "intent", "sent", "unreachable");
        assertThat(bench.find(change).applied()).isEqualTo(Applied.NO);
        bench.later(Duration.ofMinutes(2));
        assertThat(bench.find(change).state()).isEqualTo(ChangeState.UNREACHABLE);

        bench.later(Duration.ofMinutes(2));

        assertThat(bench.find(change).state()).isEqualTo(ChangeState.VERIFIED);
        assertThat(system.effects).isEqualTo(1);
    }

    @Test
    void answerLostAfterTheWriteIsUnknownThenVerifiedWithoutASecondCall() {
        system.answering(new Receipt.Unknown("read timed out"));
        system.whileApplying = () -> system.noLongerHolding(ROLE);
        var change = bench.ordered(system, "automatic");

        bench.runUntilQuiet();

        assertThat(bench.states(change)).containsExactly("authorised", "intent", "sent", "unknown", "verified");
        assertThat(bench.find(change).applied()).isEqualTo(Applied.NOT_KNOWN);
        assertThat(system.sent).hasSize(1);
    }

    @Test
    void answerLostBeforeTheWriteGoesOutAgainOnlyAfterARead() {
        system.answering(new Receipt.Unknown("reset"));
        var change = bench.ordered(system, "automatic");

        bench.runUntilQuiet();

        assertThat(bench.states(change)).containsExactly("authorised", "intent", "sent", "unknown", "authorised",
                "intent", "sent", "accepted", "verified");
        assertThat(system.sent).containsExactly(Expected.AS_PLANNED, Expected.NOT_KNOWN);
    }

    @Test
    void systemThatAsksToWaitIsAskedAgainAfterThatTime() {
        system.answering(new Receipt.Throttled(Duration.ofSeconds(30)));
        var change = bench.ordered(system, "automatic");
        bench.runUntilQuiet();
        assertThat(bench.states(change)).containsExactly("authorised", "intent", "sent", "authorised");
        assertThat(system.sent).hasSize(1);

        bench.later(Duration.ofSeconds(31));

        assertThat(bench.find(change).state()).isEqualTo(ChangeState.VERIFIED);
    }

    @Test
    void claimBeforeTheTimeTheSystemAskedForSendsNothing() {
        system.answering(new Receipt.Throttled(Duration.ofSeconds(30)));
        bench.ordered(system, "automatic");
        bench.runUntilQuiet();

        bench.claimEarly();

        assertThat(system.sent).hasSize(1);
    }

    @Test
    void refusalOfTheSystemEndsTheChange() {
        system.answering(new Receipt.Refused("403: missing manage-users"));
        var change = bench.ordered(system, "automatic");

        bench.runUntilQuiet();

        assertThat(bench.find(change).state()).isEqualTo(ChangeState.REFUSED);
        assertThat(bench.find(change).detail()).contains("403: missing manage-users");
    }

    @Test
    void membershipThatIsGoneAlreadyIsVerifiedWithoutClaimingTheEffect() {
        system.noLongerHolding(ROLE);
        system.answering(new Receipt.NotAsExpected("not a member"));
        var change = bench.ordered(system, "automatic");

        bench.runUntilQuiet();

        assertThat(bench.find(change).state()).isEqualTo(ChangeState.VERIFIED);
        assertThat(bench.find(change).applied()).isEqualTo(Applied.NO);
        assertThat(bench.find(change).detail().orElseThrow()).contains("nothing was sent this time");
        assertThat(ChangeSteps.of(bench.find(change)).get(1).note())
                .isEqualTo("nothing was sent, it is so without it");
    }

    /** What the first execution sent may have taken effect late, so nobody says that nothing was sent. */
    @Test
    void whatAnEarlierExecutionSentIsNotDeniedByALaterOne() {
        system.lies = true;
        var change = bench.ordered(system, "automatic");
        bench.runUntilQuiet();
        assertThat(bench.find(change).state()).isEqualTo(ChangeState.STILL_EFFECTIVE);

        system.noLongerHolding(ROLE);
        system.answering(new Receipt.NotAsExpected("not a member")).showing(AWAY);
        bench.execute(change);
        bench.runUntilQuiet();
        assertThat(bench.find(change).state()).isEqualTo(ChangeState.UNREACHABLE);
        assertThat(ChangeSteps.of(bench.find(change)).get(1).note()).isEqualTo("nothing was sent this time");
        bench.later(Duration.ofMinutes(2));

        var verified = bench.find(change);
        assertThat(verified.state()).isEqualTo(ChangeState.VERIFIED);
        assertThat(verified.applied()).isEqualTo(Applied.NOT_KNOWN);
        assertThat(verified.detail().orElseThrow()).endsWith("whether by this change is not known");
        assertThat(ChangeSteps.of(verified).get(1).note()).isEqualTo("not known whether by this change");
    }

    @Test
    void halfAReadProvesNothingAndAWholeOneLaterDoes() {
        system.showing(HALF);
        var change = bench.ordered(system, "automatic");
        bench.runUntilQuiet();
        assertThat(bench.find(change).state()).isEqualTo(ChangeState.NOT_PROVEN);

        bench.later(Duration.ofMinutes(2));

        assertThat(bench.find(change).state()).isEqualTo(ChangeState.VERIFIED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killedInTheCallTheNextClaimReadsBeforeAnythingElse(boolean hadItsEffect) {
        system.killBeforeEffect = !hadItsEffect;
        system.killAfterEffect = hadItsEffect;
        var change = bench.ordered(system, "automatic");
        assertThatThrownBy(bench::runUntilQuiet).isInstanceOf(Killed.class);
        assertThat(bench.find(change).state()).isEqualTo(ChangeState.SENT);

        system.killBeforeEffect = false;
        system.killAfterEffect = false;
        bench.later(Duration.ofMinutes(1));

        assertThat(bench.states(change)).startsWith("authorised", "intent", "sent", "unknown");
        assertThat(bench.find(change).state()).isEqualTo(ChangeState.VERIFIED);
        assertThat(system.effects).isEqualTo(1);
        assertThat(system.sent).hasSize(hadItsEffect ? 1 : 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorised", "intent", "sent", "unknown"})
    void foundAfterACrashInAnyStateItEndsVerifiedWithOneEffect(String state) {
        var change = bench.ordered(system, "automatic");
        bench.crashedIn(change, state);

        bench.later(Duration.ofMinutes(1));

        assertThat(bench.find(change).state()).isEqualTo(ChangeState.VERIFIED);
        assertThat(system.effects).isEqualTo(1);
    }

    @Test
    void foundAcceptedAfterACrashItIsReadAndNotSentAgain() {
        system.noLongerHolding(ROLE);
        var change = bench.ordered(system, "automatic");
        bench.crashedIn(change, "accepted");

        bench.later(Duration.ofMinutes(1));

        assertThat(bench.find(change).state()).isEqualTo(ChangeState.VERIFIED);
        assertThat(system.sent).isEmpty();
    }

    @Test
    void whoeverLostTheLeaseCannotWriteAnyMore() {
        system.whileApplying = () -> {
            system.whileApplying = null;
            bench.later(Duration.ofMinutes(1));
        };
        var change = bench.ordered(system, "automatic");

        bench.runUntilQuiet();

        // The second claim found it sent, read that nothing had happened, and finished; the first one woke up late.
        assertThat(bench.find(change).state()).isEqualTo(ChangeState.VERIFIED);
        assertThat(bench.states(change)).containsOnlyOnce("accepted", "verified").endsWith("accepted", "verified");
        assertThat(system.effects).isEqualTo(1);
    }

    @Test
    void lockedAccountIsUnlockedAndThatIsProven() {
        bench.ordered(system, "automatic");
        system.locked = true;
        var unlock = bench.orderOfAccount(AccountState.UNLOCKED);
        assertThat(unlock.title()).isEqualTo("Unlock of ada");
        assertThat(unlock.entitlement()).isEmpty();

        bench.runUntilQuiet();

        assertThat(system.locked).isFalse();
        assertThat(bench.find(unlock).state()).isEqualTo(ChangeState.VERIFIED);
        assertThat(bench.find(unlock).detail()).contains("two reads in a row show that the account is not locked");
    }

    @Test
    void unlockThatDidNothingIsStillEffective() {
        bench.ordered(system, "automatic");
        system.locked = true;
        system.lies = true;
        var unlock = bench.orderOfAccount(AccountState.UNLOCKED);

        bench.runUntilQuiet();

        assertThat(bench.find(unlock).state()).isEqualTo(ChangeState.STILL_EFFECTIVE);
        assertThat(bench.find(unlock).detail()).contains("a read still shows the account locked");
    }

    @Test
    void accountIsSetOnceAtATime() {
        bench.ordered(system, "operator");
        bench.orderOfAccount(AccountState.UNLOCKED);

        assertThatThrownBy(() -> bench.orderOfAccount(AccountState.UNLOCKED))
                .isInstanceOf(DuplicateKeyException.class);
    }
}
