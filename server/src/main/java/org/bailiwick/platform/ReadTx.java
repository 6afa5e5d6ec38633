package org.bailiwick.platform;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A read-only transaction over several tenants: the listed ones (oversight) or the estate. It cannot write, so what it
 * looked at is recorded before it opens.
 */
public interface ReadTx {
    Instant now();

    /** A statement with {@code :now} already bound. */
    JdbcClient.StatementSpec sql(String text);
}
