package org.bailiwick.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/**
 * How long a search over 1,000 tenants of 200 identities takes, the estate that holds 10 million grants at 50 each; run by
 * hand, no part of the suite. Grants themselves are not searched, so none are made.
 */
class SearchBench {
    private static final int TENANTS = 1_000;
    private static final int ROUNDS = 20;

    @Test
    void searchOverAThousandTenants() {
        try (var database = TestDatabase.create()) {
            estate(database);
            var tenants = IntStream.range(10_000, 10_000 + TENANTS).mapToObj(TenantId::new)
                    .collect(Collectors.toUnmodifiableSet());
            for (var word : List.of("user-77.42", "user-77", "er-77.4", "no such name")) {
                measure(database, "oversight", word, tenants, read -> database.transactions().oversight(tenants, tx -> {
                    new SearchStore().byIndex(tx);
                    return read.apply(tx);
                }));
            }
            one(database, "er-77");
        }
    }

    private static void measure(TestDatabase database, String role, String word, Set<TenantId> tenants,
            Function<Function<ReadTx, Integer>, Integer> transaction) {
        var store = new SearchStore();
        print("%s `%s`".formatted(role, word), () -> transaction.apply(tx -> Arrays.stream(SearchStore.Source.values())
                .mapToInt(source -> store.page(tx, source, tenants, new SearchStore.Wanted(word, null, 6)).size())
                .sum()));
    }

    private static void one(TestDatabase database, String word) {
        var store = new SearchStore();
        print("one tenant `%s`".formatted(word),
                () -> database.transactions().tenant(new TenantId(10_077), tx -> Arrays
                        .stream(SearchStore.Source.values())
                        .mapToInt(source -> store.page(tx, source, new SearchStore.Wanted(word, null, 6)).size())
                        .sum()));
    }

    private interface Counted {
        int hits();
    }

    private static void print(String what, Counted search) {
        var times = new ArrayList<Long>();
        int hits = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long began = System.nanoTime();
            hits = search.hits();
            times.add(System.nanoTime() - began);
        }
        times.sort(Long::compare);
        System.out.printf("BENCH %-32s %2d hits, median %7.2f ms, p95 %7.2f ms%n", what, hits,
                times.get(ROUNDS / 2) / 1e6, times.get(ROUNDS * 95 / 100 - 1) / 1e6);
        assertThat(times).hasSize(ROUNDS);
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
                analyze""");
    }
}
