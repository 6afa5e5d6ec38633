package org.bailiwick.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.finding.Rule;
import org.bailiwick.platform.PersonId;
import org.bailiwick.testing.BenchResults;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestPortal;
import org.bailiwick.testing.Times;
import org.junit.jupiter.api.Test;

/**
 * How long the patterns of 1,000 tenants take, as page and as API give them to a signed-in risk owner: of forty things that
 * each tenant's findings could share, twelve are shared with many others. Run by hand, no part of the suite.
 */
class PatternBench {
    private static final int TENANTS = 1_000;
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 20;

    @Test
    void thePatternsOfAThousandTenants() throws Exception {
        try (var portal = new TestPortal();
                var results = BenchResults
                        .of(PatternBench.class,
                                "Patterns over tenants: %,d tenants, 40 traits each.".formatted(TENANTS))
                        .over(portal.database().superuser())) {
            var riskOwner = portal.know("rosa");
            portal.bean(RootAuthorities.class).firstAdministrator(riskOwner);
            estate(portal.database(), riskOwner);
            var plain = Times.of(ROUNDS, () -> portal.database().superuser()
                    .sql("""
                         select pattern, count(distinct tenant_id), sum(open_findings) from finding_trait_count
                         group by pattern having min(tenant_id) < max(tenant_id)""")
                    .query().listOfRows());

            for (var path : List.of("/all/patterns", "/api/v1/oversight/patterns")) {
                looks(portal, path, WARM_UP);
                results.row("`%s` of %,d tenants, served".formatted(path, TENANTS),
                        looks(portal, path, ROUNDS).toString(), "adding the counts up: " + plain, "p95 ≤ 100 ms");
            }
        }
    }

    /** One after the other, as one person looks. */
    private static Times looks(TestPortal portal, String path, int rounds) throws Exception {
        return Times.of(rounds, () -> {
            var answer = portal.get("rosa", path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).as("shared by all").contains("/Shared/1");
        });
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
                    oldest_open_at, changed_at, traited)
                  select t, rule, t %% 3, t %% 7, true, now(), now(), now(), true
                  from generate_series(10000, 10999) t, unnest(array['%2$s']) rule;
                insert into finding_trait_count (tenant_id, pattern, rule, kind, system, part, name, open_findings,
                    ending, worst, since, due_at)
                  select t, md5('shared ' || n)::uuid, 'excess-access', 'access', 'keycloak', 'group', '/Shared/' || n,
                    1 + t %% 3, 0, 1 + n %% 4, now(), now()
                  from generate_series(10000, 10999) t, generate_series(1, 12) n where t %% n = 0
                  union all
                  select t, md5(t || ' own ' || n)::uuid, 'excess-access', 'access', 'keycloak', 'group',
                    '/Own/' || t || '/' || n, 1, 0, 3, now(), now()
                  from generate_series(10000, 10999) t, generate_series(1, 28) n;
                """.formatted(riskOwner.value(),
                        Arrays.stream(Rule.values()).map(Rule::id).collect(Collectors.joining("', '"))));
        database.superuser().sql("vacuum analyze").update();
    }
}
