package org.bailiwick.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.bailiwick.platform.TenantId;

/** Fills every tenant table for a tenant, with texts that give it away wherever they turn up. */
public final class IsolationSeed {
    private IsolationSeed() {}

    /**
     * @param mark a word that stands in every text of this tenant
     * @return the public id that its rows share
     */
    public static UUID plant(TestDatabase database, TenantId tenant, String mark) {
        var shared = UUID.randomUUID();
        try {
            var script = Files.readString(Path.of("src/test/resources/isolation/seed.sql"))
                    .replace(":mark", mark).replace(":event", "'" + shared + "'")
                    .replace(":id", Integer.toString(tenant.value()))
                    .replace(":n", Integer.toString(tenant.value() * 1000));
            database.superuserScript(script);
            return shared;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static List<String> tenantTables(TestDatabase database) {
        return database.superuser()
                .sql("""
                     select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
                     where c.relnamespace = 'public'::regnamespace and exists (
                       select from pg_policy p where p.polrelid = c.oid and p.polname = 'one_tenant') order by c.relname""")
                .query(String.class).list();
    }
}
