package org.bailiwick.risk;

import java.util.TreeMap;
import org.bailiwick.finding.Findings;
import org.bailiwick.finding.Judge;
import org.bailiwick.testing.BenchResults;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.bailiwick.testing.Times;
import org.junit.jupiter.api.Test;

/** How long this module's rules take about an unchanged tenant of 10,000 grants; run by hand, no part of the suite. */
class RiskBench {
    private static final int ROUNDS = 20;

    @Test
    void rulesAboutATenantOfTenThousandGrants() throws Exception {
        try (var database = TestDatabase.create();
                var modules = TestModules.over(database, context -> {});
                var results = BenchResults.of(RiskBench.class, "Every rule asked about an unchanged tenant of 10,000"
                        + " grants, and its findings reconciled; the best of %d rounds.".formatted(ROUNDS))
                        .over(database.superuser())) {
            var id = database.tenant("bench");
            var tenant = RiskTenant.create(database, modules, id);
            tenant.read("100 days", null);
            tenant.many();
            tenant.judge();
            tenant.judge();

            var best = new TreeMap<String, Long>();
            for (int round = 0; round < ROUNDS; round++) {
                for (var judge : modules.beans(Judge.class)) {
                    var ready = judge.prepared(id);
                    long nanos = database.transactions().worker(id, tx -> {
                        long began = System.nanoTime();
                        modules.bean(Findings.class).reconcile(tx, ready.judge(tx));
                        return System.nanoTime() - began;
                    });
                    best.merge(judge.rule(), nanos, Math::min);
                }
            }

            best.forEach((rule, nanos) -> results.row(rule, milliseconds(nanos), "-", "-"));
            results.row("all rules", milliseconds(best.values().stream().mapToLong(each -> each).sum()),
                    "reading the tenant's grants: " + Times.of(ROUNDS, () -> database.superuser()
                            .sql("select count(paths) from access_grant where tenant_id = :id").param("id", id.value())
                            .query(Long.class).single()),
                    "≤ 10 ms a rule");
        }
    }

    private static String milliseconds(long nanos) {
        return "%.2f ms".formatted(nanos / 1e6);
    }
}
