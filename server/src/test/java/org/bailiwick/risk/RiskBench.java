package org.bailiwick.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.TreeMap;
import org.bailiwick.finding.Findings;
import org.bailiwick.finding.Judge;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.junit.jupiter.api.Test;

/** How long this module's rules take about an unchanged tenant of 10,000 grants; run by hand, no part of the suite. */
class RiskBench {
    private static final int ROUNDS = 20;

    @Test
    void rulesAboutATenantOfTenThousandGrants() {
        try (var database = TestDatabase.create(); var modules = TestModules.over(database, context -> {})) {
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

            best.forEach((rule, nanos) -> System.out.printf("BENCH %-28s %6.2f ms%n", rule, nanos / 1e6));
            double all = best.values().stream().mapToLong(each -> each).sum() / 1e6;
            System.out.printf("BENCH %-28s %6.2f ms%n", "all", all);
            assertThat(Duration.ofNanos((long) (all * 1e6))).isPositive();
        }
    }
}
