package org.bailiwick.drift;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.bailiwick.drift.ComparisonStore.Right;
import org.jspecify.annotations.Nullable;

/**
 * The roles and groups of a tenant of which is said what they may lead to, and what they really lead to. Each is
 * compared by itself: what comes through another one that it may lead to is told of that one alone.
 *
 * @param nodes everything that is reached, by inside id
 * @param observed what each holds directly
 * @param intended what each that is named may lead to
 */
record RoleModel(Map<Long, Node> nodes, Map<Long, Set<Long>> observed, Map<Long, Set<Long>> intended) {
    private static final List<String> WORST_FIRST = List.of("critical", "high", "not known", "moderate", "low");
    private static final Comparator<Node> WORST = Comparator.comparingInt((Node node) -> rank(node.right()))
            .thenComparing(node -> !node.right().selfRaising()).thenComparing(node -> node.right().kind())
            .thenComparing(node -> node.right().name()).thenComparingLong(Node::id);

    record Node(long id, Right right) {}

    /**
     * Something that a role or group leads to and is not intended to.
     *
     * @param over what stands between the two, the nearest to the role or group first
     * @param worst the most privileged right that it brings, itself included
     */
    record Beyond(Right right, List<Right> over, Right worst) {}

    /** @param beyond the worst first */
    record Weaker(Node container, List<Beyond> beyond) {}

    /** Each that leads to more than is intended, by kind and name. */
    List<Weaker> weaker() {
        return intended.keySet().stream().map(nodes::get).filter(Objects::nonNull)
                .sorted(Comparator.comparing((Node node) -> node.right().kind())
                        .thenComparing(node -> node.right().name()).thenComparingLong(Node::id))
                .map(container -> new Weaker(container, beyond(container))).filter(each -> !each.beyond().isEmpty())
                .toList();
    }

    /** By the shortest path; what only comes with something that is itself beyond is not told again. */
    private List<Beyond> beyond(Node container) {
        var allowed = allowed(container);
        var from = new HashMap<Long, @Nullable Node>();
        from.put(container.id(), null);
        var waiting = new ArrayDeque<>(List.of(container));
        var found = new ArrayList<Node>();
        while (!waiting.isEmpty()) {
            var next = waiting.removeFirst();
            for (var child : contents(next)) {
                if (from.containsKey(child.id())) {
                    continue;
                }
                from.put(child.id(), next);
                if (allowed.contains(child.id())) {
                    waiting.addLast(child);
                } else {
                    found.add(child);
                }
            }
        }
        return found.stream().map(node -> new Beyond(node.right(), over(node, container, from), worst(node)))
                .sorted(Comparator.comparingInt((Beyond each) -> rank(each.worst()))
                        .thenComparing(each -> each.right().kind()).thenComparing(each -> each.right().name()))
                .toList();
    }

    /** @param whole whether all that it contains is allowed too, because it, or what it came through, is compared by itself */
    private record Allowed(long id, boolean whole) {}

    /**
     * What it is intended to lead to, and what is contained in that: all of it where the contained has a list of its own,
     * and of what the catalogue knows nothing that is more privileged than what contains it.
     */
    private Set<Long> allowed(Node container) {
        var allowed = new HashSet<Allowed>();
        var waiting = new ArrayDeque<Allowed>();
        intended.getOrDefault(container.id(), Set.of()).forEach(id -> waiting.add(new Allowed(id, false)));
        while (!waiting.isEmpty()) {
            var next = waiting.removeFirst();
            var node = nodes.get(next.id());
            if (node == null || !allowed.add(next)) {
                continue;
            }
            boolean whole = next.whole() || intended.containsKey(next.id());
            boolean known = !node.right().tier().equals("not known");
            contents(node).stream().filter(child -> whole || known && rank(child.right()) >= rank(node.right()))
                    .forEach(child -> waiting.add(new Allowed(child.id(), whole)));
        }
        return allowed.stream().map(Allowed::id).collect(Collectors.toSet());
    }

    private Collection<Node> contents(Node of) {
        var contents = new LinkedHashSet<Node>();
        observed.getOrDefault(of.id(), Set.of()).forEach(child -> {
            var node = nodes.get(child);
            if (node != null) {
                contents.add(node);
            }
        });
        return contents.stream().sorted(WORST).toList();
    }

    private Right worst(Node of) {
        var reached = new HashSet<>(Set.of(of));
        var waiting = new ArrayDeque<>(reached);
        while (!waiting.isEmpty()) {
            contents(waiting.removeFirst()).stream().filter(reached::add).forEach(waiting::addLast);
        }
        return reached.stream().min(Comparator.comparingInt((Node node) -> rank(node.right()))
                .thenComparing(node -> node.id() != of.id()).thenComparing(WORST)).orElse(of).right();
    }

    private static List<Right> over(Node node, Node container, Map<Long, @Nullable Node> from) {
        var over = new ArrayList<Right>();
        for (var at = from.get(node.id()); at != null && at.id() != container.id(); at = from.get(at.id())) {
            over.add(at.right());
        }
        Collections.reverse(over);
        return over;
    }

    private static int rank(Right right) {
        return WORST_FIRST.indexOf(right.tier());
    }
}
