package org.bailiwick.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.platform.PersonId;
import org.bailiwick.testing.BenchResults;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestPortal;
import org.bailiwick.testing.Times;
import org.junit.jupiter.api.Test;

/**
 * How long the risk board over 1,000 tenants takes, as page and as API give it to a signed-in risk owner: who asks and what
 * they may, the record of the look, the counts, and what is written of them. Run by hand, no part of the suite.
 */
class BoardBench {
    private static final int TENANTS = 1_000;
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 20;
    private static final Duration TOLD = Duration.ofMinutes(2);
    private static final Duration TOLD_YET = Duration.ofMillis(50);

    @Test
    void theBoardOverAThousandTenants() throws Exception {
        try (var portal = new TestPortal();
                var results = BenchResults.of(BoardBench.class, "The risk board: %,d tenants, %d rules each."
                        .formatted(TENANTS, Rule.values().length)).over(portal.database().superuser())) {
            var riskOwner = portal.know("rosa");
            portal.bean(RootAuthorities.class).firstAdministrator(riskOwner);
            estate(portal.database(), riskOwner);
            var plain = Times.of(ROUNDS, () -> portal.database().superuser()
                    .sql("select * from finding_summary").query().listOfRows());

            results.row("each tenant is told of the first look of a day", told(portal, "/all/board"), "-", "-");
            looks(portal, "/all/board", WARM_UP);
            results.row("the same, of %d further looks".formatted(WARM_UP), told(portal, "/all/board"), "-", "-");
            for (var path : List.of("/all/board", "/api/v1/oversight/board")) {
                looks(portal, path, WARM_UP);
                told(portal, path);
                results.row("`%s` of %,d tenants, served".formatted(path, TENANTS),
                        looks(portal, path, ROUNDS).toString(), "reading the summaries: " + plain, "p95 ≤ 100 ms");
                told(portal, path);
            }
            results.row("bytes of the first page, as a browser takes it", "%,d".formatted(compressed(portal)), "-",
                    "≤ 60,000");
        }
    }

    /** One after the other, as one person looks. */
    private static Times looks(TestPortal portal, String path, int rounds) throws Exception {
        return Times.of(rounds, () -> {
            var answer = portal.get("rosa", path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).as("the worst ones").contains("Tenant 10016", "ursor");
        });
    }

    /** A look, and how long it takes until all tenants know of it and of those before. */
    private static String told(TestPortal portal, String path) throws Exception {
        return "%.1f s".formatted(Times.of(1, () -> {
            looks(portal, path, 1);
            await().atMost(TOLD).pollInterval(TOLD_YET).until(() -> portal.database().superuser()
                    .sql("select count(*) from oversight_read").query(Long.class).single() == 0);
        }).best() / 1_000);
    }

    private static int compressed(TestPortal portal) {
        var answer = portal.file("rosa", "/all/board", Map.of("Accept-Encoding", "gzip"));
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        return answer.body().length;
    }

    private static void estate(TestDatabase database, PersonId riskOwner) {
        database.superuserScript(
                """
                insert into tenant_directory (tenant_id, public_id, short_name)
                  select t, gen_random_uuid(), 'tenant-' || t from generate_series(10000, 10999) t;
                insert into tenant (tenant_id, public_id, short_name, name, kind, created_at)
                  select tenant_id, public_id, short_name, 'Tenant ' || tenant_id, 'customer', now()
                  from tenant_directory where tenant_id >= 10000;
                insert into authority (tenant_id, public_id, root_id, person_id, capability, side, source,
                    since, reason)
                  select t, gen_random_uuid(), root_id, %1$d, capability, 'msp', 'delegation', now(), 'x'
                  from generate_series(10000, 10999) t, (
                    select root_id from authority where person_id = %1$d limit 1),
                    unnest(array['tenant.read', 'register.read', 'change.read', 'evidence.read',
                      'snapshot.request', 'tenant.manage']) capability;
                insert into finding_summary (tenant_id, rule, open_critical, open_high, known, as_of,
                    oldest_open_at, changed_at)
                  select t, rule, t %% 3, t %% 7, true, now(), now(), now()
                  from generate_series(10000, 10999) t, unnest(array['%2$s']) rule;
                """.formatted(riskOwner.value(),
                        Arrays.stream(Rule.values()).map(Rule::id).collect(Collectors.joining("', '"))));
        database.superuser().sql("vacuum analyze").update();
    }
}
