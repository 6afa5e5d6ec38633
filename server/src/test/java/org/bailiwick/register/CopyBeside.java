package org.bailiwick.register;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.Times;
import org.postgresql.PGConnection;

/**
 * What the fastest way into PostgreSQL takes: binary COPY of the rows of a table into another one with the same keys,
 * foreign keys, checks and indexes, a transaction for each tenant, without row-level security, which refuses COPY.
 */
final class CopyBeside {
    private final TestDatabase database;
    private final Path folder;

    CopyBeside(TestDatabase database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    /** @return seconds */
    double copied(String table, List<RegisterForTests.Connected> tenants, int sessions) throws Exception {
        database.superuser().sql("drop table if exists beside").update();
        database.superuser().sql("create table beside (like %s including all)".formatted(table)).update();
        foreignKeys(table).forEach(key -> database.superuser().sql("alter table beside add " + key).update());
        var columns = columns(table);
        var files = new ArrayList<Path>();
        for (var tenant : tenants) {
            files.add(copyOut(table, columns, tenant));
        }
        double seconds = copiedIn(files, columns, sessions);
        for (var file : files) {
            Files.delete(file);
        }
        database.superuser().sql("drop table beside").update();
        return seconds;
    }

    private Path copyOut(String table, String columns, RegisterForTests.Connected tenant) throws Exception {
        var file = Files.createTempFile(folder, "beside", ".copy");
        try (Connection connection = database.superuserConnection();
                var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyOut("copy (select %s from %s where tenant_id = %d) to stdout (format binary)"
                            .formatted(columns, table, tenant.tenant().value()), out);
        }
        return file;
    }

    /** Sessions are opened before, as a pool would have them. */
    private double copiedIn(List<Path> files, String columns, int sessions) throws Exception {
        var open = new ArrayBlockingQueue<Connection>(sessions);
        try {
            for (int session = 0; session < sessions; session++) {
                open.add(database.superuserConnection());
            }
            return Times.seconds(sessions, files, file -> {
                var connection = open.take();
                try {
                    copyIn(connection, file, columns);
                } finally {
                    open.add(connection);
                }
            });
        } finally {
            for (var connection : open) {
                connection.close();
            }
        }
    }

    private static void copyIn(Connection connection, Path file, String columns) throws Exception {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyIn("copy beside (%s) from stdin (format binary)".formatted(columns), in);
        }
    }

    /** What PostgreSQL computes itself is not copied. */
    private String columns(String table) {
        return database.superuser().sql("""
                                        select string_agg(column_name, ', ' order by ordinal_position)
                                        from information_schema.columns
                                        where table_name = :table and is_generated = 'NEVER'""").param("table", table)
                .query(String.class).single();
    }

    private List<String> foreignKeys(String table) {
        return database.superuser().sql("""
                                        select pg_get_constraintdef(oid) from pg_constraint
                                        where conrelid = :table::regclass and contype = 'f'""").param("table", table)
                .query(String.class).list();
    }
}
