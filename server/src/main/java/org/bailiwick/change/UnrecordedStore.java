package org.bailiwick.change;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.bailiwick.change.UnrecordedChange.Difference;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL that holds what readings found against what was ordered. */
@Component
final class UnrecordedStore {
    /** A place in the list, that of the last difference seen. */
    record Place(Instant at, long place) {}

    /** Newest first; with {@code after} only those that stand behind it, and nothing from before {@code from}. */
    List<UnrecordedChange> newest(TenantTx tx, Instant from, @Nullable Place after, int limit) {
        return tx.sql(DIFFERENCES + """
                                    select d.*, c.name as system,
                                      (select max(s.ended_at) from snapshot s
                                       where s.tenant_id = :tenant and s.connection_id = d.connection_id
                                         and s.state in ('complete', 'partial') and s.ended_at < d.at) as not_before
                                    from difference d
                                    join connection c on c.tenant_id = :tenant and c.connection_id = d.connection_id
                                    where :at::timestamptz is null or (d.at, d.place) < (:at, :place)
                                    order by d.at desc, d.place desc limit :limit""")
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("at", after == null ? null : after.at().atOffset(ZoneOffset.UTC))
                .param("place", after == null ? 0L : after.place()).param("limit", limit)
                .query((row, number) -> change(row)).list();
    }

    List<NotReadYet> notReadYet(TenantTx tx) {
        return tx.sql("""
                      select c.name, string_agg(kind.kind, ', ' order by kind.kind) as kinds
                      from connection c
                      cross join (values ('accounts'), ('memberships'), ('credentials'), ('entitlements'),
                        ('containments'), ('settings')) as kind (kind)
                      where c.tenant_id = :tenant and c.disconnected_at is null and not exists (
                        select from snapshot s
                        join snapshot_kind k on k.tenant_id = s.tenant_id and k.snapshot_id = s.snapshot_id
                        where s.tenant_id = :tenant and s.connection_id = c.connection_id and k.kind = kind.kind
                          and k.complete and s.ended_at is not null)
                      group by c.connection_id, c.name order by c.name""")
                .query((row, number) -> new NotReadYet(row.getString("name"), row.getString("kinds"))).list();
    }

