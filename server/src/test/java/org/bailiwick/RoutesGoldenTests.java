package org.bailiwick;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.bailiwick.testing.GoldenFile;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestServer;
import org.bailiwick.web.Access;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;

/** Every route with the capability it needs and the part of the estate it reaches: an access change is a difference. */
class RoutesGoldenTests {
    @Test
    void theRoutesAreTheGoldenOnes() {
        try (var database = TestDatabase.create(); var server = TestServer.start(database)) {
            var lines = new TreeSet<String>();
            server.routes().getHandlerMethods().forEach((mapping, handler) -> {
                for (var path : mapping.getPatternValues()) {
                    var methods = mapping.getMethodsCondition().getMethods();
                    lines.add("%s %s %s".formatted(path, methods.isEmpty() ? "ANY" : methods.toString(),
                            need(handler)));
                }
            });

            assertThat(lines).isNotEmpty();
            GoldenFile.of("routes.txt").matches(String.join("\n", lines) + "\n");
        }
    }

    private static String need(HandlerMethod handler) {
        var access = handler.getMethodAnnotation(Access.class);
        return access == null
                ? "no access annotation"
                : access.scope() + " " + access.capability() + (access.also().isEmpty() ? "" : " and " + access.also());
    }
}
