package org.bailiwick.register;

import java.util.Map;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/**
 * Derives who effectively holds what, and over which paths, from direct memberships and from which entitlements contain
 * others. Paths are found breadth first, so that a cycle ends and a maze of nested groups keeps a few paths a pair: at
 * least one for every direct membership that leads there, the shortest, always the same ones. Only rows that differ
 * are written.
 */
@Component
final class EffectiveAccessStore {
    private static final int PATHS_KEPT = 8;
    static final int DEEPEST = 50;

    /**
     * @param deep whether entitlements are nested deeper than the search goes, so that access beyond is not known
     * @param rows how many grants appeared, changed, were gone or returned
     */
    record Derived(boolean deep, Map<String, Long> rows) {}

    /** @param complete whether memberships and containments were both read completely: only then does a grant end */
    Derived derive(TenantTx tx, SnapshotMergeStore.Into into, boolean complete) {
        tx.sql("""
               create temporary table held (account_id bigint not null, entitlement_id bigint not null)
               on commit drop""").update();
        tx.sql("""
               create temporary table reach (held bigint not null, given bigint not null, path bigint[] not null,
                 depth int not null, nth int not null) on commit drop""").update();
        tx.sql(HELD).param("connection", into.connection()).param("complete", complete).update();
        tx.sql("""
               insert into reach (held, given, path, depth, nth)
               select distinct entitlement_id, entitlement_id, array[entitlement_id], 1, 1 from held""").update();
        int depth = 1;
        while (depth < DEEPEST && extend(tx, depth) > 0) {
            depth++;
        }
        boolean deep = depth == DEEPEST;
        tx.sql("analyze held, reach").update();
        return new Derived(deep, SnapshotMergeStore.run(tx, into, complete && !deep, GRANTS.formatted(PATHS_KEPT)));
    }

    /** Paths one step longer than {@code depth}; a path never returns to where it was. */
    private static int extend(TenantTx tx, int depth) {
        return tx.sql("""
                      with step as (
                        select r.held, c.child_id as given, r.path || c.child_id as path
                        from reach r
                        join containment c on c.tenant_id = :tenant and c.parent_id = r.given and c.gone_at is null
                        join entitlement e on e.tenant_id = :tenant and e.entitlement_id = c.child_id
                          and e.gone_at is null
                        where r.depth = :depth and not c.child_id = any(r.path)),
                      found as (select held, given, max(nth) as nth from reach group by held, given),
                      counted as (
                        select s.held, s.given, s.path, row_number() over (partition by s.held, s.given order by s.path)
                          + coalesce(f.nth, 0) as nth
                        from step s left join found f on f.held = s.held and f.given = s.given)
                      insert into reach (held, given, path, depth, nth)
                      select held, given, path, :depth + 1, nth from counted where nth <= :most""")
                .param("depth", depth).param("most", PATHS_KEPT).update();
    }

    /** Who holds what directly: as staged, and from an incomplete reading also as known. */
    private static final String HELD = """
                                       insert into held (account_id, entitlement_id)
                                       select a.account_id, e.entitlement_id
                                       from staged_membership m
                                       join account a on a.tenant_id = :tenant and a.connection_id = :connection and a.external_id = m.account
                                         and a.gone_at is null
                                       join entitlement e on e.tenant_id = :tenant and e.connection_id = :connection and e.kind = m.kind
                                         and e.external_id = m.id and e.gone_at is null
                                       union
                                       select g.account_id, g.entitlement_id
                                       from access_grant g
                                       join account a on a.tenant_id = g.tenant_id and a.account_id = g.account_id and a.gone_at is null
                                       join entitlement e on e.tenant_id = g.tenant_id and e.entitlement_id = g.entitlement_id
                                         and e.gone_at is null
                                       where not :complete and g.tenant_id = :tenant and a.connection_id = :connection and g.direct""";

    private static final String GRANTS = """
                                         with ranked as (
                                           select h.account_id, r.given, to_jsonb(r.path) as path, r.depth = 1 as direct, r.nth, r.depth,
                                             row_number() over (partition by h.account_id, r.given order by r.nth, r.depth, r.path) as place
                                           from held h join reach r on r.held = h.entitlement_id),
                                         wanted as (
                                           select account_id, given as entitlement_id, bool_or(direct) as direct,
                                             jsonb_agg(path order by depth, path) as paths
                                           from ranked where place <= %d group by account_id, given),
                                         known as (
                                           select g.grant_id, g.account_id, g.entitlement_id, g.direct, g.effective, g.paths,
                                             a.gone_at is not null or e.gone_at is not null as ends
                                           from access_grant g
                                           join account a on a.tenant_id = g.tenant_id and a.account_id = g.account_id
                                           join entitlement e on e.tenant_id = g.tenant_id and e.entitlement_id = g.entitlement_id
                                           where g.tenant_id = :tenant and a.connection_id = :connection),
                                         delta as materialized (
                                           select coalesce(k.grant_id, nextval('row_id')) as grant_id, w.account_id, w.entitlement_id, w.direct,
                                             w.paths,
                                             case when k.grant_id is null then 'appeared' when w.account_id is null then 'gone'
                                                  when not k.effective then 'returned' else 'changed' end as what,
                                             case when k.effective then jsonb_build_object('direct', k.direct, 'paths', k.paths) end as before,
                                             case when w.account_id is not null then jsonb_build_object('direct', w.direct, 'paths', w.paths) end
                                               as after
                                           from wanted w full join known k
                                             on k.account_id = w.account_id and k.entitlement_id = w.entitlement_id
                                           where k.grant_id is null
                                             or (w.account_id is null and k.effective and (:complete or k.ends))
                                             or (w.account_id is not null and (not k.effective or k.direct <> w.direct or k.paths <> w.paths))),
                                         added as (
                                           insert into access_grant (tenant_id, grant_id, public_id, account_id, entitlement_id, direct, effective,
                                             paths)
                                           select :tenant, grant_id, gen_random_uuid(), account_id, entitlement_id, direct, true, paths
                                           from delta where what = 'appeared'),
                                         altered as (
                                           update access_grant g set direct = d.direct, effective = true, paths = d.paths
                                           from delta d where g.tenant_id = :tenant and g.grant_id = d.grant_id and d.what in ('changed', 'returned')),
                                         ended as (
                                           update access_grant g set direct = false, effective = false, paths = '[]'
                                           from delta d where g.tenant_id = :tenant and g.grant_id = d.grant_id and d.what = 'gone'),
                                         begun as (
                                           insert into grant_period (tenant_id, grant_id, since)
                                           select :tenant, d.grant_id, greatest(:now::timestamptz, (
                                             select max(p.until) + interval '1 microsecond' from grant_period p
                                             where p.tenant_id = :tenant and p.grant_id = d.grant_id))
                                           from delta d where d.what in ('appeared', 'returned')),
                                         closed as (
                                           update grant_period p set until = greatest(:now::timestamptz, p.since)
                                           from delta d where p.tenant_id = :tenant and p.grant_id = d.grant_id and d.what = 'gone'
                                             and p.until is null),
                                         -- That a grant appeared is what its first period says.
                                         remembered as (
                                           insert into register_history (tenant_id, snapshot_id, at, kind, row_id, what, before, after)
                                           select :tenant, :snapshot, :now, 'grant', grant_id, what, before, after from delta
                                           where what <> 'appeared')
                                         select what, count(*) as rows from delta group by what""";
}
