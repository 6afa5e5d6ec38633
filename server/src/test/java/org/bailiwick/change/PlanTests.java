package org.bailiwick.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bailiwick.change.SampleChange.PLAN;

import java.nio.charset.StandardCharsets;
import org.bailiwick.connector.Alteration;
import org.junit.jupiter.api.Test;

final class PlanTests {
    @Test
    void planIsReadBackAsItWasWritten() {
        assertThat(Plan.parse(PLAN.bytes())).isEqualTo(PLAN);
        assertThat(PLAN.alteration()).isEqualTo(new Alteration.RemoveMembership("account-1", SampleChange.ROLE));
    }

    @Test
    void planForAnAccountIsReadBackAsItWasWritten() {
        for (var wanted : AccountState.values()) {
            var plan = new Plan.SetAccount(PLAN.connection(), "account-1", wanted, "lockout");

            assertThat(Plan.parse(plan.bytes())).isEqualTo(plan);
            assertThat(plan.alteration().accountId()).isEqualTo("account-1");
        }
    }

    @Test
    void anyOtherPlanHasAnotherHash() {
        var other = new Plan.RemoveMembership(PLAN.connection(), "account-2", PLAN.edge(), PLAN.ends(),
                PLAN.requestedFor());

        assertThat(Plan.hash(other.bytes())).isNotEqualTo(Plan.hash(PLAN.bytes()));
    }

    @Test
    void planOfAnUnknownActionIsRefused() {
        var other = new String(PLAN.bytes(), StandardCharsets.UTF_8).replace(Plan.RemoveMembership.ACTION,
                "delete account");

        assertThatThrownBy(() -> Plan.parse(other.getBytes(StandardCharsets.UTF_8)))
                .hasMessage("`delete account` cannot be carried out");
    }
}
