package org.bailiwick.bulk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.platform.TenantId;

/**
 * What one person decided over several tenants in one act, and what became of it in each.
 *
 * @param parts in the order in which they were asked for
 */
record Act(UUID publicId, DecisionKind kind, Instant askedAt, List<Part> parts) {
    Act {
        parts = List.copyOf(parts);
    }

    /**
     * @param bulk public id of the tenant's own bulk; empty where nothing was asked for there
     * @param why why not; where there is neither, no answer was kept, and nobody knows
     */
    record Part(TenantId concerned, int items, Optional<UUID> bulk, Optional<Why> why) {
        static Part unanswered(TenantId concerned, int items) {
            return new Part(concerned, items, Optional.empty(), Optional.empty());
        }
    }

    /** @param problem its name, as the API says it */
    record Why(String problem, String detail) {}
}
