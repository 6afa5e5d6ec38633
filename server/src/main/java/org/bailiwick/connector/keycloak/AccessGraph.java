package org.bailiwick.connector.keycloak;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bailiwick.connector.EntitlementKey;

/**
 * What leads from an account's direct memberships to an entitlement. Filled one entitlement after the other, each once,
 * so that circles end.
 */
final class AccessGraph {
    private static final int MOST_PATHS = 100;

    private final Set<EntitlementKey> direct = new LinkedHashSet<>();
    private final Map<EntitlementKey, Set<EntitlementKey>> contained = new LinkedHashMap<>();

    void direct(EntitlementKey key) {
        direct.add(key);
    }

    boolean holdsDirectly(EntitlementKey key) {
        return direct.contains(key);
    }

    /** Tells what an entitlement contains. */
    interface Expansion {
        Set<EntitlementKey> of(EntitlementKey parent) throws CallFailedException;
    }

    void expand(Expansion expansion) throws CallFailedException {
        var waiting = new ArrayDeque<>(direct);
        while (!waiting.isEmpty()) {
            var next = waiting.removeFirst();
            if (!contained.containsKey(next)) {
                var children = expansion.of(next);
                contained.put(next, children);
                waiting.addAll(children);
            }
        }
    }

    /** Every way without a circle, the first hundred of them; empty where none leads there. */
    List<List<EntitlementKey>> pathsTo(EntitlementKey target) {
        var leading = leadingTo(target);
        var paths = new ArrayList<List<EntitlementKey>>();
        for (var start : direct) {
            walk(start, target, leading, new ArrayList<>(), paths);
        }
        return paths;
    }

    private Set<EntitlementKey> leadingTo(EntitlementKey target) {
        var parents = new HashMap<EntitlementKey, Set<EntitlementKey>>();
        contained.forEach((parent, children) -> children
                .forEach(child -> parents.computeIfAbsent(child, key -> new HashSet<>()).add(parent)));
        var leading = new HashSet<EntitlementKey>();
        var waiting = new ArrayDeque<>(List.of(target));
        while (!waiting.isEmpty()) {
            var next = waiting.removeFirst();
            if (leading.add(next)) {
                waiting.addAll(parents.getOrDefault(next, Set.of()));
            }
        }
        return leading;
    }

    private void walk(EntitlementKey at, EntitlementKey target, Set<EntitlementKey> leading, List<EntitlementKey> way,
            List<List<EntitlementKey>> paths) {
        if (!leading.contains(at) || way.contains(at) || paths.size() >= MOST_PATHS) {
            return;
        }
        way.addLast(at);
        if (at.equals(target)) {
            paths.add(List.copyOf(way));
        } else {
            contained.getOrDefault(at, Set.of()).forEach(child -> walk(child, target, leading, way, paths));
        }
        way.removeLast();
    }
}
