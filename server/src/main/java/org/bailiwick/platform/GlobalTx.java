package org.bailiwick.platform;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A transaction on the few global tables that its role owns; tenant tables are closed to it. */
public interface GlobalTx {
    Instant now();

    /** A statement with {@code :now} already bound. */
    JdbcClient.StatementSpec sql(String text);
}