    /**
     * What came anew is told from the second reading that could tell: the first one finds what was there long before.
     * What an account or an entitlement took with it when it was gone is not told again. A lock that ends by itself after
     * a while is nobody's act, nor is one that sets in.
     */
    private static final String DIFFERENCES = """
                                              with first as (
                                                select s.connection_id, k.kind, min(s.ended_at) as at
                                                from snapshot s
                                                join snapshot_kind k on k.tenant_id = s.tenant_id and k.snapshot_id = s.snapshot_id
                                                where s.tenant_id = :tenant and k.complete and s.ended_at is not null
                                                group by s.connection_id, k.kind),
                                              found as (
                                                select h.at, h.history_id, h.kind, h.row_id, h.what, h.before, h.after, s.connection_id
                                                from register_history h
                                                join snapshot s on s.tenant_id = h.tenant_id and s.snapshot_id = h.snapshot_id
                                                where h.tenant_id = :tenant and h.at > :from),
                                              sent as (
                                                select o.account_id, o.entitlement_id, o.action, e.at
                                                from change_order o
                                                join change_event e on e.tenant_id = o.tenant_id and e.change_id = o.change_id
                                                where o.tenant_id = :tenant and e.state = 'sent'),
                                              membership as (
                                                select a.connection_id, a.account_id, a.gone_at as account_gone_at, a.username, i.public_id as identity,
                                                  e.name, e.gone_at as entitlement_gone_at, g.grant_id, g.entitlement_id, g.direct, g.since
                                                from access_grant g
                                                join account a on a.tenant_id = g.tenant_id and a.account_id = g.account_id
                                                join identity i on i.tenant_id = a.tenant_id and i.identity_id = a.identity_id
                                                join entitlement e on e.tenant_id = g.tenant_id and e.entitlement_id = g.entitlement_id
                                                where g.tenant_id = :tenant),
                                              -- Also those that are over again: what came and went was there.
                                              period as (
                                                select grant_id, since from access_grant where tenant_id = :tenant and since > :from
                                                union all
                                                select grant_id, since from grant_period where tenant_id = :tenant and since > :from),
                                              difference as (
                                                select p.since as at, p.grant_id as place, 'membership' as kind, 'appeared' as what, m.connection_id,
                                                  m.identity, m.username as subject, m.name as object, null::jsonb as before, null::jsonb as after
                                                from period p
                                                join membership m on m.grant_id = p.grant_id
                                                join first f on f.connection_id = m.connection_id and f.kind = 'memberships'
                                                -- Whether it began as a direct one says the first thing that became of it, or else how it is.
                                                left join lateral (
                                                  select (h.before ->> 'direct')::boolean as direct from register_history h
                                                  where h.tenant_id = :tenant and h.kind = 'grant' and h.row_id = p.grant_id and h.at > p.since
                                                  order by h.at, h.history_id limit 1) began on true
                                                where p.since > f.at and coalesce(began.direct, m.direct)
                                                union all
                                                select h.at, h.history_id, 'membership', case when (h.after ->> 'direct')::boolean then 'appeared'
                                                    else 'gone' end, m.connection_id, m.identity, m.username, m.name, null, null
                                                from found h join membership m on m.grant_id = h.row_id
                                                where h.kind = 'grant' and h.what in ('changed', 'gone')
                                                  and (h.before ->> 'direct')::boolean
                                                    is distinct from coalesce((h.after ->> 'direct')::boolean, false)
                                                  and m.account_gone_at is distinct from h.at and m.entitlement_gone_at is distinct from h.at
                                                  and not exists (
                                                    select from sent where sent.account_id = m.account_id and sent.entitlement_id = m.entitlement_id
                                                      and sent.at <= h.at and not coalesce((h.after ->> 'direct')::boolean, false)
                                                      and sent.at >= (select max(p.since) from grant_period p
                                                                      where p.tenant_id = :tenant and p.grant_id = m.grant_id and p.since <= h.at))
                                                union all
                                                select h.at, h.history_id, 'account', h.what, h.connection_id, i.public_id, a.username, null,
                                                  h.before - known.properties, h.after - known.properties
                                                from found h
                                                join account a on a.tenant_id = :tenant and a.account_id = h.row_id
                                                join identity i on i.tenant_id = a.tenant_id and i.identity_id = a.identity_id
                                                left join first f on f.connection_id = h.connection_id and f.kind = 'accounts'
                                                cross join lateral (
                                                  select array_agg(action) as actions from sent
                                                  where sent.account_id = h.row_id and sent.entitlement_id is null and sent.at <= h.at
                                                    and sent.at > coalesce((select max(b.at) from register_history b
                                                      where b.tenant_id = :tenant and b.kind = 'account' and b.row_id = h.row_id and b.at < h.at),
                                                      '-infinity')) as ordered
                                                cross join lateral (
                                                  select array['pendingActions', 'lockedAt', 'failedSignIns', 'lockPermanent']
                                                    || case when case when (h.after ->> 'enabled')::boolean then 'enable account'
                                                           else 'disable account' end = any(ordered.actions)
                                                         -- Whoever is locked out for good is disabled, by the system itself.
                                                         or (h.after ->> 'lockPermanent')::boolean
                                                         or (h.before ->> 'lockPermanent')::boolean and 'unlock account' = any(ordered.actions)
                                                       then array['enabled'] else '{}' end
                                                    || case when coalesce((h.after ->> 'locked')::boolean, true)
                                                         or 'unlock account' = any(ordered.actions) or not exists (
                                                           select from setting x where x.tenant_id = :tenant and x.connection_id = h.connection_id
                                                             and x.key = 'permanentLockout' and x.value::text = 'true')
                                                       then array['locked'] else '{}' end as properties) as known
                                                where h.kind = 'account' and (h.what <> 'appeared' or h.at > f.at)
                                                  and (h.what <> 'changed'
                                                    or h.before - known.properties is distinct from h.after - known.properties)
                                                union all
                                                select h.at, h.history_id, 'credential', h.what, h.connection_id, i.public_id, a.username,
                                                  coalesce(c.label, c.kind), h.before, h.after
                                                from found h
                                                join credential c on c.tenant_id = :tenant and c.credential_id = h.row_id
                                                join account a on a.tenant_id = c.tenant_id and a.account_id = c.account_id
                                                join identity i on i.tenant_id = a.tenant_id and i.identity_id = a.identity_id
                                                left join first f on f.connection_id = h.connection_id and f.kind = 'credentials'
                                                where h.kind = 'credential' and (h.what <> 'appeared' or h.at > f.at)
                                                  and a.gone_at is distinct from h.at
                                                union all
                                                select h.at, h.history_id, 'entitlement', h.what, h.connection_id, null, e.name, e.kind,
                                                  h.before - array['tier', 'selfRaising'], h.after - array['tier', 'selfRaising']
                                                from found h
                                                join entitlement e on e.tenant_id = :tenant and e.entitlement_id = h.row_id
                                                left join first f on f.connection_id = h.connection_id and f.kind = 'entitlements'
                                                where h.kind = 'entitlement' and (h.what <> 'appeared' or h.at > f.at)
                                                  and (h.what <> 'changed' or h.before - array['tier', 'selfRaising']
                                                    is distinct from h.after - array['tier', 'selfRaising'])
                                                union all
                                                select h.at, h.history_id, 'containment', h.what, h.connection_id, null, e.name, part.name, null, null
                                                from found h
                                                join entitlement e on e.tenant_id = :tenant and e.entitlement_id = h.row_id
                                                join entitlement part on part.tenant_id = :tenant
                                                  and part.entitlement_id = (coalesce(h.after, h.before) ->> 'child')::bigint
                                                left join first f on f.connection_id = h.connection_id and f.kind = 'containments'
                                                where h.kind = 'containment' and (h.what <> 'appeared' or h.at > f.at)
                                                  and e.gone_at is distinct from h.at and part.gone_at is distinct from h.at
                                                union all
                                                select h.at, h.history_id, 'setting', h.what, h.connection_id, null, x.key, null, h.before, h.after
                                                from found h
                                                join setting x on x.tenant_id = :tenant and x.setting_id = h.row_id
                                                left join first f on f.connection_id = h.connection_id and f.kind = 'settings'
                                                where h.kind = 'setting' and (h.what <> 'appeared' or h.at > f.at))
                                              """;

