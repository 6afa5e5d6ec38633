package org.bailiwick.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bailiwick.change.SampleChange.ROLE;

import java.util.UUID;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.platform.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

/** What may not go out does not go out, and says why. */
@Tag("sql")
final class ChangeAuthorityTests {
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
    void withoutTheContractsLeaveTheChangeStaysAuthorisedAndIsNotSent() {
        var change = bench.ordered(system, "automatic");
        bench.tenant().revoke("product");

        bench.runUntilQuiet();

        assertThat(system.sent).isEmpty();
        assertThat(bench.states(change)).containsExactly("authorised", "authorised");
        assertThat(bench.find(change).detail().orElseThrow()).contains("authority to carry it out is gone");
        assertThat(bench.find(change).waitsForOperator()).isTrue();
    }

    @Test
    void operatorMayExecuteWhatLostTheContractsLeave() {
        var change = bench.ordered(system, "automatic");
        bench.tenant().revoke("product");
        bench.runUntilQuiet();

        bench.execute(change);
        bench.runUntilQuiet();

        assertThat(bench.find(change).state()).isEqualTo(ChangeState.VERIFIED);
    }

    @Test
    void operatorsAuthorityRevokedAfterTheOrderStopsTheChange() {
        var change = bench.ordered(system, "operator");
        bench.execute(change);
        bench.tenant().revoke("operator");

        bench.runUntilQuiet();

        assertThat(system.sent).isEmpty();
        assertThat(bench.find(change).waitsForOperator()).isTrue();
        assertThat(bench.find(change).executedBy()).isEmpty();
    }

    @Test
    void permitWhoseAuthorityWasRevokedOrdersNoExecution() {
        var change = bench.ordered(system, "operator");
        var permit = bench.tenant().mayExecute();
        bench.tenant().revoke("operator");

        assertThatThrownBy(() -> bench.changes().execute(permit, change.publicId()))
                .isInstanceOf(AuthorityLostException.class);
        assertThat(bench.states(change)).containsExactly("authorised");
    }

    @Test
    void planOtherThanTheOneAgreedToIsNotSent() {
        var change = bench.ordered(system, "automatic");
        bench.replacePlan(change, "account-2");

        bench.runUntilQuiet();

        assertThat(system.sent).isEmpty();
        assertThat(bench.find(change).detail().orElseThrow()).contains("not the one that was agreed to");
    }

    @Test
    void changeUnderWayOrEndedIsNotExecutable() {
        var change = bench.ordered(system, "automatic");
        assertThat(bench.changes().execute(bench.tenant().mayExecute(), change.publicId()))
                .isInstanceOfSatisfying(Result.No.class, no -> assertThat(((ChangeProblem.NotExecutable) no.problem())
                        .why()).contains("carried out already"));

        bench.runUntilQuiet();

        assertThat(bench.changes().execute(bench.tenant().mayExecute(), change.publicId()))
                .isInstanceOfSatisfying(Result.No.class, no -> assertThat(((ChangeProblem.NotExecutable) no.problem())
                        .why()).contains("nothing left to do"));
    }

    @Test
    void changeOfAnotherTenantIsNotFound() {
        var elsewhere = bench.ordered(system, "operator");
        bench.ordered(new FakeSystem(), "operator");

        assertThat(bench.changes().execute(bench.tenant().mayExecute(), elsewhere.publicId()))
                .isEqualTo(Result.no(new ChangeProblem.NotFound(elsewhere.publicId())));
        assertThat(bench.changes().execute(bench.tenant().mayExecute(), new UUID(1, 1)))
                .isInstanceOf(Result.No.class);
    }

    @Test
    void secondOpenChangeOfTheSameMembershipViolatesAConstraint() {
        bench.ordered(system, "operator");

        assertThatThrownBy(bench::orderOnceMore).isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("change_order_is_open_once");
    }
}
