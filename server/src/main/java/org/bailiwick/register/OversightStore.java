package org.bailiwick.register;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of looking over several tenants, and of remembering that somebody did. */
@Component
final class OversightStore {
    private static final int PRIVILEGED_SHOWN = 50;

    private final IdentityUseStore uses;

    OversightStore(IdentityUseStore uses) {
        this.uses = uses;
    }

    /** Which subjects are wanted; null for all. Found is whom any of the identities that may be seen fits. */
    record Filter(@Nullable String kind, @Nullable String search) {
        static final Filter ALL = new Filter(null, null);
    }

    /** Where a page of subjects ended; who is in most tenants comes first. */
    record Place(long tenants, UUID subject) {}

    /** A look that the tenants are still to be told of. */
    record Read(long id, long person, Actor actor, String view, Entry.Authority authority, UUID evaluation,
            List<TenantId> tenants) {}

    long remember(TenantTx tx, Permit permit, Principal.Person person, String view, List<Integer> tenants) {
        return tx.sql("""
                      insert into oversight_read (tenant_id, person_id, name, issuer, subject, view, capability,
                        authority, chain, evaluation, at, tenants)
                      values (:tenant, :person, :name, :issuer, :subject, :view, :capability, :authority, :chain,
                        :evaluation, :now, :tenants)
                      returning read_id""")
                .param("person", person.id().value()).param("name", person.name()).param("issuer", person.issuer())
                .param("subject", person.subject()).param("view", view).param("capability", permit.capability())
                .param("authority", permit.authority().id())
                .param("chain", permit.authority().chain()).param("evaluation", permit.evaluation())
                .param("tenants", tenants.toArray(Integer[]::new)).query(Long.class).single();
    }

    /** This look and whatever other looks of the same person at the same view wait to be told, under one authority. */
    List<Read> alike(TenantTx tx, long id) {
        return tx.sql("""
                      select r.read_id, r.person_id, r.name, r.issuer, r.subject, r.view, r.capability, r.authority,
                        r.chain, r.evaluation, r.tenants
                      from oversight_read this join oversight_read r on r.tenant_id = this.tenant_id
                        and r.person_id = this.person_id and r.view = this.view and r.authority = this.authority
                      where this.tenant_id = :tenant and this.read_id = :id order by r.read_id""").param("id", id)
                .query((row, number) -> new Read(row.getLong("read_id"), row.getLong("person_id"),
                        new Actor(new PersonId(row.getLong("person_id")), row.getString("name"),
                                row.getString("issuer"), row.getString("subject"), null, null, null),
                        row.getString("view"),
                        new Entry.Authority(row.getObject("authority", UUID.class),
                                Optional.ofNullable(row.getString("capability")).orElse("oversight.read"),
                                row.getString("chain")),
                        row.getObject("evaluation", UUID.class), tenants(row.getArray("tenants"))))
                .list();
    }

