package org.bailiwick.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bailiwick.testing.IsolationSeed;
import org.bailiwick.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The second wall alone: statements without any predicate, as each role. Then the wall is broken policy by policy, and
 * each time the same checks must notice.
 */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoliciesAloneTests {
    private TestDatabase database;
    private TenantId mine;
    private TenantId foreign;
    private List<String> tables = List.of();
    /** What the roles of the log reach tenant by tenant: the policy of each, and the tables that have it. */
    private static final Map<String, String> POLICIES = Map.of("sequencer", "sequenced_tenant", "retention",
            "retained_tenant");
    private final Map<String, List<String>> reached = new HashMap<>();

    @BeforeAll
    void twoFullTenants() {
        database = TestDatabase.create();
        mine = database.tenant("mine");
        foreign = database.tenant("foreign");
        IsolationSeed.plant(database, mine, "minemark");
        IsolationSeed.plant(database, foreign, "foreignmark");
        tables = IsolationSeed.tenantTables(database);
        POLICIES.forEach(
                (role, policy) -> reached.put(role, database.superuser().sql("""
                                                                             select polrelid::regclass::text
                                                                             from pg_policy where polname = :policy
                                                                             order by 1""")
                        .param("policy", policy).query(String.class).list()));
    }

    @AfterAll
    void drop() {
        database.close();
    }

    @Test
    void everyTenantTableIsPlantedForBothTenants() {
        assertThat(tables).hasSizeGreaterThan(20).allSatisfy(table -> assertThat(database.superuser()
                .sql("select distinct tenant_id from " + table).query(Integer.class).list()).as(table)
                .contains(mine.value(), foreign.value()));
    }

    @Test
    void eachRoleSeesItsOwnTenantAndNoOther() throws SQLException {
        for (var table : tables) {
            assertThat(breaches(table, "select 1")).as(table).isEmpty();
        }
    }

    @Test
    void aDroppedOrOpenedPolicyIsNoticed() throws SQLException {
        for (var table : tables) {
            for (var policy : List.of("one_tenant", "listed_tenants", "whole_estate")) {
                assertThat(breaches(table, "drop policy %s on %s".formatted(policy, table)))
                        .as("%s without %s", table, policy).isNotEmpty();
            }
            for (var policy : List.of("one_tenant", "listed_tenants")) {
                assertThat(breaches(table, "alter policy %s on %s using (true)".formatted(policy, table)))
                        .as("%s with %s open", table, policy).isNotEmpty();
            }
            if (mayInsert("tenant", table) || mayInsert("worker", table)) {
                assertThat(breaches(table, "alter policy one_tenant on %s with check (true)".formatted(table)))
                        .as("%s open for writing", table).isNotEmpty();
            }
        }
    }

    @Test
    void aDroppedOrOpenedPolicyOfTheLogsRolesIsNoticed() throws SQLException {
        assertThat(reached.get("sequencer")).contains("ev_entry", "ev_leaf", "ev_tile", "ev_checkpoint");
        assertThat(reached.get("retention")).contains("ev_entry", "ev_disclosure", "ev_value", "ev_hold");
        for (var role : POLICIES.keySet()) {
            var policy = POLICIES.get(role);
            for (var table : reached.get(role)) {
                assertThat(breaches(table, "drop policy %s on %s".formatted(policy, table))).as(table).isNotEmpty();
                assertThat(breaches(table, "alter policy %s on %s using (true)".formatted(policy, table)))
                        .as("%s open", table).isNotEmpty();
                if (mayInsert(role, table)) {
                    assertThat(breaches(table, "alter policy %s on %s with check (true)".formatted(policy, table)))
                            .as("%s open for writing", table).isNotEmpty();
                }
            }
        }
    }

    @Test
    void secretOfAProviderIsFoundAndSetInItsTenantAlone() {
        database.superuser()
                .sql("""
                     insert into provider (public_id, tenant_id, name, issuer, client_id)
                     values (gen_random_uuid(), :tenant, 'theirs', 'https://id.foreign.example', 'portal')""")
                .param("tenant", foreign.value()).update();

        for (var each : List.of(mine, foreign)) {
            int expected = each.equals(foreign) ? 1 : 0;
            assertThat(database.transactions().<Integer>tenant(each,
                    tx -> tx.sql("update provider set sealed_secret = '\\x00'").update())).isEqualTo(expected);
            assertThat(database.transactions().<List<Long>>tenant(each,
                    tx -> tx.sql("select provider_id from provider").query(Long.class).list())).hasSize(expected);
        }
    }

    /** What is wrong with one table after a statement of its owner, all in a transaction that is rolled back. */
    private List<String> breaches(String table, String damage) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = database.superuserConnection()) {
            connection.setAutoCommit(false);
            execute(connection, damage);
            for (var role : List.of("tenant", "worker")) {
                reading(connection, table, role, "set local app.tenant = " + mine.value(), false, found);
                writing(connection, table, role, found);
            }
            for (var role : POLICIES.keySet()) {
                if (reached.get(role).contains(table)) {
                    reading(connection, table, role, "set local app.tenant = " + mine.value(), false, found);
                    writing(connection, table, role, found);
                }
            }
            reading(connection, table, "oversight", "set local app.tenants = '{" + mine.value() + "}'", false, found);
            reading(connection, table, "estate", "set local app.tenants = ''", true, found);
            connection.rollback();
        }
        return found;
    }

    private void reading(Connection connection, String table, String role, String context, boolean all,
            List<String> found) throws SQLException {
        execute(connection, "savepoint before; set local role bw_%s; %s".formatted(role, context));
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select distinct tenant_id from " + table + " order by 1")) {
            var seen = new ArrayList<Integer>();
            while (row.next()) {
                seen.add(row.getInt(1));
            }
            var expected = all ? List.of(mine.value(), foreign.value()) : List.of(mine.value());
            if (!seen.equals(expected)) {
                found.add("%s sees %s in %s".formatted(role, seen, table));
            }
        } finally {
            execute(connection, "rollback to before");
        }
    }

    /** Copies a row of mine under the other tenant's id; whatever else is wrong with it, the policy must say no first. */
    private void writing(Connection connection, String table, String role, List<String> found) throws SQLException {
        if (!mayInsert(role, table)) {
            return;
        }
        execute(connection, "savepoint before; set local role bw_%s; set local app.tenant = %d".formatted(role,
                mine.value()));
        try {
            execute(connection,
                    """
                    insert into %1$s (%3$s) select %3$s from (
                      select (jsonb_populate_record(null::%1$s, to_jsonb(t) || '{"tenant_id": %2$d}')).*
                      from %1$s t) copied""".formatted(table, foreign.value(), written(table)));
            found.add("%s writes rows of another tenant into %s".formatted(role, table));
        } catch (SQLException refused) {
            if (!refused.getMessage().contains("row-level security")) {
                found.add("%s is stopped in %s only by: %s".formatted(role, table, refused.getMessage()));
            }
        } finally {
            execute(connection, "rollback to before");
        }
    }

    private boolean mayInsert(String role, String table) {
        return database.superuser().sql("select has_table_privilege(:role, :table, 'insert')")
                .param("role", "bw_" + role).param("table", table).query(Boolean.class).single();
    }

    /** The columns that a row is written by; the database makes the others itself. */
    private String written(String table) {
        return database.superuser()
                .sql("""
                     select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
                     where attrelid = cast(:table as regclass) and attnum > 0 and not attisdropped
                       and attgenerated = ''""")
                .param("table", table).query(String.class).single();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
