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

    /** Every tenant asked for is in the answer, also where nothing is known of the person there. */
    List<Presence> of(Function<String, StatementSpec> sql, Set<TenantId> tenants, UUID subject) {
        var grants = grants(sql, tenants, subject);
        var accounts = new LinkedHashMap<Integer, List<Presence.Account>>();
        bound(sql, tenants, """
                            select a.tenant_id, a.public_id, i.public_id as identity, i.person_id, a.username,
                              a.display_name, c.name as system,
                              c.disconnected_at is not null as disconnected, a.enabled
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
                            with needed as (
                              select c.tenant_id, (
                                select max(s.started_at) from snapshot s
                                join snapshot_kind k on k.tenant_id = s.tenant_id and k.snapshot_id = s.snapshot_id
                                where s.tenant_id = c.tenant_id and s.connection_id = c.connection_id
                                  and k.kind = kind.kind and k.complete and c.disconnected_at is null
                                  and (c.reconnected_at is null or s.started_at >= c.reconnected_at)) as complete_at
                              from connection c cross join unnest(:kinds::text[]) as kind (kind)
                              where c.tenant_id = any(:tenants))
                            select tenant_id, min(complete_at) as read_at from needed
                            group by tenant_id having count(*) = count(complete_at)""")
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

    /** Over the whole estate: the tenants whose newest reading does not tell everything that access rests on. */
    List<NotKnown> notKnown(ReadTx tx) {
        return tx
                .sql("""
                     with newest as (
                       select c.tenant_id, c.connection_id, c.disconnected_at, l.state, l.complete
                       from connection c
                       left join lateral (
                         select s.state, (select count(*) from snapshot_kind k
                           where k.tenant_id = s.tenant_id and k.snapshot_id = s.snapshot_id and k.complete
                             and k.kind = any(:kinds)) as complete
                         from snapshot s
                         where s.tenant_id = c.tenant_id and s.connection_id = c.connection_id
                           and s.state in ('complete', 'partial', 'failed')
                           and (c.reconnected_at is null or s.started_at >= c.reconnected_at)
                         order by s.requested_at desc, s.snapshot_id desc limit 1) l on true)
                     select t.tenant_id, case when count(n.connection_id) = 0 then 'no system is connected'
                         when bool_or(n.disconnected_at is not null) then 'its system is disconnected'
                         when bool_or(n.state is null) then 'its system was never read'
                         when bool_or(n.state = 'failed') then 'its system did not answer when it was last to be read'
                         else 'its system was not read completely the last time' end as why
                     from tenant t left join newest n on n.tenant_id = t.tenant_id
                     group by t.tenant_id
                     having count(n.connection_id) = 0
                       or bool_or(n.disconnected_at is not null or n.state is null or n.state = 'failed' or n.complete < :needed)
                     order by t.tenant_id""")
                .param("kinds", ACCESS_RESTS_ON).param("needed", ACCESS_RESTS_ON.length)
                .query((row, number) -> new NotKnown(new TenantId(row.getInt("tenant_id")), row.getString("why")))
                .list();
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
