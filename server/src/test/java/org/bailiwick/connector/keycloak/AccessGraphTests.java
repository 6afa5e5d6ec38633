package org.bailiwick.connector.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bailiwick.connector.EntitlementKey;
import org.junit.jupiter.api.Test;

class AccessGraphTests {
    @Test
    void aDirectMembershipIsAPathOfOne() throws CallFailedException {
        assertThat(paths(Map.of(), "a", "a")).containsExactly(List.of("a"));
    }

    @Test
    void everyPathIsFound() throws CallFailedException {
        var contained = Map.of("a", Set.of("c"), "b", Set.of("c"), "c", Set.of("d"));

        assertThat(paths(contained, "d", "a", "b")).containsExactly(List.of("a", "c", "d"), List.of("b", "c", "d"));
    }

    @Test
    void whatLeadsElsewhereIsNoPath() throws CallFailedException {
        assertThat(paths(Map.of("a", Set.of("b"), "c", Set.of("d")), "d", "a")).isEmpty();
    }

    @Test
    void circlesEnd() throws CallFailedException {
        var contained = Map.of("a", Set.of("b"), "b", Set.of("a", "c"), "c", Set.of("b"));

        assertThat(paths(contained, "c", "a")).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void aMazeOfPathsIsCutAtAHundred() throws CallFailedException {
        var contained = new HashMap<String, Set<String>>();
        for (var layer = 0; layer < 10; layer++) {
            for (var side : List.of("l", "r")) {
                contained.put(side + layer, Set.of("l" + (layer + 1), "r" + (layer + 1)));
            }
        }

        assertThat(paths(contained, "l10", "l0")).hasSize(100);
    }

    private static List<List<String>> paths(Map<String, Set<String>> contained, String target, String... direct)
            throws CallFailedException {
        var graph = new AccessGraph();
        List.of(direct).forEach(name -> graph.direct(key(name)));
        graph.expand(parent -> {
            var children = new LinkedHashSet<EntitlementKey>();
            contained.getOrDefault(parent.id(), Set.of()).forEach(child -> children.add(key(child)));
            return children;
        });
        return graph.pathsTo(key(target)).stream().map(path -> path.stream().map(EntitlementKey::id).toList()).toList();
    }

    private static EntitlementKey key(String name) {
        return new EntitlementKey(EntitlementKey.REALM_ROLE, name);
    }
}
