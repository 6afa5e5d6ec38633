package org.bailiwick.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of what services have in common, over the tenants that somebody may see. */
@Component
final class ServiceSignsStore {
    private static final String SERVICES = """
                                           select i.tenant_id, t.public_id as tenant, t.short_name, t.name, i.public_id,
                                             i.display_name, a.username,
                                             (select min(lower(o.mail)) from account o
                                              where o.tenant_id = i.tenant_id and o.gone_at is null and o.mail_verified
                                                and o.mail <> '' and lower(i.owner) in (lower(o.username), lower(o.mail)))
                                               as owner,
                                             array(select extract(epoch from c.created_at)::bigint from credential c
                                               where c.tenant_id = a.tenant_id and c.account_id = a.account_id
                                                 and c.gone_at is null and c.created_at is not null) as secrets,
                                             array(select distinct e.name from access_grant g
                                               join entitlement e on e.tenant_id = g.tenant_id
                                                 and e.entitlement_id = g.entitlement_id
                                               where g.tenant_id = a.tenant_id and g.account_id = a.account_id
                                                 and g.direct and g.effective
                                                 and e.tier in ('critical', 'high', 'moderate')) as rights
                                           from identity i
                                           join account a on a.tenant_id = i.tenant_id
                                             and a.identity_id = i.identity_id and a.gone_at is null
                                           join tenant t on t.tenant_id = i.tenant_id
                                           where i.tenant_id = any(:tenants) and i.kind = 'service account' and
                                           """
            + OwnAccounts.NOT_OWN;

    private final OwnAccounts own;

    ServiceSignsStore(OwnAccounts own) {
        this.own = own;
    }

    record Found(SubjectView.TenantRef tenant, UUID identity, String displayName, ServiceSigns.Service service) {}

    List<Found> of(ReadTx tx, Set<TenantId> tenants, UUID subject) {
        return over(tx, tenants, SERVICES + "and i.subject = :subject order by i.tenant_id, a.account_id")
                .param("subject", subject).query(ServiceSignsStore::found).list();
    }

    List<Found> of(ReadTx tx, Set<TenantId> tenants, Set<UUID> subjects) {
        return over(tx, tenants, SERVICES + "and i.subject = any(:subjects) order by i.tenant_id, a.account_id")
                .param("subjects", subjects.toArray(UUID[]::new)).query(ServiceSignsStore::found).list();
    }

    /** Services of the same names, but neither of this subject nor with a person's word. */
    List<Found> candidates(ReadTx tx, Set<TenantId> tenants, UUID subject, List<Found> like) {
        return over(tx, tenants, SERVICES + """
                                            and i.subject <> :subject and lower(a.username) = any(:names)
                                            and not exists (select from correlation_word w
                                              where w.tenant_id = i.tenant_id and w.identity_id = i.identity_id)
                                            order by t.name, i.display_name, i.identity_id limit :most""")
                .param("subject", subject).param("most", ProposalStore.MOST_ROWS + 1)
                .param("names", like.stream().map(each -> each.service().username().toLowerCase(Locale.ROOT)).distinct()
                        .toArray(String[]::new))
                .query(ServiceSignsStore::found).list();
    }

    private static Found found(ResultSet row, int number) throws SQLException {
        var secrets = Arrays.stream((Long[]) row.getArray("secrets").getArray()).map(Instant::ofEpochSecond).toList();
        return new Found(
                new SubjectView.TenantRef(row.getObject("tenant", UUID.class), row.getString("short_name"),
                        row.getString("name")),
                row.getObject("public_id", UUID.class), row.getString("display_name"),
                new ServiceSigns.Service(row.getInt("tenant_id"), row.getString("username"), row.getString("owner"),
                        secrets, Set.of((String[]) row.getArray("rights").getArray())));
    }

    private JdbcClient.StatementSpec over(ReadTx tx, Set<TenantId> tenants, String sql) {
        return tx.sql(sql).params(own.parameters(tx, tenants)).param("tenants",
                tenants.stream().map(TenantId::value).toArray(Integer[]::new));
    }
}
