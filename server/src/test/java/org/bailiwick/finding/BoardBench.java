package org.bailiwick.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.IntStream;
import org.bailiwick.authority.AuthorityForTests;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.BenchResults;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.bailiwick.testing.Times;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.junit.jupiter.api.Test;

/**
 * How long the risk board over 1,000 tenants takes to be read and sorted, the record of the look included; run by hand, no
 * part of the suite. Rendering is not in it.
 */
class BoardBench {
    private static final int TENANTS = 1_000;
    private static final int FIRST = 10_000;
    private static final int ROUNDS = 60;

    @Test
    void theBoardOverAThousandTenants() throws Exception {
        try (var database = TestDatabase.create();
                var modules = TestModules.over(database, context -> {});
                var results = BenchResults.of(BoardBench.class, "The risk board: %,d tenants, %d rules each."
                        .formatted(TENANTS, Rule.values().length)).over(database.superuser())) {
            var authority = new AuthorityForTests(database.platform());
            var riskOwner = authority.person("rosa");
            authority.roots().firstAdministrator(riskOwner.id());
            var permit = authority.permit(riskOwner, "oversight.read", TenantId.MSP);
            var visible = IntStream.range(FIRST, FIRST + TENANTS).mapToObj(tenant -> new VisibleTenant(
                    new TenantId(tenant), new UUID(0, tenant), "tenant-" + tenant, "Tenant " + tenant, false)).toList();
            for (var rule : Rule.values()) {
                database.superuser().sql("""
                                         insert into finding_summary (tenant_id, rule, open_critical, open_high, known,
                                           as_of, oldest_open_at, changed_at)
                                         select t, :rule, t % 3, t % 7, true, now(), now(), now()
                                         from generate_series(10000, 10999) t""").param("rule", rule.id()).update();
            }
            database.superuser().sql("vacuum analyze").update();
            var board = modules.bean(Board.class);

            var times = Times.of(ROUNDS, () -> assertThat(board.rows(permit, new Scope(visible, true), ""))
                    .hasSize(TENANTS));

            results.row("board of %,d tenants".formatted(TENANTS), times.toString(), "reading the summaries: "
                    + Times.of(ROUNDS,
                            () -> database.superuser().sql("select * from finding_summary").query().listOfRows()),
                    "p95 ≤ 100 ms");
        }
    }
}
