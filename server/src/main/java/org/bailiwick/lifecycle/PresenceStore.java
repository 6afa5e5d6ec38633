package org.bailiwick.lifecycle;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The SQL of where somebody is, in a transaction of one tenant or of several, and of what nobody knows. */
@Component
final class PresenceStore {
    private static final String[] ACCESS_RESTS_ON = {"accounts", "entitlements", "containments", "memberships"};

    private record Held(int tenant, UUID account) {}

    /** Customers in which somebody of these is. */
    List<TenantId> tenants(ReadTx tx, Set<UUID> subjects) {
        return tx.sql("""
                      select distinct tenant_id from identity
                      where subject = any(:subjects) and tenant_id <> :msp order by tenant_id""")
                .param("subjects", subjects.toArray(UUID[]::new)).param("msp", TenantId.MSP.value())
                .query(Integer.class).list().stream().map(TenantId::new).toList();
    }

    /** Every tenant asked for is in the answer, also where nothing is known of the person there. */
    List<Presence> of(Function<String, StatementSpec> sql, Set<TenantId> tenants, UUID subject) {
        var grants = grants(sql, tenants, subject);
        var accounts = new LinkedHashMap<Integer, List<Presence.Account>>();
        bound(sql, tenants, """
                            select a.tenant_id, a.public_id, i.public_id as identity, i.person_id, a.username,
                              a.display_name, c.name as system,
                              c.disconnected_at is not null as disconnected,
                                case when a.enabled = a.in_use then a.enabled end as enabled
                            from identity i
                            join account a on a.tenant_id = i.tenant_id and a.identity_id = i.identity_id
                            join connection c on c.tenant_id = a.tenant_id and c.connection_id = a.connection_id
                            where i.tenant_id = any(:tenants) and i.subject = :subject and a.gone_at is null
                            order by a.tenant_id, a.username, a.account_id""").param("subject", subject).query(row -> {
            var held = new Held(row.getInt("tenant_id"), row.getObject("public_id", UUID.class));
            accounts.computeIfAbsent(held.tenant(), none -> new ArrayList<>())
                    .add(new Presence.Account(held.account(), row.getObject("identity", UUID.class),
                            row.getObject("person_id", Long.class), row.getString("username"),
                            row.getString("display_name"), row.getString("system"),
                            row.getBoolean("disconnected"),
                            row.getObject("enabled", Boolean.class), grants.getOrDefault(held, List.of())));
        });
        var read = readAt(sql, tenants);
        return tenants.stream()
                .map(tenant -> new Presence(tenant, accounts.getOrDefault(tenant.value(), List.of()),
                        Optional.ofNullable(read.get(tenant.value()))))
                .toList();
    }

    private static Map<Held, List<Presence.Grant>> grants(Function<String, StatementSpec> sql, Set<TenantId> tenants,
            UUID subject) {
        var grants = new HashMap<Held, List<Presence.Grant>>();
        bound(sql, tenants, """
                            select g.tenant_id, a.public_id as account, g.public_id, e.kind, e.name, e.tier,
                              e.self_raising, g.direct, (
                              select jsonb_agg(p.names order by p.nth) from (
                                select path.nth, jsonb_agg(s.name order by step.nth) as names
                                from jsonb_array_elements(g.paths) with ordinality as path (ids, nth)
                                cross join jsonb_array_elements_text(path.ids) with ordinality as step (id, nth)
                                join entitlement s on s.tenant_id = g.tenant_id and s.entitlement_id = step.id::bigint
                                group by path.nth) p)::text as paths
                            from identity i
                            join account a on a.tenant_id = i.tenant_id and a.identity_id = i.identity_id
                            join access_grant g on g.tenant_id = a.tenant_id and g.account_id = a.account_id
                              and g.effective
                            join entitlement e on e.tenant_id = g.tenant_id and e.entitlement_id = g.entitlement_id
                            where i.tenant_id = any(:tenants) and i.subject = :subject and a.gone_at is null
                            order by array_position(array['critical', 'high', 'not known', 'moderate', 'low'], e.tier),
                              e.name, g.grant_id""").param("subject", subject).query(row -> {
            grants.computeIfAbsent(new Held(row.getInt("tenant_id"), row.getObject("account", UUID.class)),
                    none -> new ArrayList<>()).add(grant(row));
        });
        return grants;
    }

    private static Presence.Grant grant(ResultSet row) throws SQLException {
        return new Presence.Grant(row.getObject("public_id", UUID.class), row.getString("kind"),
                row.getString("name"), row.getString("tier"), row.getBoolean("self_raising"),
                row.getBoolean("direct"), paths(row.getString("paths")));
    }

    /** A tenant one of whose systems was never read completely is not in the answer. */
    private static Map<Integer, Instant> readAt(Function<String, StatementSpec> sql, Set<TenantId> tenants) {
        var read = new HashMap<Integer, Instant>();
        bound(sql, tenants, """
                            select tenant_id, min(at) as read_at from read_whole
                            where tenant_id = any(:tenants) and kind = any(:kinds)
                            group by tenant_id having count(*) = count(at)""")
                .param("kinds", ACCESS_RESTS_ON).query(row -> {
                    read.put(row.getInt("tenant_id"), row.getObject("read_at", OffsetDateTime.class).toInstant());
                });
        return read;
    }

