package org.bailiwick.change;

import java.util.ArrayList;
import java.util.List;
import org.bailiwick.web.Mark;
import org.bailiwick.web.Step;

/** The three facts of a change. What was never sent, or was ended by nobody knows whom, is not shown as applied. */
final class ChangeSteps {
    private static final Step NOT_KNOWN_BY_WHOM = new Step("Applied", Mark.UNKNOWN, "not known whether by this change");

    private ChangeSteps() {}

    static List<Step> of(ChangeOrder order) {
        var steps = new ArrayList<>(Step.of(order.state().text(), order.applied() == Applied.YES));
        if (order.state() == ChangeState.VERIFIED && order.applied() == Applied.NO) {
            steps.set(1, order.maybeTaken()
                    ? NOT_KNOWN_BY_WHOM
                    : new Step("Applied", Mark.PLAIN, "nothing was sent, it is so without it"));
        } else if (order.state() == ChangeState.VERIFIED && order.applied() != Applied.YES) {
            steps.set(1, NOT_KNOWN_BY_WHOM);
        } else if (order.state().unproven() && order.applied() == Applied.NO) {
            steps.set(1, new Step("Applied", Mark.WAITING,
                    order.maybeTaken() ? "nothing was sent this time" : "nothing was sent so far"));
        }
        return List.copyOf(steps);
    }
}
