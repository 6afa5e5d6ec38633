package org.bailiwick.connector.realmexport;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.connector.Observed;

/** Finds roles that contain themselves over others. They give no more than they would without, but somebody erred. */
final class Circles {
    private final Map<EntitlementKey, Set<EntitlementKey>> contents = new HashMap<>();

    Circles(List<Observed.Containment> containments) {
        for (var containment : containments) {
            contents.computeIfAbsent(containment.parent(), key -> new HashSet<>()).add(containment.child());
        }
    }

    /** One circle, each member containing the next and the last one the first; empty where there is none. */
    List<EntitlementKey> first() {
        var inCircles = withoutLooseEnds();
        if (inCircles.isEmpty()) {
            return List.of();
        }
        var way = new ArrayList<EntitlementKey>();
        var at = inCircles.iterator().next();
        while (!way.contains(at)) {
            way.add(at);
            at = contents.getOrDefault(at, Set.of()).stream().filter(inCircles::contains).findFirst().orElseThrow();
        }
        return way.subList(way.indexOf(at), way.size());
    }

    /** What contains nothing but loose ends is a loose end; what is left leads into circles. */
    private Set<EntitlementKey> withoutLooseEnds() {
        var parents = new HashMap<EntitlementKey, List<EntitlementKey>>();
        var open = new HashMap<EntitlementKey, Integer>();
        contents.forEach((parent, children) -> {
            open.put(parent, children.size());
            children.forEach(child -> parents.computeIfAbsent(child, key -> new ArrayList<>()).add(parent));
        });
        var ends = new ArrayDeque<EntitlementKey>();
        parents.keySet().stream().filter(key -> !open.containsKey(key)).forEach(ends::add);
        while (!ends.isEmpty()) {
            for (var parent : parents.getOrDefault(ends.remove(), List.of())) {
                if (open.merge(parent, -1, Integer::sum) == 0) {
                    open.remove(parent);
                    ends.add(parent);
                }
            }
        }
        return open.keySet();
    }
}
