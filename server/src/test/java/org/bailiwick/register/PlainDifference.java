package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestDatabase;
import org.postgresql.PGConnection;

/**
 * What comparing a reading with what is known takes in plain SQL: staged by binary COPY, and EXCEPT both ways. And what it
 * takes to bring a table of grants, which nothing else hangs on, to the reading.
 */
final class PlainDifference {
    private final TestDatabase database;
    private final TenantId tenant;
    private final byte[] rows;
    private final byte[] others;
    private boolean changed;

    PlainDifference(TestDatabase database, TenantId tenant) throws Exception {
        this.database = database;
        this.tenant = tenant;
        rows = read(known());
        others = read("""
                      select account_id, case when row_number() over (order by account_id, entitlement_id) %% 100 = 0
                        then -entitlement_id else entitlement_id end from (%s) as known""".formatted(known()));
        try (Connection connection = database.superuserConnection()) {
            run(connection, "create table plain_grant (account_id bigint, entitlement_id bigint, "
                    + "primary key (account_id, entitlement_id))");
            run(connection, "insert into plain_grant " + known());
        }
    }

    private byte[] read(String query) throws Exception {
        var out = new ByteArrayOutputStream();
        try (Connection connection = database.superuserConnection()) {
            connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyOut("copy (%s) to stdout (format binary)".formatted(query), out);
        }
        return out.toByteArray();
    }

    /** To the reading in which one of a hundred grants is another, and at the next time back. */
    void change() throws Exception {
        changed = !changed;
        try (Connection connection = database.superuserConnection()) {
            connection.setAutoCommit(false);
            stage(connection, changed ? others : rows);
            int gone = rows(connection,
                    """
                    delete from plain_grant p where not exists (select from read_again r
                      where r.account_id = p.account_id and r.entitlement_id = p.entitlement_id)""");
            int come = rows(connection, """
                                        insert into plain_grant select * from read_again
                                        on conflict do nothing""");
            assertThat(gone).isPositive().isEqualTo(come);
            connection.commit();
        }
    }

    void compare() throws Exception {
        try (Connection connection = database.superuserConnection()) {
            connection.setAutoCommit(false);
            stage(connection, rows);
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("""
                                                     select count(*) from (
                                                       (select * from read_again except %1$s)
                                                       union all (%1$s except select * from read_again)) as different"""
                            .formatted(known()))) {
                row.next();
                assertThat(row.getLong(1)).isZero();
            }
            connection.commit();
        }
    }

    private static void stage(Connection connection, byte[] reading) throws Exception {
        run(connection, "create temporary table read_again (account_id bigint, entitlement_id bigint) on commit drop");
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy read_again from stdin (format binary)",
                new ByteArrayInputStream(reading));
        run(connection, "analyze read_again");
    }

    private String known() {
        return "select account_id, entitlement_id from access_grant where tenant_id = %d and effective"
                .formatted(tenant.value());
    }

    private static int rows(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
