package org.bailiwick.register;

import org.bailiwick.connector.ObjectKind;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** Streams a stage into temporary tables and counts in them what a system's own statement can be held against. */
@Component
final class StagedStore {
    /**
     * Makes the temporary tables of this session, where it has none yet. Nothing is known of how much is staged, or of how
     * much a new tenant has: only hashing is never a bad plan for either, and a plan that is believed to be dear is not
     * worth compiling.
     */
    void prepare(TenantTx tx) {
        tx.sql(StagedTable.createAll() + "; " + "set local enable_nestloop = off; set local enable_mergejoin = off;"
                + " set local jit = off")
                .update();
    }

    /** Plans are as they were for what follows in this transaction. */
    void finish(TenantTx tx) {
        tx.sql("set local enable_nestloop to default; set local enable_mergejoin to default;"
                + " set local jit to default").update();
    }

    void load(TenantTx tx, SnapshotStage stage, StagedTable table) {
        tx.copy(table.copy(), stage.rows(table));
    }

    /** How many different objects of this kind were loaded. */
    long different(TenantTx tx, ObjectKind kind) {
        var table = StagedTable.of(kind);
        return tx.sql("select count(*) from (select distinct %s from %s) as each".formatted(table.key(), table.table()))
                .query(Long.class).single();
    }

    long strangeContainments(TenantTx tx, long connection) {
        return count(tx, connection, """
                                     select count(*) from staged_containment s
                                     left join entitlement p on p.tenant_id = :tenant and p.connection_id = :connection
                                       and p.kind = s.parent_kind and p.external_id = s.parent and p.gone_at is null
                                     left join entitlement c on c.tenant_id = :tenant and c.connection_id = :connection
                                       and c.kind = s.child_kind and c.external_id = s.child and c.gone_at is null
                                     where p.entitlement_id is null or c.entitlement_id is null""");
    }

    long strangeCredentials(TenantTx tx, long connection) {
        return count(tx, connection, """
                                     select count(*) from staged_credential s
                                     left join account a on a.tenant_id = :tenant and a.connection_id = :connection
                                       and a.external_id = s.account and a.gone_at is null
                                     where a.account_id is null""");
    }

    private static long count(TenantTx tx, long connection, String sql) {
        return tx.sql(sql).param("connection", connection).query(Long.class).single();
    }
}