    /** Over the whole estate: where an account of this person is, as far as any reading shows. */
    Set<TenantId> concerned(ReadTx tx, UUID subject) {
        return Set.copyOf(tx.sql("""
                                 select distinct i.tenant_id from identity i
                                 join account a on a.tenant_id = i.tenant_id and a.identity_id = i.identity_id
                                 where i.subject = :subject and a.gone_at is null""").param("subject", subject)
                .query(Integer.class).list().stream().map(TenantId::new).toList());
    }

    /** Secrets and keys of their accounts, identities they answer for as owner, and the secrets and keys of these. */
    List<NotEnded> notEnded(ReadTx tx, Set<TenantId> tenants, UUID subject) {
        return bound(tx::sql, tenants, """
                                       with theirs as (
                                         select a.tenant_id, a.account_id, a.username, a.mail, i.public_id
                                         from identity i
                                         join account a on a.tenant_id = i.tenant_id and a.identity_id = i.identity_id
                                         where i.tenant_id = any(:tenants) and i.subject = :subject),
                                       owned as (
                                         select distinct i.tenant_id, i.identity_id, i.public_id, i.kind, i.display_name
                                         from theirs t
                                         join identity i on i.tenant_id = t.tenant_id and i.kind <> 'human'
                                           and lower(i.owner) in (lower(t.username), lower(nullif(t.mail, ''))))
                                       select t.tenant_id, c.kind, t.username as of, t.public_id
                                       from theirs t
                                       join credential c on c.tenant_id = t.tenant_id and c.account_id = t.account_id
                                         and c.gone_at is null
                                       union all
                                       select tenant_id, kind, display_name, public_id from owned
                                       union all
                                       select o.tenant_id, c.kind, o.display_name, o.public_id
                                       from owned o
                                       join account a on a.tenant_id = o.tenant_id and a.identity_id = o.identity_id
                                         and a.gone_at is null
                                       join credential c on c.tenant_id = a.tenant_id and c.account_id = a.account_id
                                         and c.gone_at is null
                                       order by 1, 3, 2""").param("subject", subject)
                .query((row, number) -> new NotEnded(new TenantId(row.getInt("tenant_id")), row.getString("kind"),
                        row.getString("of"), row.getObject("public_id", UUID.class)))
                .list();
    }

    /** What one person has left in a tenant: an account that is not disabled, or a direct membership. */
    record Remains(boolean account, boolean membership) {
        boolean of(LeaverCase leaver, TenantId tenant) {
            return account || membership && leaver.memberships() && !tenant.equals(TenantId.MSP);
        }
    }

    /** By subject; of whom nothing is left is absent. */
    Map<UUID, Remains> remains(TenantTx tx, Set<UUID> subjects) {
        var remains = new HashMap<UUID, Remains>();
        tx.sql("""
               select i.subject, bool_or(a.in_use is distinct from false) as account,
                 bool_or(exists (select from access_grant g where g.tenant_id = a.tenant_id
                   and g.account_id = a.account_id and g.effective and g.direct)) as membership
               from identity i
               join account a on a.tenant_id = i.tenant_id and a.identity_id = i.identity_id
               join connection c on c.tenant_id = a.tenant_id and c.connection_id = a.connection_id
                 and c.disconnected_at is null
               where i.tenant_id = :tenant and i.subject = any(:subjects) and a.gone_at is null
               group by i.subject""").param("subjects", subjects.toArray(UUID[]::new)).query(row -> {
            remains.put(row.getObject("subject", UUID.class),
                    new Remains(row.getBoolean("account"), row.getBoolean("membership")));
        });
        return remains;
    }

    /** In the MSP's own tenant: by which name its directory knows somebody, also one whose account is gone. */
    Optional<String> staff(TenantTx tx, UUID subject) {
        return tx.sql("""
                      select display_name from identity where tenant_id = :tenant and subject = :subject
                        and kind = 'human'
                      order by identity_id limit 1""").param("subject", subject).query(String.class).optional();
    }

    /** Whether this person signs in as somebody who bears the subject, anywhere in the estate. */
    boolean linked(ReadTx tx, UUID subject, PersonId person) {
        return tx.sql("select exists (select from identity where subject = :subject and person_id = :person)")
                .param("subject", subject).param("person", person.value()).query(Boolean.class).single();
    }

    /** Inside ids of the accounts of somebody in this tenant, those included that are gone. */
    List<Long> accounts(TenantTx tx, UUID subject) {
        return tx.sql("""
                      select a.account_id from account a
                      join identity i on i.tenant_id = a.tenant_id and i.identity_id = a.identity_id
                      where i.tenant_id = :tenant and i.subject = :subject""").param("subject", subject)
                .query(Long.class).list();
    }

    Optional<UUID> subject(TenantTx tx, UUID identity) {
        return tx.sql("select subject from identity where tenant_id = :tenant and public_id = :id")
                .param("id", identity).query(UUID.class).optional();
    }

    private static StatementSpec bound(Function<String, StatementSpec> sql, Set<TenantId> tenants, String text) {
        return sql.apply(text).param("tenants", tenants.stream().map(TenantId::value).toArray(Integer[]::new));
    }

    private static List<List<String>> paths(@Nullable String stored) {
        return stored == null
                ? List.of()
                : items(Json.parse(stored.getBytes(StandardCharsets.UTF_8))).stream()
                        .map(path -> items(path).stream().map(name -> ((Json.Text) name).value()).toList()).toList();
    }

    private static List<Json> items(Json value) {
        return value instanceof Json.Arr array ? array.items() : List.of();
    }
}
