package org.bailiwick.change;

import java.util.List;
import java.util.Set;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.springframework.stereotype.Component;

/** The SQL behind the number of changes that wait. */
@Component
final class WaitingChangesStore {
    List<WaitingChanges.Waiting> count(ReadTx tx, Set<TenantId> tenants) {
        return tx.sql("""
                      select tenant_id, count(change_id) as changes,
                          count(change_id) filter (where state = 'still effective') as still_effective
                      from change_order
                      where tenant_id in (:tenants) and state not in ('verified', 'refused', 'undone')
                      group by tenant_id""").param("tenants", tenants.stream().map(TenantId::value).toList())
                .query((row, number) -> new WaitingChanges.Waiting(new TenantId(row.getInt("tenant_id")),
                        row.getLong("changes"), row.getLong("still_effective")))
                .list();
    }
}
