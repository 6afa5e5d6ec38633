package org.bailiwick.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.BenchResults;
import org.bailiwick.testing.Cpu;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.Times;
import org.junit.jupiter.api.Test;

/**
 * How long an estate takes to be compared with what is expected of it, tenant by tenant as the product's rules do; run by
 * hand, no part of the suite. {@code bench.tenants}: how many tenants of 200 identities with 50 grants each.
 */
class ComparisonBench {
    private static final int TENANTS = Integer.getInteger("bench.tenants", 1_000);
    private static final int FIRST = 10_000;
    private static final int SESSIONS = 2;
    private static final int ROUNDS = 30;
    private static final int WARM_UP = 1_000;
    private static final long BEYOND = 2;

    private final ComparisonStore store = new ComparisonStore();

    @Test
    void anEstateIsComparedWithWhatIsExpected() throws Exception {
        var about = "%,d tenants: %,d direct grants against as many expected ones. ".formatted(TENANTS,
                TENANTS * 10_000L) + "Measured is the SQL of the rules excess access and access missing, both in one"
                + " worker's transaction of each tenant, as when a tenant is judged; findings that are the same are not"
                + " written. A reading keeps a digest of what an account holds directly, and grants are compared of the"
                + " accounts alone where it differs from what their functions give.";
        try (var database = TestDatabase.create();
                var results = BenchResults.of(ComparisonBench.class, about)
                        .over(database.superuser())) {
            var tenants = IntStream.range(FIRST, FIRST + TENANTS).mapToObj(TenantId::new).toList();
            estate(database, tenants);
            var plain = Times.of(1, () -> plain(database));
            compare(database, results, "two of 200 accounts of a tenant differ", tenants,
                    "two anti-joins over all rows, one session: %.2f s".formatted(plain.best() / 1_000));
            database.superuserScript("delete from account_holding");
            database.superuser().sql("vacuum analyze account_holding").update();
            compare(database, results, "all accounts compared grant by grant", tenants, "-");
        }
    }

    private void compare(TestDatabase database, BenchResults results, String what, List<TenantId> tenants,
            String beside) throws Exception {
        var one = tenants.get(tenants.size() / 2);
        // A server that has been running for a while has its code compiled.
        Times.of(WARM_UP, () -> compared(database, one));
        var found = new AtomicLong();
        var before = Cpu.now(database.superuser());
        double all = Times.seconds(SESSIONS, tenants, tenant -> found.addAndGet(compared(database, tenant)));
        var cpu = Cpu.now(database.superuser()).since(before);

        assertThat(found).hasValue(2 * BEYOND * tenants.size());
        results.row("whole estate, %d sessions; %s".formatted(SESSIONS, what), "%.2f s".formatted(all), beside,
                "≤ 3 s for 1,000 tenants");
        results.row("processors' work for a tenant; " + what, cpu.each(tenants.size()), "-", "-");
        results.row("one tenant; " + what, Times.of(ROUNDS, () -> compared(database, one)).toString(), "-", "≤ 10 ms");
    }

    private int compared(TestDatabase database, TenantId tenant) {
        return database.transactions().worker(tenant,
                tx -> store.excess(tx, scope(tenant), MspPeople.Staff.NOBODY).size()
                        + store.missing(tx, scope(tenant)).size());
    }

    private static void plain(TestDatabase database) {
        for (var sql : List.of(
                """
                select count(*) from access_grant g where g.direct and not exists (select from plain_expected x
                  where x.tenant_id = g.tenant_id and x.account_id = g.account_id and x.entitlement_id = g.entitlement_id)""",
                """
                select count(*) from plain_expected x where not exists (select from access_grant g
                  where g.tenant_id = x.tenant_id and g.account_id = x.account_id
                    and g.entitlement_id = x.entitlement_id and g.effective)""")) {
            assertThat(database.superuser().sql(sql).query(Long.class).single()).isEqualTo(BEYOND * TENANTS);
        }
    }

    private static long scope(TenantId tenant) {
        return tenant.value();
    }

    /** Each of ten functions gives 50 of 60 roles; two people of a tenant hold another role in place of one of these. */
    private static void estate(TestDatabase database, List<TenantId> tenants) throws Exception {
        database.superuserScript("""
                                 create table plain_expected (tenant_id int, account_id bigint, entitlement_id bigint,
                                   primary key (tenant_id, account_id, entitlement_id))""");
        Times.seconds(SESSIONS, tenants,
                tenant -> database.superuserScript(
                        """
                        set local session_replication_role = replica;
                        insert into connection (tenant_id, connection_id, public_id, system, name, address, settings, state)
                          values (%1$d, %1$d, gen_random_uuid(), 'fake', 'system', 'http://x', '{}', 'ready');
                        insert into identity (tenant_id, identity_id, public_id, subject, kind, display_name)
                          select %1$d, %1$d * 1000 + n, gen_random_uuid(), gen_random_uuid(), 'human', 'User ' || n
                          from generate_series(0, 199) n;
                        insert into account (tenant_id, account_id, public_id, identity_id, connection_id, external_id, username,
                            display_name, enabled)
                          select %1$d, %1$d * 1000 + n, gen_random_uuid(), %1$d * 1000 + n, %1$d, n, 'user-' || n, 'x', true
                          from generate_series(0, 199) n;
                        insert into entitlement (tenant_id, entitlement_id, public_id, connection_id, kind, external_id, name, tier,
                            self_raising)
                          select %1$d, %1$d * 1000 + n, gen_random_uuid(), %1$d, 'realm role', n, 'role ' || n, 'low', false
                          from generate_series(0, 99) n;
                        insert into access_grant (tenant_id, public_id, account_id, entitlement_id, direct, effective, since, paths)
                          select %1$d, gen_random_uuid(), %1$d * 1000 + n, e, true, true, now(),
                            jsonb_build_array(jsonb_build_array(e))
                          from generate_series(0, 199) n, generate_series(0, 49) role
                          cross join lateral (select %1$d * 1000 + case when n < 2 and role = 7 then 99 else n %% 10 + role end as e) x;
                        insert into expected_scope (tenant_id, scope_id, public_id, version, content, content_hash, people,
                            proposed_by, authority_id, proposed_at, state, state_at)
                          values (%1$d, %1$d, gen_random_uuid(), 1, 'x', sha256('x'), 200, 1, 1, now(), 'approved', now());
                        insert into expected_person (tenant_id, scope_id, username)
                          select %1$d, %1$d, 'user-' || n from generate_series(0, 199) n;
                        insert into expected_function select %1$d, %1$d, 'user-' || n, 'function ' || n %% 10
                          from generate_series(0, 199) n;
                        insert into expected_entitlement select %1$d, %1$d, 'function ' || f, 'realm role', 'role ' || f + role
                          from generate_series(0, 9) f, generate_series(0, 49) role;
                        insert into account_holding select %1$d, account_id,
                            sha256(string_agg(int8send(entitlement_id), '' order by entitlement_id))
                          from access_grant where tenant_id = %1$d group by account_id;
                        insert into plain_expected select %1$d, %1$d * 1000 + n, %1$d * 1000 + n %% 10 + role
                          from generate_series(0, 199) n, generate_series(0, 49) role;
                        """.formatted(
                                tenant.value())));
        database.superuser().sql("vacuum analyze").update();
    }
}