    private static UnrecordedChange change(ResultSet row) throws SQLException {
        var before = row.getString("before");
        var after = row.getString("after");
        return new UnrecordedChange(row.getLong("place"), instant(row, "at").orElseThrow(), instant(row, "not_before"),
                row.getString("system"), UnrecordedChange.Kind.of(row.getString("kind")),
                UnrecordedChange.What.valueOf(row.getString("what").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getObject("identity", UUID.class)), row.getString("subject"),
                Optional.ofNullable(row.getString("object")),
                before == null || after == null ? List.of() : differences(object(before), object(after)));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static Json.Obj object(String text) {
        return (Json.Obj) Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Difference> differences(Json.Obj before, Json.Obj after) {
        var names = new TreeSet<>(before.members().keySet());
        names.addAll(after.members().keySet());
        var differences = new ArrayList<Difference>();
        for (var name : names) {
            var difference = new Difference(name, value(before, name), value(after, name));
            if (!difference.before().equals(difference.after())) {
                differences.add(difference);
            }
        }
        return differences;
    }

    private static Optional<String> value(Json.Obj object, String name) {
        return switch (object.members().get(name)) {
            case null -> Optional.empty();
            case Json.Null nothing -> Optional.empty();
            case Json.Text text -> Optional.of(text.value());
            case Json.Bool flag -> Optional.of(flag.value() ? "yes" : "no");
            case Json other -> Optional.of(new String(CanonicalJson.bytes(other), StandardCharsets.UTF_8));
        };
    }
}
