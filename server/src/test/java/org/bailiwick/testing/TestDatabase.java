package org.bailiwick.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.bailiwick.platform.DatabaseProperties;
import org.bailiwick.platform.DatabaseRoles;
import org.bailiwick.platform.DatabaseSetup;
import org.bailiwick.platform.Migration;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.PlatformForTests;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A database of its own for a test class: set up by the script of {@code database-setup}, migrated by its owner, used
 * through the same roles and pools as in production. Close it when the class is done.
 */
public final class TestDatabase implements AutoCloseable {
    private static final String PASSWORD = "test";
    private static final String TEMPLATE = "bailiwick_template";
    private static final String PREFIX = "test_";
    private static final AtomicInteger TENANTS = new AtomicInteger(100);
    /** Numbers below are those that tests give to persons themselves: no row gets one of them by chance. */
    private static final long FIRST_ID = 100_000;
    private static boolean templateReady;

    private final String name;
    private final MovableTime time = new MovableTime();
    private final PlatformForTests platform;
    private final HikariDataSource past;

    private TestDatabase(String name) {
        this.name = name;
        this.past = new HikariDataSource(fewConnections(name));
        this.platform = new PlatformForTests(properties(), time);
    }

    public static TestDatabase create() {
        prepareTemplate();
        return new TestDatabase(copyOf(TEMPLATE));
    }

    /** A database that begins as the one did of which the backup is; the backup stays, for others that begin alike. */
    public static TestDatabase of(Backup backup) {
        return new TestDatabase(copyOf(backup.database()));
    }

    private static String copyOf(String template) {
        var name = PREFIX + UUID.randomUUID().toString().replace("-", "");
        superuser("postgres").sql("create database %s template %s strategy file_copy".formatted(name, template))
                .update();
        // Privileges on a database are not copied from its template.
        superuser(name).sql(DatabaseSetup.script(DatabaseRoles.DEFAULT)).update();
        return name;
    }

    /** A whole copy of the database as it is now, which stays outside until somebody restores it, once. */
    public Backup backUp() {
        disconnectAll();
        var backup = new Backup(copyOf(name));
        awaitNewConnections();
        return backup;
    }

    /** The database is that of the backup again, all of it; what was connected is cut off, as by a restart. */
    public void restore(Backup backup) {
        disconnectAll();
        superuser("postgres").sql("drop database %s with (force)".formatted(name)).update();
        superuser("postgres").sql("alter database %s rename to %s".formatted(backup.database(), name)).update();
        awaitNewConnections();
    }

    /** What {@link #backUp} made. The next run removes it. */
    public record Backup(String database) {}

    private void disconnectAll() {
        superuser("postgres").sql("""
                                  select count(pg_terminate_backend(pid)) from pg_stat_activity
                                  where datname = :name""").param("name", name).query(Long.class).single();
    }

    /** A pool looks whether a connection still lives only after it was unused for half a second. */
    private static void awaitNewConnections() {
        Awaitility.await().pollDelay(Duration.ofMillis(600)).until(() -> true);
    }

    public DatabaseProperties properties() {
        return new DatabaseProperties(TestPostgres.server().jdbcUrl(name), login("tenant"), login("worker"),
                login("oversight"), login("estate"), login("signin"), login("sequencer"), login("retention"));
    }

    public Transactions transactions() {
        return platform.transactions();
    }

    /** Clock, ids, secrets, work and jobs over this database. */
    public PlatformForTests platform() {
        return platform;
    }

    /** Moves the product's time; the database's own stays. */
    public MovableTime time() {
        return time;
    }

    /** Past all walls: for arranging what a test needs and for looking behind the product. */
    public JdbcClient superuser() {
        return JdbcClient.create(past);
    }

    /** Several statements as superuser, in one transaction that is rolled back when one fails. */
    public void superuserScript(String script) {
        superuser().sql(script).update();
    }

