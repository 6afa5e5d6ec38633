package org.bailiwick.bulk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody decided over several tenants in one act, as far as they may still see these.
 *
 * @param hidden parts in tenants that they may not see any more
 */
public record OwnAct(UUID id, DecisionKind kind, Instant askedAt, List<Part> parts, int hidden) {
    public OwnAct {
        parts = List.copyOf(parts);
    }

    /**
     * @param bulk the tenant's own bulk; null where nothing was asked for there
     * @param problem why not, by its name; {@code detail} in words; where there is neither, nobody knows
     */
    public record Part(VisibleTenant tenant, int items, @Nullable UUID bulk, @Nullable String problem,
            @Nullable String detail) {
        public boolean refused() {
            return problem != null;
        }

        /** It is still being asked for, or the server stopped before the answer was kept. */
        public boolean unanswered() {
            return bulk == null && problem == null;
        }
    }

    static OwnAct of(Act act, Scope scope) {
        var parts = act.parts().stream().flatMap(part -> scope.find(part.concerned())
                .map(tenant -> new Part(tenant, part.items(), part.bulk().orElse(null),
                        part.why().map(Act.Why::problem).orElse(null), part.why().map(Act.Why::detail).orElse(null)))
                .stream()).toList();
        return new OwnAct(act.publicId(), act.kind(), act.askedAt(), parts, act.parts().size() - parts.size());
    }

    public List<Part> refusals() {
        return parts.stream().filter(Part::refused).toList();
    }

    public long unanswered() {
        return parts.stream().filter(Part::unanswered).count();
    }

    /** For a heading: {@code Revoke in 3 tenants}. */
    public String title() {
        int tenants = parts.size() + hidden;
        return "%s in %d %s".formatted(kind == DecisionKind.KEEP ? "Keep" : "Revoke", tenants,
                tenants == 1 ? "tenant" : "tenants");
    }
}
