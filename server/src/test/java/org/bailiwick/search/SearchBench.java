package org.bailiwick.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import org.bailiwick.testing.BenchResults;
import org.bailiwick.testing.OverseenEstate;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.Times;
import org.junit.jupiter.api.Test;

/**
 * How long a search over 1,000 tenants of 200 identities takes, the estate that holds 10 million grants at 50 each, as page,
 * palette and API serve it to a signed-in risk owner; run by hand, no part of the suite. Grants themselves are not
 * searched, so none are made.
 */
class SearchBench {
    private static final int TENANTS = 1_000;
    private static final int WARM_UP = 50;
    private static final int ROUNDS = 40;

    @Test
    void searchOverAThousandTenants() throws Exception {
        try (var estate = new OverseenEstate(TENANTS);
                var results = BenchResults.of(SearchBench.class,
                        "Search over %,d tenants of 200 identities, served: the best of every kind.".formatted(TENANTS))
                        .over(estate.database().superuser())) {
            names(estate.database());
            // The last but one stands in the middle of every mail address and begins none, the last begins every name:
            // no tenant can be left out.
            for (var word : List.of("user-77.42", "user-77", "er-77.4", "no such name", "example.org", "user")) {
                row(results, estate, "/search?q=", word, "true");
            }
            row(results, estate, "/search/options?q=", "user-77", "true");
            row(results, estate, "/api/v1/oversight/search?q=", "user-77", "true");
            row(results, estate, "/t/tenant-10077/search?q=", "er-77", "tenant_id = 10077");
        }
    }

    private static void row(BenchResults results, OverseenEstate estate, String path, String word, String where)
            throws Exception {
        var plain = plain(estate.database(), word, where);
        var times = estate.looks(path + URLEncoder.encode(word, UTF_8), WARM_UP, ROUNDS, word);
        results.row("`%s%s`".formatted(path, word), times.toString(), plain.toString(), "p95 ≤ 100 ms");
    }

    /** Reading the same keys through once, without row-level security and without what is shown of a hit. */
    private static Times plain(TestDatabase database, String word, String where) throws Exception {
        return Times.of(ROUNDS, () -> database.superuser().sql("""
                                                               select count(*) from (
                                                                 select search_key from identity where %1$s
                                                                 union all select username_key from account where %1$s
                                                                 union all select mail_key from account where %1$s
                                                                 union all select search_key from entitlement where %1$s
                                                                 union all select search_key from finding where %1$s)
                                                                 as keys (key) where position(:q in key) > 0"""
                .formatted(where)).param("q", word).query(Long.class).single());
    }

    private static void names(TestDatabase database) {
        database.superuserScript(
                """
                insert into connection (tenant_id, connection_id, public_id, system, name, address, settings, state)
                  select t, t, gen_random_uuid(), 'fake', 'system', 'http://x', '{}', 'ready'
                  from generate_series(10000, 10999) t;
                insert into identity (tenant_id, identity_id, public_id, subject, kind, display_name)
                  select t, t * 1000 + n, gen_random_uuid(), gen_random_uuid(), 'human', 'User ' || (t - 10000) || ' ' || n
                  from generate_series(10000, 10999) t, generate_series(1, 200) n;
                insert into account (tenant_id, public_id, identity_id, connection_id, external_id, username,
                    display_name, mail)
                  select t, gen_random_uuid(), t * 1000 + n, t, n, 'user-' || (t - 10000) || '.' || n, 'x',
                    'user-' || (t - 10000) || '.' || n || '@example.org'
                  from generate_series(10000, 10999) t, generate_series(1, 200) n;
                insert into entitlement (tenant_id, public_id, connection_id, kind, external_id, name, tier, self_raising)
                  select t, gen_random_uuid(), t, 'group', n, '/Team ' || n, 'low', false
                  from generate_series(10000, 10999) t, generate_series(1, 40) n;
                insert into finding (tenant_id, public_id, rule, key, subject_kind, subject_id, severity, title, reasons,
                    state, side, first_seen_at, opened_at, due_at, state_at)
                  select t, gen_random_uuid(), 'stale-admin', n, 'account', n, 'high', 'user ' || n || ' is stale',
                    array['x'], 'open', 'msp', now(), now(), now(), now()
                  from generate_series(10000, 10999) t, generate_series(1, 30) n;
                insert into register_names
                  select tenant_id, 'identity', string_agg(search_key, E'\\n') from identity group by 1
                  union all select tenant_id, 'account', string_agg(concat_ws(E'\\n', username_key, mail_key), E'\\n')
                    from account group by 1
                  union all select tenant_id, 'entitlement', string_agg(search_key, E'\\n') from entitlement group by 1;
                analyze""");
    }
}
