package org.bailiwick.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;

/** What a person reads who gave the server a database that it cannot use. */
class UnfitDatabaseTests {
    private static final String NOBODY = "jdbc:postgresql://127.0.0.1:1/governance?password=secret";

    @Test
    void migrationOfADatabaseThatIsNotThereSaysWhereAndWhat() {
        assertThatThrownBy(() -> Migration.run(NOBODY, "bw_migrate", "x", DatabaseRoles.DEFAULT))
                .isInstanceOf(UnfitDatabaseException.class)
                .hasMessageContaining("`jdbc:postgresql://127.0.0.1:1/governance`").hasMessageContaining("refused")
                .hasMessageContaining("check that it runs").hasMessageNotContaining("secret");
    }

    @Test
    void whatThePoolHidesIsTold() {
        var waited = new SQLTransientConnectionException("request timed out after 5002ms",
                new SQLException("password authentication failed for user \"bw_tenant\""));

        var report = new UnfitDatabaseAnalyzer()
                .analyze(new IllegalStateException(UnfitDatabaseException.silent(NOBODY, waited)));

        assertThat(report).isNotNull();
        assertThat(report.getDescription()).contains("password authentication failed").doesNotContain("timed out");
        assertThat(report.getAction()).contains("credentials");
    }
}
