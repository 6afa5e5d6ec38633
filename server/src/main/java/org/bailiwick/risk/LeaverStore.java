package org.bailiwick.risk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** The SQL of who has left the MSP, and where else they may be. */
@Component
final class LeaverStore {
    /**
     * In the MSP's own tenant: subjects none of whose accounts is in use any more; whether all of these are gone. Whether
     * they are known to be correlated is not asked: a customer's row may say so before the MSP's own does.
     */
    Map<UUID, Boolean> left(TenantTx tx) {
        var left = new HashMap<UUID, Boolean>();
        tx.sql("""
               select i.subject, bool_and(a.gone_at is not null) as gone
               from identity i
               join account a on a.tenant_id = i.tenant_id and a.identity_id = i.identity_id
               where i.tenant_id = :tenant and i.kind = 'human'
               group by i.subject having bool_and(a.gone_at is not null or a.in_use is false)""")
                .query(row -> {
                    left.put(row.getObject("subject", UUID.class), row.getBoolean("gone"));
                });
        return left;
    }

    /** Customers whose board says the contrary of whether the MSP's own directory is known. */
    List<TenantId> toldOtherwise(ReadTx tx, boolean known) {
        return tx.sql("""
                      select tenant_id from finding_summary
                      where rule = :rule and known <> :known and tenant_id <> :msp order by tenant_id""")
                .param("rule", LeaverEffective.RULE).param("known", known).param("msp", TenantId.MSP.value())
                .query(Integer.class).list().stream().map(TenantId::new).toList();
    }

    /** Customers in which somebody of the MSP's directory is. */
    List<TenantId> sharing(ReadTx tx) {
        return tx.sql("""
                      select distinct other.tenant_id
                      from identity own
                      join identity other on other.subject = own.subject and other.tenant_id <> own.tenant_id
                      where own.tenant_id = :msp and own.kind = 'human' order by other.tenant_id""")
                .param("msp", TenantId.MSP.value()).query(Integer.class).list().stream().map(TenantId::new).toList();
    }
}
