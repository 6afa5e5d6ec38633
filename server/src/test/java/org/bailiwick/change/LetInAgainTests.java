package org.bailiwick.change;

import static org.assertj.core.api.Assertions.assertThat;

import org.bailiwick.connector.Receipt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A lockout for good is a disabled account, which an unlock enables: nobody comes back by one whose access ends. */
@Tag("sql")
final class LetInAgainTests {
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
    void accountThatIsLockedForGood() {
        system = new FakeSystem();
        system.locked = true;
        system.lockedForGood = true;
        system.enabled = false;
    }

    @Test
    void unlockThatWasOrderedBeforeADisablingIsNotSentAfterIt() {
        bench.ordered(system, "operator");
        var unlock = bench.orderOfAccount(AccountState.UNLOCKED);
        var disabling = bench.orderOfAccount(AccountState.DISABLED);
        system.answering(new Receipt.NotAsExpected("the account is disabled"));
        bench.execute(disabling);
        bench.runUntilQuiet();
        assertThat(bench.find(disabling).state()).isEqualTo(ChangeState.VERIFIED);

        bench.execute(unlock);
        bench.runUntilQuiet();

        assertThat(system.enabled).isFalse();
        assertThat(system.sent).hasSize(1);
        assertThat(bench.find(unlock).waitsForOperator()).isTrue();
        assertThat(bench.find(unlock).detail())
                .contains("not sent, it could let the account in again: "
                        + "it was ordered to be disabled and was not seen enabled since");
    }

    @Test
    void unlockWaitsWhileTheEndOfTheAccessIsAskedForAndGoesOutWhenThatIsTakenBack() {
        bench.ordered(system, "automatic");
        bench.tenant().asksToDisable(bench.account());
        var unlock = bench.orderOfAccount(AccountState.UNLOCKED);

        bench.runUntilQuiet();

        assertThat(system.enabled).isFalse();
        assertThat(bench.states(unlock)).containsExactly("authorised", "authorised");
        assertThat(bench.find(unlock).waitsForOperator()).isTrue();
        assertThat(bench.find(unlock).detail().orElseThrow()).startsWith("not sent,").contains("not answered yet");

        bench.tenant().takesBackWhatItAsked();
        bench.execute(unlock);
        bench.runUntilQuiet();

        assertThat(bench.find(unlock).state()).isEqualTo(ChangeState.VERIFIED);
        assertThat(system.enabled).isTrue();
    }

    @Test
    void disablingIsSentWhateverElseIsUnderWay() {
        system.lockedForGood = false;
        system.enabled = true;
        bench.ordered(system, "automatic");
        bench.tenant().asksToDisable(bench.account());
        var disabling = bench.orderOfAccount(AccountState.DISABLED);

        bench.runUntilQuiet();

        assertThat(bench.find(disabling).state()).isEqualTo(ChangeState.VERIFIED);
        assertThat(system.enabled).isFalse();
    }
}
