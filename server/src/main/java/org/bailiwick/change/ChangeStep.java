package org.bailiwick.change;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bailiwick.change.ChangeOrder.FoundPath;
import org.bailiwick.connector.Inert;
import org.bailiwick.platform.PersonId;

/** What a change becomes next: the values that its row takes together with the state. */
record ChangeStep(ChangeState to, Applied applied, Optional<String> detail, List<FoundPath> foundPaths,
        Optional<Instant> dueAt, Optional<Instant> readAt, Optional<PersonId> executedBy, Optional<Long> execution) {

    /** Everything stays but the state; the detail belonged to the state before and the clock starts anew. */
    static ChangeStep from(ChangeOrder order, ChangeState to) {
        return new ChangeStep(to, order.applied(), Optional.empty(), order.foundPaths(), Optional.empty(),
                order.readAt(), order.executedBy(), order.execution());
    }

    ChangeStep because(String why) {
        return new ChangeStep(to, applied, Optional.of(Inert.text(why)), foundPaths, dueAt, readAt, executedBy,
                execution);
    }

    ChangeStep applied(Applied answer) {
        return new ChangeStep(to, answer, detail, foundPaths, dueAt, readAt, executedBy, execution);
    }

    ChangeStep due(Instant when) {
        return new ChangeStep(to, applied, detail, foundPaths, Optional.of(when), readAt, executedBy, execution);
    }

    ChangeStep read(Instant when, List<FoundPath> found) {
        return new ChangeStep(to, applied, detail, found, dueAt, Optional.of(when), executedBy, execution);
    }

    ChangeStep under(Optional<PersonId> operator, Optional<Long> authority) {
        return new ChangeStep(to, applied, detail, foundPaths, dueAt, readAt, operator, authority);
    }
}
