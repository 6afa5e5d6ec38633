package org.bailiwick.platform;

import java.util.List;
import org.bailiwick.testing.GoldenFile;
import org.bailiwick.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Columns, constraints and who may do what, as one text: a change of the schema is a difference somebody reads. */
@Tag("sql")
class SchemaGoldenTests {
    @Test
    void theSchemaIsTheGoldenOne() {
        try (var database = TestDatabase.create()) {
            var drawn = new StringBuilder();
            for (var table : tables(database)) {
                drawn.append(table).append('\n');
                describe(database, table).forEach(line -> drawn.append("  ").append(line).append('\n'));
            }

            GoldenFile.of("schema.txt").matches(drawn.toString());
        }
    }

    private static List<String> tables(TestDatabase database) {
        return database.superuser()
                .sql("""
                     select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
                     and relname <> 'flyway_schema_history' order by relname""").query(String.class).list();
    }

    private static List<String> describe(TestDatabase database, String table) {
        return database.superuser()
                .sql("""
                     select line from (
                       select 1 as part, a.attnum::text as place, a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                         || case when a.attnotnull then ' not null' else '' end as line
                       from pg_attribute a where a.attrelid = :table::regclass and a.attnum > 0 and not a.attisdropped
                       union all
                       select 2, conname, conname || ': ' || pg_get_constraintdef(oid) from pg_constraint
                       where conrelid = :table::regclass and contype in ('p', 'u', 'f', 'c')
                       union all
                       select 3, polname, 'policy ' || polname || ' ' || coalesce(pg_get_expr(polqual, polrelid), '')
                       from pg_policy where polrelid = :table::regclass
                       union all
                       select 4, grantee, grantee || ' may ' || string_agg(lower(privilege_type), ', ' order by privilege_type)
                       from information_schema.role_table_grants where table_name = :table and grantee like 'bw\\_%'
                         and grantee <> 'bw_migrate' group by grantee
                       union all
                       select 5, grantee, grantee || ' may update ' || string_agg(column_name::text, ', ' order by column_name::text)
                       from information_schema.column_privileges where table_name = :table and grantee like 'bw\\_%'
                         and grantee <> 'bw_migrate' and privilege_type = 'UPDATE' group by grantee
                     ) described order by part, case when part = 1 then lpad(place, 4, '0') else place end""")
                .param("table", table).query(String.class).list();
    }
}
