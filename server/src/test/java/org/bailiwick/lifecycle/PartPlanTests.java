package org.bailiwick.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Plans are compared by account and membership. */
class PartPlanTests {
    private static final UUID ACCOUNT = new UUID(1, 1);
    private static final UUID SUPPORT = new UUID(2, 1);
    private static final UUID BILLING = new UUID(2, 2);

    @Test
    void commonIsWhatBothName() {
        var common = plan(true, SUPPORT, BILLING).common(plan(false, BILLING));

        assertThat(common).isEqualTo(plan(false, BILLING));
        assertThat(plan(true).common(PartPlan.NOTHING).empty()).isTrue();
    }

    @Test
    void minusLeavesWhatTheOtherDoesNotName() {
        assertThat(plan(true, SUPPORT, BILLING).minus(plan(true, BILLING))).isEqualTo(plan(false, SUPPORT));
        assertThat(plan(true).minus(plan(true)).empty()).isTrue();
        assertThat(plan(true).minus(PartPlan.NOTHING)).isEqualTo(plan(true));
    }

    private static PartPlan plan(boolean disable, UUID... grants) {
        return new PartPlan(List.of(new PartPlan.OfAccount(ACCOUNT, disable, List.of(grants))));
    }
}
