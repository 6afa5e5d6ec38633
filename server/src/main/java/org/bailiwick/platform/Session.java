package org.bailiwick.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;

/** One open connection with its context set; closing it without {@link #commit()} rolls back. */
final class Session implements TenantTx, ReadTx, GlobalTx, AutoCloseable {
    private static final int SECONDS_TO_ANSWER = 5;

    private final Connection connection;
    private final JdbcClient jdbc;
    private final Instant now;
    private final @Nullable TenantId tenant;
    private final SQLExceptionTranslator translator = new SQLStateSQLExceptionTranslator();
    private final Map<Object, Object> found = new HashMap<>();
    private boolean recorded;
    private boolean committed;

    private Session(Connection connection, JdbcClient jdbc, Instant now, @Nullable TenantId tenant) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.now = now;
        this.tenant = tenant;
    }

    static Session open(DataSource pool, PlatformClock clock, ParsedStatements statements, Context context) {
        return open(pool, clock, statements, null, context);
    }

    static Session open(DataSource pool, PlatformClock clock, ParsedStatements statements, @Nullable TenantId tenant,
            Context context) {
        try {
            var connection = pool.getConnection();
            try {
                return new Session(connection, statements.over(connection), clock.shifted(context.begin(connection)),
                        tenant);
            } catch (SQLException | RuntimeException failed) {
                connection.close();
                throw failed;
            }
        } catch (SQLException failed) {
            throw new DataAccessResourceFailureException("the database does not answer", failed);
        }
    }

    @Override
    public TenantId tenant() {
        if (tenant == null) {
            throw new IllegalStateException("this transaction is in no tenant");
        }
        return tenant;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public JdbcClient.StatementSpec sql(String text) {
        var statement = jdbc.sql(text).param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
        return tenant == null ? statement : statement.param("tenant", tenant.value());
    }

    @Override
    public long copy(String copyIn, InputStream rows) {
        try {
            return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copyIn, rows);
        } catch (SQLException failed) {
            throw translated("copy", copyIn, failed);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void recorded() {
        recorded = true;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends Object> T once(Object key, Supplier<T> find) {
        // INVARIANT: under a key of one class stands what that class found.
        return (T) found.computeIfAbsent(key, first -> find.get());
    }

    void commit() {
        try {
            connection.commit();
            committed = true;
            if (recorded) {
                Kept.commit();
            }
        } catch (SQLException failed) {
            throw refused(failed) ? translated("commit", "commit", failed) : new CommitUnknownException(failed);
        }
    }

    /**
     * A server that refuses a commit and goes on has rolled back. One that breaks off may have kept it, and its silence
     * says nothing.
     */
    private boolean refused(SQLException failed) {
        if (!(failed instanceof PSQLException database)) {
            return false;
        }
        // How grave it is the server says in its own language; whether it goes on, only another question tells.
        return database.getServerErrorMessage() == null
                ? PSQLState.IN_FAILED_SQL_TRANSACTION.getState().equals(failed.getSQLState())
                : goesOn();
    }

    private boolean goesOn() {
        try {
            return connection.isValid(SECONDS_TO_ANSWER);
        } catch (SQLException gone) {
            return false;
        }
    }

    private DataAccessException translated(String task, String statement, SQLException failed) {
        var translated = translator.translate(task, statement, failed);
        return translated == null
                ? new DataAccessResourceFailureException(task + " failed", failed)
                : translated;
    }

    @Override
    public void close() {
        try (connection) {
            if (!committed) {
                connection.rollback();
            }
        } catch (SQLException failed) {
            throw new DataAccessResourceFailureException("the connection could not be given back", failed);
        }
    }

}
