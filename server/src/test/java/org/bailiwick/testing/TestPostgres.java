package org.bailiwick.testing;

import java.nio.file.Path;
import java.util.Objects;
import org.bailiwick.launcher.EmbeddedPostgres;

/**
 * The one PostgreSQL of a test process. The system property {@code bailiwick.test.postgres} chooses the version: 18, which
 * the product embeds, or 15, the oldest it supports.
 */
final class TestPostgres {
    private static final EmbeddedPostgres SERVER = start();

    private TestPostgres() {}

    static EmbeddedPostgres server() {
        return SERVER;
    }

    static String version() {
        return System.getProperty("bailiwick.test.postgres", "18");
    }

    private static EmbeddedPostgres start() {
        var var = Path.of("target", "test-var-" + TestFork.number()).toAbsolutePath();
        if (version().equals("18")) {
            return EmbeddedPostgres.start(var, "postgres-18").closeAtExit();
        }
        var jar = Objects.requireNonNull(System.getProperty("bailiwick.postgres15.jar"),
                "the build names the jar with PostgreSQL 15 in the system property bailiwick.postgres15.jar");
        return EmbeddedPostgres.start(var, "postgres-15", Path.of(jar)).closeAtExit();
    }
}
