package org.bailiwick.register;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.IdentityDossier.Credential;
import org.bailiwick.register.IdentityDossier.SignIns;
import org.springframework.stereotype.Component;

/** The SQL of what is known of one identity besides what it holds. */
@Component
final class IdentityDossierStore {
    private final Freshness freshness;

    IdentityDossierStore(Freshness freshness) {
        this.freshness = freshness;
    }

    /** By the account's public id; of credentials that are still there. */
    Map<UUID, List<Credential>> credentials(TenantTx tx, UUID identity) {
        var found = new HashMap<UUID, List<Credential>>();
        tx.sql("""
               select a.public_id as account, c.public_id, c.kind, c.label, c.created_at, c.expires_at
               from identity i
               join account a on a.tenant_id = i.tenant_id and a.identity_id = i.identity_id
               join credential c on c.tenant_id = a.tenant_id and c.account_id = a.account_id and c.gone_at is null
               where i.tenant_id = :tenant and i.public_id = :identity
               order by c.created_at nulls first, c.kind, c.public_id""").param("identity", identity).query(row -> {
            found.computeIfAbsent(row.getObject("account", UUID.class), same -> new ArrayList<>())
                    .add(new Credential(row.getObject("public_id", UUID.class), row.getString("kind"),
                            row.getString("label"), Rows.timeOrNull(row, "created_at"),
                            Rows.timeOrNull(row, "expires_at")));
        });
        return found;
    }

    /** By the account's public id; how far back its system's newest reading knows of sign-ins. */
    Map<UUID, SignIns> signIns(TenantTx tx, UUID identity) {
        var found = new HashMap<UUID, SignIns>();
        tx.sql("""
               select a.public_id as account, a.last_sign_in_at,
                 case when s.fresh then s.sign_ins_since end as sign_ins_since,
                 case when s.fresh then s.sign_ins_problem
                   else 'the system was not read lately' end as sign_ins_problem
               from identity i
               join account a on a.tenant_id = i.tenant_id and a.identity_id = i.identity_id
               left join lateral (
                 select s.sign_ins_since, s.sign_ins_problem, c.disconnected_at is null
                     and s.started_at >= greatest(:fresh, c.reconnected_at) as fresh
                 from connection c
                 join snapshot s on s.tenant_id = c.tenant_id and s.connection_id = c.connection_id
                   and s.state in ('complete', 'partial')
                 where c.tenant_id = a.tenant_id and c.connection_id = a.connection_id
                 order by s.requested_at desc limit 1) s on true
               where i.tenant_id = :tenant and i.public_id = :identity""").param("identity", identity)
                .param("fresh", freshness.notBefore(tx.now()).atOffset(ZoneOffset.UTC)).query(row -> {
                    found.put(row.getObject("account", UUID.class), new SignIns(Rows.timeOrNull(row, "last_sign_in_at"),
                            Rows.timeOrNull(row, "sign_ins_since"), row.getString("sign_ins_problem")));
                });
        return found;
    }

    /** Who named the owner; empty where nobody is named, or where the expected scope named them. */
    Optional<String> ownerNamedBy(TenantTx tx, UUID identity) {
        return tx.sql("""
                      select coalesce(p.name, 'somebody, name erased') from identity i
                      left join tenant_person p on p.tenant_id = i.tenant_id and p.person_id = i.owner_named_by
                      where i.tenant_id = :tenant and i.public_id = :identity and i.owner_named_by is not null""")
                .param("identity", identity).query(String.class).optional();
    }
}
