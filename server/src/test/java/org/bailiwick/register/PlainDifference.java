package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestDatabase;
import org.postgresql.PGConnection;

/** What comparing a reading with what is known takes in plain SQL: staged by binary COPY, and EXCEPT both ways. */
final class PlainDifference {
    private final TestDatabase database;
    private final TenantId tenant;
    private final byte[] rows;

    PlainDifference(TestDatabase database, TenantId tenant) throws Exception {
        this.database = database;
        this.tenant = tenant;
        var out = new ByteArrayOutputStream();
        try (Connection connection = database.superuserConnection()) {
            connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyOut("copy (%s) to stdout (format binary)".formatted(known()), out);
        }
        rows = out.toByteArray();
    }

    void compare() throws Exception {
        try (Connection connection = database.superuserConnection()) {
            connection.setAutoCommit(false);
            run(connection,
                    "create temporary table read_again (account_id bigint, entitlement_id bigint) on commit drop");
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy read_again from stdin (format binary)",
                    new ByteArrayInputStream(rows));
            run(connection, "analyze read_again");
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

    private String known() {
        return "select account_id, entitlement_id from access_grant where tenant_id = %d and effective"
                .formatted(tenant.value());
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
