package org.bailiwick.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of reading identities, their accounts and the settings of their systems. */
@Component
final class IdentityStore {
    private final IdentityUseStore uses;

    IdentityStore(IdentityUseStore uses) {
        this.uses = uses;
    }

    /** @param gone also identities none of whose accounts is there any more */
    record Filter(@Nullable String kind, @Nullable String search, boolean gone) {
        static final Filter ALL = new Filter(null, null, true);
    }

    /** Where a page of identities ended. */
    record Place(String name, UUID identity) {}

    record Setting(UUID connection, String system, String key, String value) {}

    private record Head(long id, UUID publicId, UUID subject, String kind, String name, boolean signsIn,
            IdentityView.@Nullable Owner owner) {}

    List<IdentityView> page(TenantTx tx, Filter filter, @Nullable Place after, int limit) {
        return views(tx, tx.sql("""
                                select i.identity_id, i.public_id, i.subject, i.kind, i.display_name,
                                  i.person_id is not null as signs_in, i.owner, i.owner_named_at
                                from identity i
                                where i.tenant_id = :tenant and (:kind::text is null or i.kind = :kind)
                                  and (:gone or exists (select from account a where a.tenant_id = i.tenant_id
                                    and a.identity_id = i.identity_id and a.gone_at is null))
                                  and (:search::text is null or position(lower(:search) in lower(i.display_name)) > 0
                                    or exists (select from account a where a.tenant_id = i.tenant_id
                                      and a.identity_id = i.identity_id
                                      and (position(lower(:search) in lower(a.username)) > 0
                                        or position(lower(:search) in lower(a.mail)) > 0)))
                                  and (:after_name::text is null
                                    or (i.display_name, i.public_id) > (:after_name, :after_id::uuid))
                                order by i.display_name, i.public_id limit :limit""")
                .param("kind", filter.kind()).param("gone", filter.gone()).param("search", filter.search())
                .param("after_name", after == null ? null : after.name())
                .param("after_id", after == null ? null : after.identity()).param("limit", limit)
                .query((row, number) -> new Head(row.getLong("identity_id"), row.getObject("public_id", UUID.class),
                        row.getObject("subject", UUID.class), row.getString("kind"), row.getString("display_name"),
                        row.getBoolean("signs_in"), owner(row)))
                .list());
    }

    Optional<IdentityView> find(TenantTx tx, UUID publicId) {
        return views(tx, tx.sql("""
                                select identity_id, public_id, subject, kind, display_name,
                                  person_id is not null as signs_in, owner, owner_named_at
                                from identity where tenant_id = :tenant and public_id = :public""")
                .param("public", publicId)
                .query((row, number) -> new Head(row.getLong("identity_id"), row.getObject("public_id", UUID.class),
                        row.getObject("subject", UUID.class), row.getString("kind"), row.getString("display_name"),
                        row.getBoolean("signs_in"), owner(row)))
                .list()).stream().findFirst();
    }

    List<Setting> settings(TenantTx tx, @Nullable Setting after, int limit) {
        return tx.sql("""
                      select c.public_id, c.name, s.key, s.value
                      from setting s join connection c on c.tenant_id = s.tenant_id
                        and c.connection_id = s.connection_id
                      where s.tenant_id = :tenant and s.gone_at is null
                        and (:after_key::text is null or (s.key, c.public_id) > (:after_key, :after_id::uuid))
                      order by s.key, c.public_id limit :limit""")
                .param("after_key", after == null ? null : after.key())
                .param("after_id", after == null ? null : after.connection()).param("limit", limit)
                .query((row, number) -> new Setting(row.getObject("public_id", UUID.class), row.getString("name"),
                        row.getString("key"), row.getString("value")))
                .list();
    }

    private List<IdentityView> views(TenantTx tx, List<Head> heads) {
        var ids = heads.stream().map(Head::id).toArray(Long[]::new);
        var accounts = accounts(tx, ids);
        var grants = grants(tx, ids);
        var used = uses.of(tx, ids);
        return heads.stream().map(head -> {
            var use = used.getOrDefault(head.id(), IdentityUse.NOWHERE);
            return new IdentityView(head.publicId(), head.subject(), head.kind(), head.name(), head.signsIn(),
                    head.owner(), accounts.getOrDefault(head.id(), List.of()),
                    grants.getOrDefault(head.id(), IdentityView.Tiers.NONE), use.lastUse(), use.oldestSecret());
        }).toList();
    }

    private static IdentityView.@Nullable Owner owner(ResultSet row) throws SQLException {
        var name = row.getString("owner");
        return name == null ? null : new IdentityView.Owner(name, Rows.time(row, "owner_named_at"));
    }

    private static Map<Long, List<IdentityView.Account>> accounts(TenantTx tx, Long[] identities) {
        var found = new HashMap<Long, List<IdentityView.Account>>();
        tx.sql("""
               select a.identity_id, a.public_id, c.public_id as connection, c.name, a.external_id, a.username,
                 a.display_name, a.mail, a.mail_verified, a.enabled, a.locked, a.created_at, a.last_sign_in_at,
                 a.gone_at
               from account a
               join connection c on c.tenant_id = a.tenant_id and c.connection_id = a.connection_id
               where a.tenant_id = :tenant and a.identity_id = any(:ids) order by c.name, a.username""")
                .param("ids", identities).query(row -> {
                    found.computeIfAbsent(row.getLong("identity_id"), same -> new ArrayList<>())
                            .add(new IdentityView.Account(row.getObject("public_id", UUID.class),
                                    row.getObject("connection", UUID.class), row.getString("name"),
                                    row.getString("external_id"), row.getString("username"),
                                    row.getString("display_name"), row.getString("mail"),
                                    Rows.flagOrNull(row, "mail_verified"), Rows.flagOrNull(row, "enabled"),
                                    Rows.flagOrNull(row, "locked"), Rows.timeOrNull(row, "created_at"),
                                    Rows.timeOrNull(row, "last_sign_in_at"),
                                    Rows.timeOrNull(row, "gone_at")));
                });
        return found;
    }

    private static Map<Long, IdentityView.Tiers> grants(TenantTx tx, Long[] identities) {
        var found = new HashMap<Long, IdentityView.Tiers>();
        tx.sql("""
               select a.identity_id, count(*) filter (where e.tier = 'critical') as critical,
                 count(*) filter (where e.tier = 'high') as high, count(*) filter (where e.tier = 'moderate') as moderate,
                 count(*) filter (where e.tier = 'low') as low, count(*) filter (where e.tier = 'not known') as unknown
               from access_grant g
               join account a on a.tenant_id = g.tenant_id and a.account_id = g.account_id
               join entitlement e on e.tenant_id = g.tenant_id and e.entitlement_id = g.entitlement_id
               where g.tenant_id = :tenant and g.effective and a.identity_id = any(:ids) group by a.identity_id""")
                .param("ids", identities).query(row -> {
                    found.put(row.getLong("identity_id"), new IdentityView.Tiers(row.getLong("critical"),
                            row.getLong("high"), row.getLong("moderate"), row.getLong("low"),
                            row.getLong("unknown")));
                });
        return found;
    }
}
