package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.bailiwick.connector.EntitlementKey;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/**
 * How fast an estate is taken into the register through the very path of a reading, beside binary COPY of the same rows
 * into a table with the same keys, checks and indexes by the same number of sessions; run by hand, no part of the suite.
 * {@code -Dbench.tenants}: how many tenants of 200 identities with 50 grants each.
 */
class EstateBench {
    private static final int TENANTS = Integer.getInteger("bench.tenants", 40);
    private static final int IDENTITIES = 200;
    private static final int GRANTS = 50;
    private static final int SESSIONS = 2;
    private static final int ROUNDS = 10;

    private final RegisterForTests register = new RegisterForTests();

    @Test
    void anEstateIsLoadedReadAgainAndChanged() throws Exception {
        var tenants = new ArrayList<RegisterForTests.Connected>();
        for (int t = 0; t < TENANTS; t++) {
            tenants.add(register.connected("bench-" + t));
        }
        long grants = (long) TENANTS * IDENTITIES * GRANTS;

        double load = seconds(tenants, tenant -> register.read(tenant, system(0)));
        register.database.superuser().sql("analyze").update();
        long rows = count("access_grant");
        print("first load, %d sessions".formatted(SESSIONS), "%,.0f grants/s (%,d grants in %.1f s)"
                .formatted(grants / load, grants, load));
        double copy = copied(tenants);
        print("binary COPY of the grants' rows alone", "%,.0f grants/s (%.1f s)".formatted(grants / copy, copy));
        double all = copiedWithHistory(tenants);
        print("binary COPY of all rows that a load writes", "%,.0f grants/s (%.1f s)".formatted(grants / all, all));
        print("load against COPY of all its rows", "%.0f %%".formatted(100 * all / load));

        var one = tenants.getFirst();
        var versions = register.versions();
        print("unchanged tenant of 10,000 grants", best(() -> register.read(one, system(0))));
        assertThat(register.versions()).as("an unchanged reading writes nothing").isEqualTo(versions);
        var turn = new int[]{0};
        print("the same with 1 % changed", best(() -> register.read(one, system(++turn[0]))));
        assertThat(rows).isEqualTo(grants);
        register.close();
    }

    /** @param turn each turn moves one grant in a hundred to another role */
    private static FakeSystem system(int turn) {
        var system = new FakeSystem();
        for (int role = 0; role < 2 * GRANTS; role++) {
            system.has(key(role));
        }
        for (int person = 0; person < IDENTITIES; person++) {
            var id = "user-" + person;
            system.account(id, "Person " + person, id + "@bench.example", true);
            for (int grant = 0; grant < GRANTS; grant++) {
                boolean moved = turn % 2 == 1 && (person * GRANTS + grant) % 100 == 0;
                system.holds(id, key(moved ? grant + GRANTS : grant));
            }
        }
        return system;
    }

    private static EntitlementKey key(int role) {
        return FakeSystem.role("role-" + role);
    }

    private double copied(List<RegisterForTests.Connected> tenants) throws Exception {
        return copied(tenants, List.of("access_grant"));
    }

    private double copiedWithHistory(List<RegisterForTests.Connected> tenants) throws Exception {
        return copied(tenants, List.of("identity", "account", "entitlement", "access_grant", "grant_period",
                "register_history"));
    }

    private double copied(List<RegisterForTests.Connected> tenants, List<String> tables) throws Exception {
        double sum = 0;
        for (var table : tables) {
            register.database.superuser().sql("drop table if exists beside").update();
            register.database.superuser().sql("create table beside (like %s including all)".formatted(table)).update();
            var bytes = new ArrayList<byte[]>();
            for (var tenant : tenants) {
                bytes.add(rows(table, tenant));
            }
            var columns = columns(table);
            sum += seconds(bytes, rows -> copyIn(rows, columns));
        }
        return sum;
    }

    private byte[] rows(String table, RegisterForTests.Connected tenant) throws Exception {
        try (Connection connection = register.database.superuserConnection()) {
            var out = new ByteArrayOutputStream();
            connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyOut("copy (select %s from %s where tenant_id = %d) to stdout (format binary)"
                            .formatted(columns(table), table, tenant.tenant().value()), out);
            return out.toByteArray();
        }
    }

    /** What PostgreSQL computes itself is not copied. */
    private String columns(String table) {
        return register.database.superuser().sql("""
                                                 select string_agg(column_name, ', ' order by ordinal_position)
                                                 from information_schema.columns
                                                 where table_name = :table and is_generated = 'NEVER'""")
                .param("table", table).query(String.class).single();
    }

    private long copyIn(byte[] rows, String columns) throws Exception {
        try (Connection connection = register.database.superuserConnection()) {
            return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(
                    "copy beside (%s) from stdin (format binary)".formatted(columns), new ByteArrayInputStream(rows));
        }
    }

    private interface Step<T> {
        Object take(T one) throws Exception;
    }

    private static <T> double seconds(List<T> all, Step<T> step) throws Exception {
        long began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(SESSIONS)) {
            var tasks = all.stream().<Callable<Object>>map(one -> () -> step.take(one)).toList();
            for (var done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static String best(Runnable step) {
        var times = new ArrayList<Long>();
        for (int round = 0; round < ROUNDS; round++) {
            long began = System.nanoTime();
            step.run();
            times.add(System.nanoTime() - began);
        }
        times.sort(Long::compare);
        return "best %.0f ms, median %.0f ms of %d".formatted(times.getFirst() / 1e6, times.get(ROUNDS / 2) / 1e6,
                ROUNDS);
    }

    private long count(String table) {
        return register.database.superuser().sql("select count(*) from " + table).query(Long.class).single();
    }

    private static void print(String what, String figure) {
        System.out.printf("BENCH %-44s %s%n", what, figure);
    }
}
