package org.bailiwick.platform;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Refuses to start on a schema of another version, or as a role for which row-level security is no wall: a superuser,
 * one that bypasses it, or the owner of a table.
 */
@Component
final class SchemaCheck implements SmartLifecycle {
    private final Pools pools;
    private boolean running;

    SchemaCheck(Pools pools) {
        this.pools = pools;
    }

    @Override
    public void start() {
        for (var pool : pools.all()) {
            refuseMightyRole(pool);
        }
        var found = version(pools.signin);
        var needed = newestMigration();
        if (!found.equals(needed)) {
            throw new UnfitDatabaseException(
                    "the database is at version `%s`, this server needs `%s`".formatted(found, needed),
                    "run `bailiwick migrate` of this version");
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the work loop and the web server. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    private static void refuseMightyRole(HikariDataSource pool) {
        var role = query(pool,
                """
                select rolname from pg_roles where rolname = current_user and (rolsuper or rolbypassrls
                  or exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                             where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relowner = pg_roles.oid))""");
        if (role != null) {
            throw new UnfitDatabaseException(
                    "the role `%s` is a superuser, bypasses row-level security or owns tables".formatted(role),
                    "give the server the roles of `bailiwick database-setup`");
        }
    }

    private static String version(HikariDataSource pool) {
        try {
            return Objects.requireNonNullElse(
                    query(pool, """
                                select version from flyway_schema_history where success and version is not null
                                order by installed_rank desc limit 1"""), "none");
        } catch (org.springframework.jdbc.BadSqlGrammarException absent) {
            return "none";
        }
    }

    private static @Nullable String query(HikariDataSource pool, String sql) {
        try (var connection = pool.getConnection()) {
            var jdbc = JdbcClient
                    .create(new org.springframework.jdbc.datasource.SingleConnectionDataSource(connection, true));
            var answer = jdbc.sql(sql).query(String.class).optional().orElse(null);
            connection.rollback();
            return answer;
        } catch (SQLException failed) {
            throw UnfitDatabaseException.silent(pool.getJdbcUrl(), failed);
        }
    }

    private static String newestMigration() {
        try {
            var files = new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/V*__*.sql");
            return Arrays.stream(files).map(file -> Objects.requireNonNull(file.getFilename()))
                    .map(name -> name.substring(1, name.indexOf("__"))).max(Comparator.naturalOrder()).orElseThrow();
        } catch (IOException failed) {
            throw new UnfitDatabaseException("the migrations of this server cannot be read", "build the server again");
        }
    }
}
