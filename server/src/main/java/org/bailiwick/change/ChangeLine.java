package org.bailiwick.change;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change order in the API's list.
 *
 * @param entitlement null where the account itself is set
 */
record ChangeLine(UUID id, String state, Instant stateAt, String applied, @Nullable String detail,
        ChangeJson.Subjects account, ChangeJson.@Nullable Subjects entitlement, @Nullable String ticket,
        boolean requiresExecution, @Nullable Instant dueAt, Instant orderedAt) {
    static ChangeLine of(ChangeOrder order) {
        return new ChangeLine(order.publicId(), order.state().text(), order.stateAt(), order.applied().text(),
                order.detail().orElse(null), ChangeJson.Subjects.of(order.account()),
                order.entitlement().map(ChangeJson.Subjects::of).orElse(null), order.ticket().orElse(null),
                order.waitsForOperator(),
                order.dueAt().orElse(null), order.orderedAt());
    }
}
