package org.bailiwick.assess;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bailiwick.assess.rule.Severity;
import org.bailiwick.catalogue.Catalogue.Meaning;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.connector.Observed.Entitlement;
import org.bailiwick.connector.realmexport.ExportedRealm;

/**
 * Effective access: groups with the roles of the groups above them, composite roles with what is in them. For each
 * privileged right it is walked backwards once to all that leads there, so that a circle ends and an account costs no
 * walk of its own.
 */
final class Access {
    private static final Comparator<Holding> WORST_FIRST = Comparator.comparing(Holding::tier)
            .thenComparing(holding -> holding.path().size()).thenComparing(holding -> holding.right().name());

    private final Map<EntitlementKey, Entitlement> entitlements = new LinkedHashMap<>();
    private final Map<EntitlementKey, List<EntitlementKey>> parents = new HashMap<>();
    private final Map<EntitlementKey, Meaning> privileged = new LinkedHashMap<>();
    /** For each right: what it leads to, and the next step on the shortest way there. */
    private final Map<EntitlementKey, Map<EntitlementKey, EntitlementKey>> leads = new HashMap<>();
    private final Map<Set<EntitlementKey>, Privileges> known = new HashMap<>();

    Access(ExportedRealm.Contents contents, Tiers tiers) {
        for (var entitlement : contents.entitlements()) {
            entitlements.put(entitlement.key(), entitlement);
            var meaning = tiers.of(entitlement);
            if (tier(meaning).isPresent()) {
                privileged.put(entitlement.key(), meaning);
            }
        }
        for (var containment : contents.containments()) {
            parents.computeIfAbsent(containment.child(), key -> new ArrayList<>()).add(containment.parent());
        }
        privileged.keySet().forEach(this::walkBack);
    }

    /** @param direct what is held directly */
    Privileges of(Collection<EntitlementKey> direct) {
        return known.computeIfAbsent(new LinkedHashSet<>(direct), this::privileges);
    }

    /** Roles and groups that are not privileged by themselves and lead to something that is. */
    List<Giver> givers() {
        return leads.keySet().stream().filter(key -> !privileged.containsKey(key))
                .map(key -> new Giver(entitlement(key), of(List.of(key))))
                .sorted(Comparator.<Giver, Severity>comparing(giver -> giver.privileges().tier().orElseThrow())
                        .thenComparing(giver -> giver.right().name()))
                .toList();
    }

    /** Whoever is put into it becomes privileged. */
    record Giver(Entitlement right, Privileges privileges) {}

    String name(EntitlementKey key) {
        var entitlement = entitlements.get(key);
        return entitlement == null ? key.id() : entitlement.name();
    }

    private static Optional<Severity> tier(Meaning meaning) {
        return Severity.of(meaning.tier()).filter(tier -> tier.atLeast(Severity.HIGH));
    }

    private void walkBack(EntitlementKey target) {
        leads.computeIfAbsent(target, key -> new LinkedHashMap<>()).put(target, target);
        var waiting = new ArrayDeque<>(List.of(target));
        while (!waiting.isEmpty()) {
            var at = waiting.remove();
            for (var parent : parents.getOrDefault(at, List.of())) {
                if (leads.computeIfAbsent(parent, key -> new LinkedHashMap<>()).putIfAbsent(target, at) == null) {
                    waiting.add(parent);
                }
            }
        }
    }

    private Privileges privileges(Set<EntitlementKey> direct) {
        var held = new LinkedHashMap<EntitlementKey, Holding>();
        for (var start : direct) {
            for (var target : leads.getOrDefault(start, Map.of()).keySet()) {
                var holding = holding(start, target);
                held.merge(target, holding, (one, other) -> one.path().size() <= other.path().size() ? one : other);
            }
        }
        if (held.isEmpty()) {
            return Privileges.NONE;
        }
        var top = top(held.values());
        return new Privileges(top, held.size() - top.size(),
                held.values().stream().map(Holding::tier).min(Comparator.naturalOrder()),
                held.values().stream().anyMatch(holding -> holding.meaning().selfRaising()));
    }

    private Holding holding(EntitlementKey start, EntitlementKey target) {
        var path = new ArrayList<Entitlement>();
        for (var at = start;; at = next(at, target)) {
            path.add(entitlement(at));
            if (at.equals(target)) {
                break;
            }
        }
        var meaning = privileged.get(target);
        if (meaning == null) {
            throw new IllegalStateException("`%s` is not privileged".formatted(target));
        }
        return new Holding(path.getLast(), tier(meaning).orElseThrow(), meaning, path);
    }

    private EntitlementKey next(EntitlementKey at, EntitlementKey target) {
        var next = leads.getOrDefault(at, Map.of()).get(target);
        if (next == null) {
            throw new IllegalStateException("`%s` does not lead to `%s`".formatted(at, target));
        }
        return next;
    }

    private Entitlement entitlement(EntitlementKey key) {
        var entitlement = entitlements.get(key);
        return entitlement == null ? new Entitlement(key, key.id(), null) : entitlement;
    }

    /** What contains much stands for what it contains, unless that is more privileged than itself. */
    private List<Holding> top(Collection<Holding> held) {
        var most = held.stream().sorted(Comparator.<Holding>comparingInt(holding -> -reach(holding).size())
                .thenComparing(WORST_FIRST)).toList();
        var top = new ArrayList<Holding>();
        for (var holding : most) {
            if (top.stream().noneMatch(other -> other.tier().atLeast(holding.tier())
                    && reach(other).containsKey(holding.right().key()))) {
                top.add(holding);
            }
        }
        top.sort(WORST_FIRST);
        return top;
    }

    private Map<EntitlementKey, EntitlementKey> reach(Holding holding) {
        return leads.getOrDefault(holding.right().key(), Map.of());
    }
}
