package org.bailiwick.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bailiwick.testing.BenchResults;
import org.bailiwick.testing.OverseenEstate;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestPortal;
import org.bailiwick.testing.Times;
import org.junit.jupiter.api.Test;

/**
 * How long the risk board over 1,000 tenants takes, as page and as API give it to a signed-in risk owner: who asks and what
 * they may, the record of the look, the counts, and what is written of them. Run by hand, no part of the suite.
 */
class BoardBench {
    private static final String PAGE = "/all/board";
    private static final int TENANTS = 1_000;
    private static final int WARM_UP = 100;
    private static final int ROUNDS = 100;
    private static final int FURTHER = 10;

    @Test
    void theBoardOverAThousandTenants() throws Exception {
        try (var estate = new OverseenEstate(TENANTS);
                var results = BenchResults.of(BoardBench.class, "The risk board: %,d tenants, %d rules each."
                        .formatted(TENANTS, Rule.values().length)).over(estate.database().superuser())) {
            summaries(estate.database());
            var plain = Times.of(ROUNDS, () -> estate.database().superuser()
                    .sql("select * from finding_summary").query().listOfRows());

            look(estate, 1);
            results.row("each tenant is told of the first look of a day", "%.1f s".formatted(estate.told()), "-", "-");
            look(estate, FURTHER);
            results.row("the same, of %d further looks".formatted(FURTHER), "%.1f s".formatted(estate.told()), "-",
                    "-");
            served(estate, results, PAGE, ", while each tenant's log is audited for the first time", plain);
            estate.rest();
            for (var path : List.of(PAGE, "/api/v1/oversight/board")) {
                served(estate, results, path, "", plain);
            }
            results.row("bytes of the first page, as a browser takes it", "%,d".formatted(compressed(estate.portal())),
                    "-", "≤ 60,000");
        }
    }

    private static void served(OverseenEstate estate, BenchResults results, String path, String meanwhile, Times plain)
            throws Exception {
        results.row("`%s` of %,d tenants, served%s".formatted(path, TENANTS, meanwhile),
                estate.looks(path, WARM_UP, ROUNDS, "Tenant 10016", "ursor").toString(),
                "reading the summaries: " + plain, "p95 ≤ 100 ms");
    }

    private static void look(OverseenEstate estate, int times) {
        for (int look = 0; look < times; look++) {
            assertThat(estate.portal().get(OverseenEstate.RISK_OWNER, PAGE).statusCode()).isEqualTo(200);
        }
    }

    private static int compressed(TestPortal portal) {
        var answer = portal.file(OverseenEstate.RISK_OWNER, PAGE, Map.of("Accept-Encoding", "gzip"));
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        return answer.body().length;
    }

    private static void summaries(TestDatabase database) {
        database.superuserScript(
                """
                insert into finding_summary (tenant_id, rule, open_critical, open_high, known, as_of,
                    oldest_open_at, changed_at)
                  select t, rule, t %% 3, t %% 7, true, now(), now(), now()
                  from generate_series(10000, 10999) t, unnest(array['%s']) rule;
                """.formatted(
                        Arrays.stream(Rule.values()).map(Rule::id).collect(Collectors.joining("', '"))));
        database.superuser().sql("vacuum analyze").update();
    }
}
