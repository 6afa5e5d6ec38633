package org.bailiwick.register;

import java.util.EnumMap;
import java.util.Map;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** Streams a stage into temporary tables and counts in them what a system's own statement can be held against. */
@Component
final class StagedStore {
    /** Creates the temporary tables of this transaction and fills them. */
    void load(TenantTx tx, SnapshotStage stage) {
        for (var staged : StagedTable.values()) {
            tx.sql(staged.create()).update();
            tx.copy(staged.copy(), stage.rows(staged.kind()));
            tx.sql("analyze " + staged.table()).update();
        }
    }

    Map<ObjectKind, Long> different(TenantTx tx) {
        var counts = new EnumMap<ObjectKind, Long>(ObjectKind.class);
        for (var staged : StagedTable.values()) {
            counts.put(staged.kind(), tx.sql("select count(*) from (select distinct %s from %s) as each"
                    .formatted(staged.key(), staged.table())).query(Long.class).single());
        }
        return counts;
    }

    long strangeMemberships(TenantTx tx, long connection) {
        return count(tx, connection, """
                                     select count(*) from staged_membership m
                                     left join account a on a.tenant_id = :tenant and a.connection_id = :connection
                                       and a.external_id = m.account and a.gone_at is null
                                     left join entitlement e on e.tenant_id = :tenant and e.connection_id = :connection
                                       and e.kind = m.kind and e.external_id = m.id and e.gone_at is null
                                     where a.account_id is null or e.entitlement_id is null""");
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
