package org.bailiwick.search;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.BenchResults;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.Times;
import org.junit.jupiter.api.Test;

/**
 * How long a search over 1,000 tenants of 200 identities takes, the estate that holds 10 million grants at 50 each; run by
 * hand, no part of the suite. Grants themselves are not searched, so none are made.
 */
class SearchBench {
    private static final int TENANTS = 1_000;
    private static final int ROUNDS = 20;

    @Test
    void searchOverAThousandTenants() throws Exception {
        try (var database = TestDatabase.create();
                var results = BenchResults.of(SearchBench.class,
                        "Search over %,d tenants of 200 identities: the six best of every kind.".formatted(TENANTS))
                        .over(database.superuser())) {
            estate(database);
            var store = new SearchStore();
            var tenants = IntStream.range(10_000, 10_000 + TENANTS).mapToObj(TenantId::new)
                    .collect(Collectors.toUnmodifiableSet());
            var everywhere = Arrays.stream(SearchStore.Source.values())
                    .collect(Collectors.toMap(Function.identity(), source -> tenants));
            // The last but one stands in the middle of every mail address and begins none, the last begins every name:
            // no tenant can be left out.
            for (var word : List.of("user-77.42", "user-77", "er-77.4", "no such name", "example.org", "user")) {
                row(results, "1,000 tenants, `%s`".formatted(word), plain(database, word, "true"),
                        () -> database.transactions().oversight(tenants, tx -> {
                            var searched = store.narrowed(tx, everywhere, word);
                            return hits(source -> store.page(tx, source,
                                    searched.getOrDefault(source, SearchStore.Where.NOWHERE), wanted(word)));
                        }));
            }
            var one = new TenantId(10_077);
            row(results, "one tenant, `er-77`", plain(database, "er-77", "tenant_id = 10077"),
                    () -> database.transactions().tenant(one,
                            tx -> hits(source -> store.page(tx, source, wanted("er-77")))));
        }
    }

    private static int hits(Function<SearchStore.Source, List<SearchStore.Row>> page) {
        return Arrays.stream(SearchStore.Source.values()).mapToInt(source -> page.apply(source).size()).sum();
    }

    private static SearchStore.Wanted wanted(String word) {
        return new SearchStore.Wanted(word, null, 6);
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

    private interface Counted {
        int hits();
    }

    private static void row(BenchResults results, String what, Times plain, Counted search) throws Exception {
        var hits = new int[1];
        var times = Times.of(ROUNDS, () -> hits[0] = search.hits());
        results.row("%s, %d hits".formatted(what, hits[0]), times.toString(), plain.toString(), "p95 ≤ 100 ms");
    }

    private static void estate(TestDatabase database) {
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
