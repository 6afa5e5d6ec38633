package org.bailiwick.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.springframework.stereotype.Component;

/** The SQL behind the figures of several tenants. */
@Component
final class TenantFiguresStore {
    record Counts(TenantId tenant, long identities, long privileged) {
        static Counts none(TenantId tenant) {
            return new Counts(tenant, 0, 0);
        }
    }

    List<TenantFigures.SystemRead> systems(ReadTx tx, Set<TenantId> tenants) {
        return tx.sql("""
                      select c.tenant_id, c.name, c.state, c.problem,
                          max(read.at) filter (where read.kind = 'accounts') as accounts_at,
                          case when count(read.at) = :count then min(read.at) end as complete_at
                      from connection c
                      left join read_whole read on read.tenant_id = c.tenant_id
                        and read.connection_id = c.connection_id and read.kind in (:kinds)
                      where c.tenant_id in (:tenants)
                      group by c.tenant_id, c.connection_id, c.name, c.state, c.problem
                      order by c.tenant_id, c.name, c.connection_id""").param("tenants", values(tenants))
                .param("kinds", DataAge.OF_GRANTS).param("count", DataAge.OF_GRANTS.size())
                .query((row, number) -> new TenantFigures.SystemRead(new TenantId(row.getInt("tenant_id")),
                        row.getString("name"), row.getString("state"), Optional.ofNullable(row.getString("problem")),
                        time(row, "accounts_at"), time(row, "complete_at")))
                .list();
    }

    List<Counts> counts(ReadTx tx, Set<TenantId> tenants) {
        return tx.sql("""
                      select present.tenant_id, present.identities, coalesce(held.privileged, 0) as privileged
                      from (select tenant_id, count(distinct identity_id) as identities from account
                            where tenant_id in (:tenants) and gone_at is null group by tenant_id) present
                      left join (select g.tenant_id, count(g.grant_id) as privileged from access_grant g
                            join entitlement e on e.tenant_id = g.tenant_id and e.entitlement_id = g.entitlement_id
                            where g.tenant_id in (:tenants) and g.effective and e.tier in ('critical', 'high')
                            group by g.tenant_id) held on held.tenant_id = present.tenant_id""")
                .param("tenants", values(tenants))
                .query((row, number) -> new Counts(new TenantId(row.getInt("tenant_id")), row.getLong("identities"),
                        row.getLong("privileged")))
                .list();
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static Collection<Integer> values(Set<TenantId> tenants) {
        return tenants.stream().map(TenantId::value).toList();
    }
}
