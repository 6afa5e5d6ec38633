package org.bailiwick.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bailiwick.platform.TenantId;
import org.bailiwick.search.SearchHit.Place;
import org.bailiwick.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages over so many tenants that a few of them are asked first. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchStoreTests {
    private static final int TENANTS = 150;
    private static final int ACCOUNTS = 4;

    private final TestDatabase database = TestDatabase.create();
    private final SearchStore store = new SearchStore();
    private final Set<TenantId> tenants = IntStream.range(10_000, 10_000 + TENANTS).mapToObj(TenantId::new)
            .collect(Collectors.toUnmodifiableSet());

    @BeforeAll
    void accountsInManyTenants() {
        database.superuserScript(
                """
                insert into connection (tenant_id, connection_id, public_id, system, name, address, settings, state)
                  select t, t, gen_random_uuid(), 'fake', 'system', 'http://x', '{}', 'ready'
                  from generate_series(10000, %1$d) t;
                insert into identity (tenant_id, identity_id, public_id, subject, kind, display_name)
                  select t, t * 1000 + n, gen_random_uuid(), gen_random_uuid(), 'human', 'x'
                  from generate_series(10000, %1$d) t, generate_series(1, %2$d) n;
                insert into account (tenant_id, public_id, identity_id, connection_id, external_id, username,
                    display_name, mail)
                  select t, gen_random_uuid(), t * 1000 + n, t, n, case when t %% 50 = 7 then 'rare-' else 'user-' end
                    || (t * 7919 + n) %% 1000, 'x', case when n < 3 then (t * 31 + n) %% 1000 || '@example.org' end
                  from generate_series(10000, %1$d) t, generate_series(1, %2$d) n"""
                        .formatted(9_999 + TENANTS, ACCOUNTS));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "user-", "ser-", "user-1", "rare", "nowhere"})
    void pagesTogetherAreEveryHitOnceInOneOrder(String word) {
        var all = page(word, null, TENANTS * ACCOUNTS + 1);
        var walked = new ArrayList<SearchStore.Row>();
        List<SearchStore.Row> page;
        do {
            page = page(word, walked.isEmpty() ? null : walked.getLast().place(), 17);
            walked.addAll(page);
        } while (!page.isEmpty());

        assertThat(walked).isEqualTo(all);
        assertThat(all).doesNotHaveDuplicates()
                .hasSize(database.superuser()
                        .sql("""
                             select count(*) from account
                             where position(:word in username) + position(:word in coalesce(mail, '')) > 0""")
                        .param("word", word).query(Integer.class).single());
        assertThat(all).extracting(SearchStore.Row::place).isSorted();
    }

    private List<SearchStore.Row> page(String word, @Nullable Place after, int limit) {
        return database.transactions().oversight(tenants, tx -> store.page(tx, SearchStore.Source.ACCOUNTS,
                new SearchStore.Where(tenants, tenants), new SearchStore.Wanted(word, after, limit)));
    }
}
