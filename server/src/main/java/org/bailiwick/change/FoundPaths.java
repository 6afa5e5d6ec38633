package org.bailiwick.change;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bailiwick.change.ChangeOrder.FoundPath;
import org.bailiwick.change.ChangeOrder.Step;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.connector.Reading;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;

/** The paths over which somebody still held the access, as the connector read them and as they are stored. */
final class FoundPaths {
    /** More are counted, not listed: whoever reads the first ones knows where to look. */
    private static final int MOST = 20;

    private FoundPaths() {}

    static List<FoundPath> of(List<Reading.Path> paths) {
        return paths.stream().limit(MOST)
                .map(path -> new FoundPath(path.steps().stream().map(step -> new Step(step.key().kind(),
                        step.key().id(), step.name() == null ? step.key().id() : step.name())).toList()))
                .toList();
    }

    /** Whether one of the paths is the direct membership itself. */
    static boolean beginAt(EntitlementKey edge, List<FoundPath> paths) {
        return paths.stream().map(path -> path.steps().getFirst())
                .anyMatch(first -> first.kind().equals(edge.kind()) && first.id().equals(edge.id()));
    }

    /** In words: {@code group /admins → realm role admin}. */
    static String words(FoundPath path) {
        return String.join(" → ",
                path.steps().stream().map(step -> "%s `%s`".formatted(step.kind(), step.name())).toList());
    }

    static Json json(List<FoundPath> paths) {
        return Json.array(paths.stream().map(path -> Json.array(path.steps().stream().map(step -> Json.object()
                .put("kind", step.kind()).put("id", step.id()).put("name", step.name()).build()).toList())).toList());
    }

    static String text(List<FoundPath> paths) {
        return new String(CanonicalJson.bytes(json(paths)), StandardCharsets.UTF_8);
    }

    static List<FoundPath> parse(@Nullable String stored) {
        if (stored == null) {
            return List.of();
        }
        return items(Json.parse(stored.getBytes(StandardCharsets.UTF_8))).stream()
                .map(path -> new FoundPath(items(path).stream()
                        .map(step -> new Step(step.textAt("kind").orElseThrow(), step.textAt("id").orElseThrow(),
                                step.textAt("name").orElseThrow()))
                        .toList()))
                .toList();
    }

    private static List<Json> items(Json value) {
        return value instanceof Json.Arr array ? array.items() : List.of();
    }
}
