package org.bailiwick.evidence.pack;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** The SQL behind what a pack says of the day on which it was built. */
@Component
final class StandingStore {
    static final int MOST_FINDINGS = 2_000;

    record Tenant(UUID id, String name) {}

    Tenant tenant(TenantTx tx) {
        return tx.sql("select public_id, name from tenant where tenant_id = :tenant")
                .query((row, number) -> new Tenant(row.getObject("public_id", UUID.class), row.getString("name")))
                .single();
    }

    /** Everybody whom a name in the tenant's rows may be of. */
    List<Long> people(TenantTx tx) {
        return tx.sql("select person_id from tenant_person where tenant_id = :tenant order by person_id")
                .query(Long.class).list();
    }

    long notClosed(TenantTx tx) {
        return tx.sql("select count(*) from finding where tenant_id = :tenant and state <> 'closed'")
                .query(Long.class).single();
    }

    /** The next due first. */
    List<Standing.OpenFinding> findings(TenantTx tx) {
        return tx.sql("""
                      select f.public_id, f.rule, f.severity, f.title, f.reasons, f.decision,
                        c.public_id::text as change, f.opened_at, f.due_at,
                        coalesce(p.name || ', ', '') || case f.side when 'msp' then 'service provider'
                          else 'tenant' end as owner
                      from finding f
                      left join tenant_person p on p.tenant_id = f.tenant_id and p.person_id = f.person_id
                      left join change_order c on c.tenant_id = f.tenant_id and c.change_id = f.change_id
                      where f.tenant_id = :tenant and f.state <> 'closed'
                      order by f.due_at, f.public_id limit :most""").param("most", MOST_FINDINGS)
                .query((row, number) -> finding(row)).list();
    }

    private static Standing.OpenFinding finding(ResultSet row) throws SQLException {
        return new Standing.OpenFinding(row.getObject("public_id", UUID.class), row.getString("rule"),
                row.getString("severity"), row.getString("title"),
                List.of((String[]) row.getArray("reasons").getArray()), "kept".equals(row.getString("decision")),
                Optional.ofNullable(row.getString("change")), row.getString("owner"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getObject("due_at", OffsetDateTime.class).toInstant());
    }
}