    int forget(TenantTx tx, List<Long> ids) {
        return tx.sql("delete from oversight_read where tenant_id = :tenant and read_id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new)).update();
    }

    List<SubjectView> subjects(ReadTx tx, Set<TenantId> tenants, Filter filter, @Nullable Place after,
            int limit) {
        var subjects = over(tx, tenants,
                """
                with present as (
                  select i.subject, count(distinct i.tenant_id) as tenants
                  from identity i
                  where i.tenant_id = any(:tenants)
                    and exists (select from account a where a.tenant_id = i.tenant_id
                      and a.identity_id = i.identity_id and a.gone_at is null)
                    and (:search::text is null or i.subject in (
                      select f.subject from identity f where f.tenant_id = any(:tenants)
                        and position(lower(:search) in lower(f.display_name)) > 0))
                  group by i.subject
                  having (:kind::text is null or bool_or(i.kind = :kind))
                    and (:search::text is null or bool_or(position(lower(:search) in lower(i.display_name)) > 0)))
                select subject from present
                where :after_tenants::bigint is null or tenants < :after_tenants
                  or tenants = :after_tenants and subject > :after_subject::uuid
                order by tenants desc, subject limit :limit""").param("kind", filter.kind())
                .param("search", filter.search())
                .param("after_tenants", after == null ? null : after.tenants())
                .param("after_subject", after == null ? null : after.subject()).param("limit", limit)
                .query(UUID.class).list();
        return views(tx, tenants, subjects);
    }

    List<SubjectView> subject(ReadTx tx, Set<TenantId> tenants, UUID subject) {
        return views(tx, tenants, List.of(subject));
    }

    private List<SubjectView> views(ReadTx tx, Set<TenantId> tenants, List<UUID> subjects) {
        var privileged = privileged(tx, tenants, subjects);
        var ages = ages(tx, tenants);
        var used = uses.over(tx, tenants, subjects);
        var views = new LinkedHashMap<UUID, SubjectView>();
        subjects.forEach(subject -> views.put(subject, SubjectView.of(subject, "", "", List.of())));
        over(tx, tenants,
                """
                select i.tenant_id, i.identity_id, i.public_id, i.subject, i.kind, i.display_name, i.owner,
                  t.public_id as tenant, t.short_name, t.name,
                  array(select c.name || ': ' || a.username from account a
                    join connection c on c.tenant_id = a.tenant_id and c.connection_id = a.connection_id
                    where a.tenant_id = i.tenant_id and a.identity_id = i.identity_id and a.gone_at is null
                    order by 1) as accounts,
                  g.critical, g.high, g.moderate, g.low, g.unknown
                from identity i join tenant t on t.tenant_id = i.tenant_id
                cross join lateral (
                  select count(*) filter (where e.tier = 'critical') as critical,
                    count(*) filter (where e.tier = 'high') as high,
                    count(*) filter (where e.tier = 'moderate') as moderate,
                    count(*) filter (where e.tier = 'low') as low,
                    count(*) filter (where e.tier = 'not known') as unknown
                  from account a
                  join access_grant g on g.tenant_id = a.tenant_id and g.account_id = a.account_id and g.effective
                  join entitlement e on e.tenant_id = g.tenant_id and e.entitlement_id = g.entitlement_id
                  where a.tenant_id = i.tenant_id and a.identity_id = i.identity_id) g
                where i.tenant_id = any(:tenants) and i.subject = any(:subjects)
                order by t.name, i.identity_id""").param("subjects", subjects.toArray(UUID[]::new)).query(row -> {
                    int tenant = row.getInt("tenant_id");
                    var place = new IdentityUseStore.Place(tenant, row.getLong("identity_id"));
                    var presence = presence(row, used.getOrDefault(place, IdentityUse.NOWHERE),
                            privileged.getOrDefault(place, List.of()), ages.get(tenant));
                    views.computeIfPresent(row.getObject("subject", UUID.class), (subject, view) -> {
                        var more = new ArrayList<>(view.tenants());
                        more.add(presence);
                        return SubjectView.of(subject, view.kind().isEmpty() ? kind(row) : view.kind(),
                                view.displayName().isEmpty() ? presence.displayName() : view.displayName(), more);
                    });
                });
        return views.values().stream().filter(view -> !view.tenants().isEmpty()).toList();
    }

    private static String kind(ResultSet row) {
        try {
            return row.getString("kind");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static SubjectView.Presence presence(ResultSet row, IdentityUse use,
            List<SubjectView.Privileged> privileged, @Nullable Instant observedAt) throws SQLException {
        return new SubjectView.Presence(
                new SubjectView.TenantRef(row.getObject("tenant", UUID.class), row.getString("short_name"),
                        row.getString("name")),
                row.getObject("public_id", UUID.class), row.getString("display_name"), row.getString("owner"),
                Arrays.asList((String[]) row.getArray("accounts").getArray()),
                new IdentityView.Tiers(row.getLong("critical"), row.getLong("high"), row.getLong("moderate"),
                        row.getLong("low"), row.getLong("unknown")),
                use.lastUse(), use.oldestSecret(), privileged, observedAt);
    }

    private static Map<IdentityUseStore.Place, List<SubjectView.Privileged>> privileged(ReadTx tx,
            Set<TenantId> tenants,
            List<UUID> subjects) {
        var found = new HashMap<IdentityUseStore.Place, List<SubjectView.Privileged>>();
        over(tx, tenants,
                """
                with held as (
                  select i.tenant_id, i.identity_id, g.public_id, g.direct, g.paths, e.public_id as entitlement, e.kind,
                    e.name, e.tier, e.self_raising, row_number() over (partition by i.tenant_id, i.identity_id
                      order by e.tier, e.name, g.public_id) as nth
                  from identity i
                  join account a on a.tenant_id = i.tenant_id and a.identity_id = i.identity_id
                  join access_grant g on g.tenant_id = a.tenant_id and g.account_id = a.account_id and g.effective
                  join entitlement e on e.tenant_id = g.tenant_id and e.entitlement_id = g.entitlement_id
                  where i.tenant_id = any(:tenants) and i.subject = any(:subjects) and e.tier in ('critical', 'high'))
                select h.tenant_id, h.identity_id, h.public_id, h.direct, h.entitlement, h.kind, h.name, h.tier,
                  h.self_raising, (
                    select jsonb_agg(p.steps order by p.nth) from (
                      select path.nth, jsonb_agg(jsonb_build_object('kind', s.kind, 'name', s.name) order by step.nth)
                        as steps
                      from jsonb_array_elements(h.paths) with ordinality as path (ids, nth)
                      cross join jsonb_array_elements_text(path.ids) with ordinality as step (id, nth)
                      join entitlement s on s.tenant_id = h.tenant_id and s.entitlement_id = step.id::bigint
                      group by path.nth) p)::text as paths
                from held h where h.nth <= :most order by h.tenant_id, h.identity_id, h.nth""")
                .param("subjects", subjects.toArray(UUID[]::new)).param("most", PRIVILEGED_SHOWN).query(row -> {
                    found.computeIfAbsent(
                            new IdentityUseStore.Place(row.getInt("tenant_id"), row.getLong("identity_id")),
                            same -> new ArrayList<>())
                            .add(new SubjectView.Privileged(row.getObject("public_id", UUID.class),
                                    new SubjectView.Entitlement(row.getObject("entitlement", UUID.class),
                                            row.getString("kind"), row.getString("name"), row.getString("tier"),
                                            row.getBoolean("self_raising")),
                                    row.getBoolean("direct"), paths(row.getString("paths"))));
                });
        return found;
    }

    /** Since when everything that grants rest on is known in each tenant; a tenant without an entry is not known. */
    private static Map<Integer, Instant> ages(ReadTx tx, Set<TenantId> tenants) {
        var ages = new HashMap<Integer, Instant>();
        over(tx, tenants,
                """
                select tenant_id, min(at) as observed_at from read_whole
                where tenant_id = any(:tenants) and kind = any(:kinds)
                group by tenant_id having count(*) = count(at)""")
                .param("kinds", DataAge.OF_GRANTS.toArray(String[]::new)).query(row -> {
                    ages.put(row.getInt("tenant_id"), Rows.time(row, "observed_at"));
                });
        return ages;
    }

    private static JdbcClient.StatementSpec over(ReadTx tx, Set<TenantId> tenants, String sql) {
        return tx.sql(sql).param("tenants", tenants.stream().map(TenantId::value).toArray(Integer[]::new));
    }

    private static List<TenantId> tenants(Array ids) throws SQLException {
        return Arrays.stream((Integer[]) ids.getArray()).map(TenantId::new).toList();
    }

    private static List<List<SubjectView.Step>> paths(@Nullable String text) {
        if (text == null || !(Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Json.Arr paths)) {
            return List.of();
        }
        return paths.items().stream().map(path -> path instanceof Json.Arr steps
                ? steps.items().stream().map(step -> new SubjectView.Step(step.textAt("kind").orElse(""),
                        step.textAt("name").orElse(""))).toList()
                : List.<SubjectView.Step>of()).toList();
    }
}
