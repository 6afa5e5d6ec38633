package org.bailiwick.platform;

import java.io.InputStream;
import java.util.function.Supplier;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An open transaction inside exactly one tenant. Whoever holds one may read and write that tenant's rows and nobody
 * else's; stores take it as their first parameter, so no SQL runs outside a tenant.
 */
public interface TenantTx {
    TenantId tenant();

    /** The database's time at the start of this transaction, plus the offset that tests set. */
    Instant now();

    /** A statement with {@code :tenant} and {@code :now} already bound. */
    JdbcClient.StatementSpec sql(String text);

    /**
     * Streams rows into a temporary table of this transaction; PostgreSQL refuses {@code COPY} into a table under
     * row-level security, so snapshots are staged this way and merged by SQL.
     *
     * @param copyIn a {@code copy … from stdin (format binary)} statement
     * @return the number of rows
     */
    long copy(String copyIn, InputStream rows);

    /** Something is put on record here; once it is committed, {@link Kept} knows of it. */
    void recorded();

    /** What several ask for and need not be found out twice. Nobody changes in this transaction what it rests on. */
    <T extends Object> T once(Object key, Supplier<T> find);
}