    public Connection superuserConnection() throws SQLException {
        var server = TestPostgres.server();
        return DriverManager.getConnection(url(), server.superuser(), server.password());
    }

    /** As the login role with this short name, outside of the product's transactions. */
    public JdbcClient as(String role) {
        return JdbcClient
                .create(new DriverManagerDataSource(TestPostgres.server().jdbcUrl(name), "bw_" + role, PASSWORD));
    }

    public String url() {
        return TestPostgres.server().jdbcUrl(name);
    }

    /** A customer tenant, or the MSP where it is not there yet. */
    public TenantId tenant(String shortName) {
        return tenant(TENANTS.getAndIncrement(), shortName, "customer");
    }

    public TenantId msp() {
        return tenant(1, "msp", "msp");
    }

    private TenantId tenant(int id, String shortName, String kind) {
        var publicId = UUID.randomUUID();
        superuser().sql("insert into tenant_directory (tenant_id, public_id, short_name) values (:id, :public, :short)")
                .param("id", id).param("public", publicId).param("short", shortName).update();
        superuser().sql("""
                        insert into tenant (tenant_id, public_id, short_name, name, kind, created_at)
                        values (:id, :public, :short, :name, :kind, now())""").param("id", id).param("public", publicId)
                .param("short", shortName).param("name", "Tenant " + shortName).param("kind", kind).update();
        return new TenantId(id);
    }

    /** Gives somebody the register of these tenants to read, as a contract of theirs would. */
    public void mayRead(PersonId person, TenantId... tenants) {
        for (var tenant : tenants) {
            superuser().sql("""
                            with root as (insert into authority_root (until) values (null) returning root_id)
                            insert into authority (tenant_id, public_id, root_id, person_id, capability, side, source,
                              since, reason)
                            select :tenant, gen_random_uuid(), root_id, :person, 'register.read', 'msp', 'contract',
                              now() - interval '1 day', 'reads' from root""").param("tenant", tenant.value())
                    .param("person", person.value()).update();
        }
    }

    @Override
    public void close() {
        platform.close();
        past.close();
        superuser("postgres").sql("drop database %s with (force)".formatted(name)).update();
    }

    private static synchronized void prepareTemplate() {
        if (templateReady) {
            return;
        }
        var server = superuser("postgres");
        server.sql("select datname from pg_database where datname = :template or datname like :test")
                .param("template", TEMPLATE).param("test", PREFIX + "%").query(String.class).list()
                .forEach(left -> server.sql("drop database %s with (force)".formatted(left)).update());
        server.sql("create database %s".formatted(TEMPLATE)).update();
        superuser(TEMPLATE).sql(DatabaseSetup.script(DatabaseRoles.DEFAULT)).update();
        for (var role : DatabaseRoles.DEFAULT.placeholders().values()) {
            server.sql("alter role %s password '%s'".formatted(role, PASSWORD)).update();
        }
        Migration.run(TestPostgres.server().jdbcUrl(TEMPLATE), "bw_migrate", PASSWORD, DatabaseRoles.DEFAULT);
        superuser(TEMPLATE).sql("alter sequence row_id restart with " + FIRST_ID).update();
        templateReady = true;
    }

    private static DatabaseProperties.Login login(String role) {
        return new DatabaseProperties.Login("bw_" + role, PASSWORD);
    }

    private static HikariConfig fewConnections(String database) {
        var server = TestPostgres.server();
        var few = new HikariConfig();
        few.setJdbcUrl(server.jdbcUrl(database));
        few.setUsername(server.superuser());
        few.setPassword(server.password());
        few.setMaximumPoolSize(4);
        few.setMinimumIdle(0);
        few.setInitializationFailTimeout(-1);
        return few;
    }

    private static JdbcClient superuser(String database) {
        var server = TestPostgres.server();
        return JdbcClient.create(
                new DriverManagerDataSource(server.jdbcUrl(database), server.superuser(), server.password()));
    }
}
