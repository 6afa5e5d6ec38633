package org.bailiwick.drift;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.bailiwick.drift.ComparisonStore.Right;
import org.bailiwick.drift.RoleModel.Node;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** Reads what a tenant's roles and groups may lead to, and what its systems show them to lead to. */
@Component
final class RoleModelStore {
    /** Of each connected system the roles and groups that the expected scope says something of. */
    private static final String NAMED = """
                                        with recursive named as materialized (
                                          select e.entitlement_id
                                          from expected_container c
                                          join entitlement e on e.tenant_id = :tenant and e.kind = c.kind and e.name = c.name
                                            and e.gone_at is null
                                          where c.tenant_id = :tenant and c.scope_id = :scope),
                                        reach as (
                                          select entitlement_id from named
                                          union
                                          select k.child_id from reach r
                                          join containment k on k.tenant_id = :tenant and k.parent_id = r.entitlement_id
                                            and k.gone_at is null)
                                        """;

    /** Whether the version says of any role or group what it may lead to. */
    boolean said(TenantTx tx, long scope) {
        return tx.sql("""
                      select exists (select from expected_container
                        where tenant_id = :tenant and scope_id = :scope)""").param("scope", scope)
                .query(Boolean.class).single();
    }

    RoleModel read(TenantTx tx, long scope) {
        var nodes = new HashMap<Long, Node>();
        tx.sql(NAMED + """
                       select e.entitlement_id, e.kind, e.name, e.tier, e.self_raising from reach r
                       join entitlement e on e.tenant_id = :tenant and e.entitlement_id = r.entitlement_id
                         and e.gone_at is null""").param("scope", scope)
                .query(row -> {
                    nodes.put(row.getLong("entitlement_id"), node(row));
                });
        return new RoleModel(nodes, observed(tx, scope), intended(tx, scope));
    }

    /** What each holds directly, by the inside ids of both. */
    private static Map<Long, Set<Long>> observed(TenantTx tx, long scope) {
        return pairs(tx, scope, NAMED + """
                                        select k.parent_id as one, k.child_id as other from reach r
                                        join containment k on k.tenant_id = :tenant
                                          and k.parent_id = r.entitlement_id and k.gone_at is null""");
    }

    /** What each that is named may lead to in its own system; one that may lead to nothing is there too. */
    private static Map<Long, Set<Long>> intended(TenantTx tx, long scope) {
        var intended = pairs(tx, scope, """
                                        select e.entitlement_id as one, t.entitlement_id as other
                                        from expected_lead l
                                        join entitlement e on e.tenant_id = :tenant and e.kind = l.kind
                                          and e.name = l.name and e.gone_at is null
                                        join entitlement t on t.tenant_id = :tenant and t.kind = l.leads_to_kind
                                          and t.name = l.leads_to_name and t.connection_id = e.connection_id
                                          and t.gone_at is null
                                        where l.tenant_id = :tenant and l.scope_id = :scope""");
        tx.sql(NAMED + "select entitlement_id from named").param("scope", scope).query(Long.class).list()
                .forEach(named -> intended.computeIfAbsent(named, none -> new HashSet<>()));
        return intended;
    }

    private static Map<Long, Set<Long>> pairs(TenantTx tx, long scope, String sql) {
        var pairs = new HashMap<Long, Set<Long>>();
        tx.sql(sql).param("scope", scope).query(row -> {
            pairs.computeIfAbsent(row.getLong("one"), first -> new HashSet<>()).add(row.getLong("other"));
        });
        return pairs;
    }

    private static Node node(ResultSet row) throws SQLException {
        return new Node(row.getLong("entitlement_id"), new Right(row.getString("kind"), row.getString("name"),
                row.getString("tier"), row.getBoolean("self_raising")));
    }
}
