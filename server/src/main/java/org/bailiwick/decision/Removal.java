package org.bailiwick.decision;

import java.util.List;
import org.bailiwick.register.GrantView;
import org.bailiwick.register.GrantView.EntitlementRef;

/**
 * What revoking a grant comes down to: a system takes away memberships, not effects. Computed before anybody decides, so
 * that the person sees what else ends with it, and what keeps the access alive.
 */
public sealed interface Removal {
    /**
     * @param edge the account's direct membership that is removed
     * @param alsoEnds everything else the account holds through this membership alone
     * @param stays paths of the decided grant that do not begin with this membership; with one the revocation cannot
     *        become verified
     */
    record Removes(EntitlementRef edge, List<EntitlementRef> alsoEnds, List<List<EntitlementRef>> stays)
            implements
                Removal {
        public Removes {
            alsoEnds = List.copyOf(alsoEnds);
            stays = stays.stream().map(List::copyOf).toList();
        }
    }

    /** @param sources the direct memberships that each give the access; deciding them ends it */
    record NotRemovable(String reason, List<EntitlementRef> sources) implements Removal {
        public NotRemovable {
            sources = List.copyOf(sources);
        }
    }

    /** @param held everything the same account effectively holds */
    static Removal of(GrantView grant, List<GrantView> held) {
        var sources = grant.paths().stream().map(List::getFirst).distinct().toList();
        if (grant.direct()) {
            return removes(grant, grant.entitlement(), held);
        }
        return switch (sources.size()) {
            case 0 ->
                new NotRemovable("where this access comes from is not known; have the system read again", sources);
            case 1 -> removes(grant, sources.getFirst(), held);
            default -> new NotRemovable("not removable here, several memberships each give it; decide about these",
                    sources);
        };
    }

    private static Removes removes(GrantView grant, EntitlementRef edge, List<GrantView> held) {
        var alsoEnds = held.stream().filter(other -> other.effective() && other.id() != grant.id())
                .filter(other -> !other.paths().isEmpty())
                .filter(other -> other.paths().stream().allMatch(path -> begins(path, edge)))
                .map(GrantView::entitlement).toList();
        var stays = grant.paths().stream().filter(path -> !begins(path, edge)).toList();
        return new Removes(edge, alsoEnds, stays);
    }

    private static boolean begins(List<EntitlementRef> path, EntitlementRef edge) {
        return path.getFirst().id() == edge.id();
    }
}
