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

    /**
     * Finds the account and the entitlement of each staged membership.
     *
     * @return how many memberships name an account and an entitlement that are there
     */
    long hold(TenantTx tx, SnapshotMergeStore.Into into) {
        tx.sql(TABLES).update();
        return tx.sql(STAGED).param("connection", into.connection()).update();
    }

    /** @param complete whether memberships and containments were both read completely: only then does a grant end */
    Derived derive(TenantTx tx, SnapshotMergeStore.Into into, boolean complete) {
        if (!complete) {
            tx.sql(KNOWN).param("connection", into.connection()).update();
        }
        tx.sql("""
               insert into reach (held, given, path, depth, nth)
               select entitlement_id, entitlement_id, array[entitlement_id], 1, 1
               from (select distinct entitlement_id from held) h""").update();
        int depth = 1;
        while (depth < DEEPEST && extend(tx, depth) > 0) {
            depth++;
        }
        boolean deep = depth == DEEPEST;
        tx.sql("""
               insert into way (held, given, direct, paths)
               select held, given, bool_or(depth = 1), jsonb_agg(to_jsonb(path) order by depth, path)
               from reach group by held, given""").update();
        var ways = tx.sql("select count(*) > count(distinct given) from way").query(Boolean.class).single();
        var wanted = ways ? SEVERAL_WAYS : ONE_WAY;
        var rows = tx.sql(NONE_YET).param("connection", into.connection()).query(Boolean.class).single()
                ? first(tx, wanted)
                : SnapshotMergeStore.run(tx, into, complete && !deep, wanted + GRANTS);
        tx.sql(HOLDINGS).param("connection", into.connection()).update();
        return new Derived(deep, rows);
    }

    /** A first reading has nothing to compare with: all appear, and that they did is what their first period says. */
    private static Map<String, Long> first(TenantTx tx, String wanted) {
        long appeared = tx.sql(wanted + FIRST).update();
        return appeared == 0 ? Map.of() : Map.of("appeared", appeared);
    }

    private static final String NONE_YET = """
                                           select not exists (
                                             select from account a
                                             join access_grant g on g.tenant_id = :tenant and g.account_id = a.account_id
                                             where a.tenant_id = :tenant and a.connection_id = :connection)""";

    /** INVARIANT: says of every account of the connection what its grants say; nothing else writes grants. */
    private static final String HOLDINGS = """
                                           insert into account_holding as known (tenant_id, account_id, digest)
                                           select :tenant, a.account_id,
                                             sha256(coalesce(string_agg(int8send(g.entitlement_id), '' order by g.entitlement_id), ''))
                                           from account a
                                           left join access_grant g on g.tenant_id = :tenant and g.account_id = a.account_id and g.direct
                                           where a.tenant_id = :tenant and a.connection_id = :connection
                                           group by a.account_id
                                           on conflict (tenant_id, account_id) do update set digest = excluded.digest
                                             where known.digest <> excluded.digest""";

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

    /** {@code way}: all paths from what is held to what it gives, once for all who hold it. */
    private static final String TABLES = """
                                         create temporary table if not exists held (account_id bigint not null,
                                           entitlement_id bigint not null) on commit delete rows;
                                         create temporary table if not exists reach (held bigint not null, given bigint not null,
                                           path bigint[] not null, depth int not null, nth int not null) on commit delete rows;
                                         create temporary table if not exists way (held bigint not null, given bigint not null,
                                           direct boolean not null, paths jsonb not null) on commit delete rows""";

    /** Who holds what directly, as staged. */
    private static final String STAGED = """
                                         insert into held (account_id, entitlement_id)
                                         select a.account_id, e.entitlement_id
                                         from staged_membership m
                                         join account a on a.tenant_id = :tenant and a.connection_id = :connection and a.external_id = m.account
                                           and a.gone_at is null
                                         join entitlement e on e.tenant_id = :tenant and e.connection_id = :connection and e.kind = m.kind
                                           and e.external_id = m.id and e.gone_at is null""";

    /** From an incomplete reading, what was held is held still. */
    private static final String KNOWN = """
                                        insert into held (account_id, entitlement_id)
                                        select g.account_id, g.entitlement_id
                                        from access_grant g
                                        join account a on a.tenant_id = g.tenant_id and a.account_id = g.account_id and a.gone_at is null
                                        join entitlement e on e.tenant_id = g.tenant_id and e.entitlement_id = g.entitlement_id
                                          and e.gone_at is null
                                        where g.tenant_id = :tenant and a.connection_id = :connection and g.direct""";

    /** Where each entitlement is given by one thing that can be held, who holds that has all paths to it. */
    private static final String ONE_WAY = """
                                          with wanted as (
                                            select h.account_id, w.given as entitlement_id, w.direct, w.paths
                                            from (select distinct account_id, entitlement_id from held) h
                                            join way w on w.held = h.entitlement_id)
                                          """;

    /** Else paths are ranked for each account to which several things that it holds give the same. */
    private static final String SEVERAL_WAYS = """
                                               with pair as materialized (
                                                 select h.account_id, w.given, min(w.held) as held, bool_or(w.direct) as direct,
                                                   max(w.held) > min(w.held) as several
                                                 from held h join way w on w.held = h.entitlement_id group by h.account_id, w.given),
                                               ranked as (
                                                 select p.account_id, p.given, p.direct, to_jsonb(r.path) as path, r.depth,
                                                   row_number() over (partition by p.account_id, p.given order by r.nth, r.depth, r.path) as place
                                                 from pair p
                                                 join (select distinct account_id, entitlement_id from held) h on h.account_id = p.account_id
                                                 join reach r on r.held = h.entitlement_id and r.given = p.given
                                                 where p.several),
                                               wanted as (
                                                 select p.account_id, p.given as entitlement_id, p.direct, w.paths
                                                 from pair p join way w on w.held = p.held and w.given = p.given where not p.several
                                                 union all
                                                 select account_id, given, direct, jsonb_agg(path order by depth, path)
                                                 from ranked where place <= %d group by account_id, given, direct)
                                               """
            .formatted(PATHS_KEPT);

    /** In the order of the key, whose index is then filled from one end, and so that rows read together stand together. */
    private static final String FIRST = """
                                        insert into access_grant (tenant_id, public_id, account_id, entitlement_id, direct, effective, paths, since)
                                        select :tenant, gen_random_uuid(), account_id, entitlement_id, direct, true, paths, :now from wanted
                                        order by account_id, entitlement_id""";

    private static final String GRANTS = """
                                         , known as (
                                           select g.grant_id, g.account_id, g.entitlement_id, g.direct, g.effective, g.paths,
                                             a.gone_at is not null or e.gone_at is not null as ends
                                           from access_grant g
                                           join account a on a.tenant_id = g.tenant_id and a.account_id = g.account_id
                                           join entitlement e on e.tenant_id = g.tenant_id and e.entitlement_id = g.entitlement_id
                                           where g.tenant_id = :tenant and a.tenant_id = :tenant and e.tenant_id = :tenant
                                             and a.connection_id = :connection),
                                         delta as materialized (
                                           select coalesce(k.grant_id, nextval('row_id')) as grant_id, w.account_id, w.entitlement_id, w.direct,
                                             w.paths,
                                             case when k.grant_id is null then 'appeared' when w.account_id is null then 'gone'
                                                  when not k.effective then 'returned' else 'changed' end as what,
                                             case when k.effective then jsonb_build_object('direct', k.direct, 'paths', k.paths) end as before
                                           from wanted w full join known k
                                             on k.account_id = w.account_id and k.entitlement_id = w.entitlement_id
                                           where k.grant_id is null
                                             or (w.account_id is null and k.effective and (:complete or k.ends))
                                             or (w.account_id is not null and (not k.effective or k.direct <> w.direct or k.paths <> w.paths))),
                                         added as (
                                           insert into access_grant (tenant_id, grant_id, public_id, account_id, entitlement_id, direct, effective,
                                             paths, since)
                                           select :tenant, grant_id, gen_random_uuid(), account_id, entitlement_id, direct, true, paths, :now
                                           from delta where what = 'appeared'),
                                         altered as (
                                           update access_grant g set direct = d.direct, effective = true, paths = d.paths,
                                             since = case when d.what = 'changed' then g.since else greatest(:now::timestamptz, (
                                               select max(p.until) + interval '1 microsecond' from grant_period p
                                               where p.tenant_id = :tenant and p.grant_id = d.grant_id)) end
                                           from delta d where g.tenant_id = :tenant and g.grant_id = d.grant_id and d.what in ('changed', 'returned')),
                                         ended as (
                                           update access_grant g set direct = false, effective = false, paths = '[]', since = null
                                           from delta d where g.tenant_id = :tenant and g.grant_id = d.grant_id and d.what = 'gone'),
                                         past as (
                                           insert into grant_period (tenant_id, grant_id, since, until)
                                           select :tenant, g.grant_id, g.since, greatest(:now::timestamptz, g.since)
                                           from delta d join access_grant g on g.tenant_id = :tenant and g.grant_id = d.grant_id
                                           where d.what = 'gone' and g.since is not null),
                                         closed as (
                                           update grant_period p set until = greatest(:now::timestamptz, p.since)
                                           from delta d where p.tenant_id = :tenant and p.grant_id = d.grant_id and d.what = 'gone'
                                             and p.until is null),
                                         -- That a grant appeared is what its first period says.
                                         remembered as (
                                           insert into register_history (tenant_id, snapshot_id, at, kind, row_id, what, before, after)
                                           select :tenant, :snapshot, :now, 'grant', grant_id, what, before,
                                             case when what <> 'gone' then jsonb_build_object('direct', direct, 'paths', paths) end
                                           from delta where what <> 'appeared')
                                         select what, count(*) as rows from delta group by what""";
}
