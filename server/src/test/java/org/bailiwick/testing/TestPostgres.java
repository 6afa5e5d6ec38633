package org.bailiwick.testing;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.bailiwick.launcher.EmbeddedPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

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
            return hasty(EmbeddedPostgres.start(var, "postgres-18"), "scram_iterations = 1");
        }
        var jar = Objects.requireNonNull(System.getProperty("bailiwick.postgres15.jar"),
                "the build names the jar with PostgreSQL 15 in the system property bailiwick.postgres15.jar");
        return hasty(EmbeddedPostgres.start(var, "postgres-15", Path.of(jar)));
    }

    /**
     * No test outlives the machine, so nothing is forced to the disk; what a killed server has committed stays. Benches
     * measure the product's own settings.
     */
    private static EmbeddedPostgres hasty(EmbeddedPostgres server, String... more) {
        server.closeAtExit();
        var superuser = JdbcClient.create(
                new DriverManagerDataSource(server.jdbcUrl("postgres"), server.superuser(), server.password()));
        // They stay in the data folder, which outlives this process.
        superuser.sql("alter system reset all").update();
        if (System.getProperty("bench.results") == null) {
            Stream.concat(Stream.of("fsync = off", "full_page_writes = off", "checkpoint_timeout = '1h'"),
                    Stream.of(more)).forEach(setting -> superuser.sql("alter system set " + setting).update());
        }
        superuser.sql("select pg_reload_conf()").query(Boolean.class).single();
        return server;
    }
}
