package org.bailiwick.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.bailiwick.launcher.EmbeddedPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * The one PostgreSQL of a test process. The system property {@code bailiwick.test.postgres} chooses the version: 18, which
 * the product embeds, or 15, the oldest it supports.
 */
final class TestPostgres {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long MEMORY_NEEDED = 4L << 30;
    private static final String QUICK = "scram_iterations = 1";
    private static final EmbeddedPostgres SERVER = start();

    private TestPostgres() {}

    static EmbeddedPostgres server() {
        return SERVER;
    }

    static String version() {
        return System.getProperty("bailiwick.test.postgres", "18");
    }

    private static EmbeddedPostgres start() {
        var place = place();
        if (version().equals("18")) {
            var server = hasty(EmbeddedPostgres.start(place, "postgres-18"), place, QUICK);
            return measures() ? server : quicklySignedIn(server);
        }
        var jar = Objects.requireNonNull(System.getProperty("bailiwick.postgres15.jar"),
                "the build names the jar with PostgreSQL 15 in the system property bailiwick.postgres15.jar");
        return hasty(EmbeddedPostgres.start(place, "postgres-15", Path.of(jar)), place);
    }

    /**
     * In memory where there is enough: each test class makes a database, which is a thousand files, and drops it; on a
     * disk that is more work than most tests.
     */
    private static Path place() {
        var onDisk = Path.of("target", "test-var-" + TestFork.number()).toAbsolutePath();
        boolean roomy = !measures() && Files.isWritable(MEMORY) && MEMORY.toFile().getUsableSpace() > MEMORY_NEEDED;
        return roomy ? MEMORY.resolve("bailiwick-test-" + Integer.toHexString(onDisk.hashCode())) : onDisk;
    }

    /** Benches measure the product's own settings, on the disk. */
    private static boolean measures() {
        return System.getProperty("bench.results") != null;
    }

    /** No test outlives the machine, so nothing is forced to the disk; what a killed server has committed stays. */
    private static EmbeddedPostgres hasty(EmbeddedPostgres server, Path place, String... more) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, place)));
        var superuser = superuser(server);
        // They stay in the data folder, which may outlive this process.
        superuser.sql("alter system reset all").update();
        if (!measures()) {
            Stream.concat(
                    Stream.of("fsync = off", "full_page_writes = off", "checkpoint_timeout = '1h'",
                            "max_wal_size = '256MB'"),
                    Stream.of(more)).forEach(setting -> superuser.sql("alter system set " + setting).update());
        }
        superuser.sql("select pg_reload_conf()").query(Boolean.class).single();
        return server;
    }

    private static void end(EmbeddedPostgres server, Path place) {
        server.close();
        if (place.startsWith(MEMORY)) {
            FileSystemUtils.deleteRecursively(place.toFile());
        }
    }

    /** Tests connect thousands of times, and each time the password is hashed as often as when it was set. */
    private static EmbeddedPostgres quicklySignedIn(EmbeddedPostgres server) {
        superuser(server).sql("set %s; alter role %s password '%s'".formatted(QUICK, server.superuser(),
                server.password())).update();
        return server;
    }

    private static JdbcClient superuser(EmbeddedPostgres server) {
        return JdbcClient.create(
                new DriverManagerDataSource(server.jdbcUrl("postgres"), server.superuser(), server.password()));
    }
}
