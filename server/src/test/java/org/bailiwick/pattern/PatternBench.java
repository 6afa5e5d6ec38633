package org.bailiwick.pattern;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.bailiwick.finding.Rule;
import org.bailiwick.testing.BenchResults;
import org.bailiwick.testing.OverseenEstate;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.Times;
import org.junit.jupiter.api.Test;

/**
 * How long the patterns of 1,000 tenants take, as page and as API give them to a signed-in risk owner: of forty things that
 * each tenant's findings could share, twelve are shared with many others. Run by hand, no part of the suite.
 */
class PatternBench {
    private static final int TENANTS = 1_000;
    private static final int WARM_UP = 100;
    private static final int ROUNDS = 100;

    @Test
    void thePatternsOfAThousandTenants() throws Exception {
        try (var estate = new OverseenEstate(TENANTS);
                var results = BenchResults
                        .of(PatternBench.class,
                                "Patterns over tenants: %,d tenants, 40 traits each.".formatted(TENANTS))
                        .over(estate.database().superuser())) {
            findings(estate.database());
            var plain = Times.of(ROUNDS, () -> estate.database().superuser()
                    .sql("""
                         select pattern, count(distinct tenant_id), sum(open_findings) from finding_trait_count
                         group by pattern having min(tenant_id) < max(tenant_id)""")
                    .query().listOfRows());

            for (var path : List.of("/all/patterns", "/api/v1/oversight/patterns")) {
                results.row("`%s` of %,d tenants, served".formatted(path, TENANTS),
                        estate.looks(path, WARM_UP, ROUNDS, "/Shared/1").toString(),
                        "adding the counts up: " + plain, "p95 ≤ 100 ms");
            }
        }
    }

    private static void findings(TestDatabase database) {
        database.superuserScript(
                """
                insert into finding_summary (tenant_id, rule, open_critical, open_high, known, as_of,
                    oldest_open_at, changed_at, traited)
                  select t, rule, t %% 3, t %% 7, true, now(), now(), now(), true
                  from generate_series(10000, 10999) t, unnest(array['%s']) rule;
                insert into finding_trait_count (tenant_id, pattern, rule, kind, system, part, name, open_findings,
                    ending, worst, since, due_at)
                  select t, md5('shared ' || n)::uuid, 'excess-access', 'access', 'keycloak', 'group', '/Shared/' || n,
                    1 + t %% 3, 0, 1 + n %% 4, now(), now()
                  from generate_series(10000, 10999) t, generate_series(1, 12) n where t %% n = 0
                  union all
                  select t, md5(t || ' own ' || n)::uuid, 'excess-access', 'access', 'keycloak', 'group',
                    '/Own/' || t || '/' || n, 1, 0, 3, now(), now()
                  from generate_series(10000, 10999) t, generate_series(1, 28) n;
                """.formatted(
                        Arrays.stream(Rule.values()).map(Rule::id).collect(Collectors.joining("', '"))));
        database.superuser().sql("vacuum analyze").update();
    }
}
