package org.bailiwick.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.catalogue.Catalogue;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestDatabase;

/** The register over one test database, and what a test wants to see behind it. */
final class RegisterForTests implements AutoCloseable {
    static final List<String> TABLES = List.of("identity", "account", "credential", "entitlement", "containment",
            "access_grant", "grant_period", "setting", "register_history");

    final TestDatabase database = TestDatabase.create();
    final StagedStore staged = new StagedStore();
    final TakeSnapshot takeSnapshot = new TakeSnapshot(staged, new SnapshotMergeStore(), new EffectiveAccessStore(),
            new Doubts(staged));
    private final Path folder = folder();

    /** A tenant with one connected system. */
    record Connected(TenantId tenant, long connection) {}

    Connected connected(String shortName) {
        var tenant = database.tenant(shortName);
        return new Connected(tenant, connect(tenant));
    }

    long connect(TenantId tenant) {
        return database.superuser()
                .sql("""
                     insert into connection (tenant_id, public_id, system, name, address, settings, state)
                     values (:tenant, :public, 'fake', 'its system', 'http://127.0.0.1:1', '{}', 'ready')
                     returning connection_id""").param("tenant", tenant.value())
                .param("public", UUID.randomUUID()).query(Long.class).single();
    }

    /** Reads the system and takes what it says, as the job does but without its record. */
    TakeSnapshot.Taken read(Connected in, FakeSystem system) {
        long snapshot = database.superuser().sql("""
                                                 insert into snapshot (tenant_id, public_id, connection_id, state,
                                                   requested_at, started_at)
                                                 values (:tenant, :public, :connection, 'running', now(), now())
                                                 returning snapshot_id""").param("tenant", in.tenant().value())
                .param("public", UUID.randomUUID()).param("connection", in.connection()).query(Long.class).single();
        try (var stage = new SnapshotStage(folder, "reading-" + snapshot,
                new Catalogue(), "fake")) {
            system.observe(stage);
            return database.transactions().worker(in.tenant(), tx -> takeSnapshot.take(tx,
                    new SnapshotMergeStore.Into(in.connection(), snapshot), stage));
        }
    }

    /** Every row of every table of the register with what PostgreSQL changes whenever a row is written. */
    Map<String, List<String>> versions() {
        var versions = new java.util.TreeMap<String, List<String>>();
        TABLES.forEach(table -> versions.put(table,
                database.superuser().sql("select ctid::text || ' ' || xmin::text from %s order by 1".formatted(table))
                        .query(String.class).list()));
        return versions;
    }

    /** For example {@code alice: admin via /staff > admin}. */
    List<String> access(Connected in) {
        return database.superuser()
                .sql("""
                     select a.username || ': ' || e.name || case when g.direct then ' directly' else '' end
                       || coalesce(' via ' || (
                         select string_agg(path, ' | ' order by nth) from (
                           select p.nth, string_agg(s.name, ' > ' order by step.nth) as path
                           from jsonb_array_elements(g.paths) with ordinality p (path, nth)
                           cross join jsonb_array_elements_text(p.path) with ordinality step (id, nth)
                           join entitlement s on s.entitlement_id = step.id::bigint
                           where jsonb_array_length(p.path) > 1 group by p.nth) paths), '')
                     from access_grant g join account a using (tenant_id, account_id)
                     join entitlement e using (tenant_id, entitlement_id)
                     where g.tenant_id = :tenant and g.effective order by 1""").param("tenant", in.tenant().value())
                .query(String.class).list();
    }

    <T> List<T> ask(Class<T> type, Connected in, String sql) {
        return database.superuser().sql(sql).param("tenant", in.tenant().value()).query(type).list();
    }

    @Override
    public void close() {
        database.close();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("bailiwick-staging");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
