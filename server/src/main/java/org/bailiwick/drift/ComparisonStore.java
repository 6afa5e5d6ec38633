package org.bailiwick.drift;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The SQL that compares one tenant's effective access with what its expected scope gives, set against set. Names are
 * resolved once per function and once per person, never per grant; and only the grants of accounts are read that hold
 * something else than their functions give.
 */
@Component
final class ComparisonStore {
    /**
     * {@code holder}: which account has which expected function. {@code given}: what a function names, in which system.
     * {@code reach}: what it gives, with all that is contained in that. {@code expected}: both put together. What is compared with it is taken away by set operations,
     * which are hashed or sorted whatever the planner believes about the size of the sets.
     */
    private static final String HOLDER = """
                                         with recursive holder as materialized (
                                           select p.person_id, p.username, a.account_id, a.connection_id, a.in_use, f.function
                                           from expected_person p
                                           join account a on a.tenant_id = :tenant and a.username = p.username and a.gone_at is null
                                           join connection c on c.tenant_id = :tenant and c.connection_id = a.connection_id
                                             and (p.connection is null or p.connection = c.name)
                                           join expected_function f on f.tenant_id = :tenant and f.scope_id = p.scope_id
                                             and f.username = p.username
                                           where p.tenant_id = :tenant and p.scope_id = :scope %s)
                                         """;
    private static final String ALL_HOLDERS = HOLDER.formatted("");
    private static final String DIFFERING_HOLDERS = HOLDER.formatted("and a.account_id = any(:differing)");

    private static final String GIVEN = """
                                        , given as materialized (
                                          select x.function, x.kind, x.name, e.connection_id, e.entitlement_id
                                          from expected_entitlement x
                                          join entitlement e on e.tenant_id = :tenant and e.name = x.name and e.kind = x.kind
                                            and e.gone_at is null
                                          where x.tenant_id = :tenant and x.scope_id = :scope %s)
                                        """;

    private static final String EXPECTED = """
                                           , reach as (
                                             select function, entitlement_id from given
                                             union
                                             select r.function, k.child_id
                                             from reach r join containment k on k.tenant_id = :tenant and k.parent_id = r.entitlement_id
                                               and k.gone_at is null),
                                           expected as (
                                             select h.account_id, r.entitlement_id, h.function
                                             from holder h join reach r on r.function = h.function)
                                           """;

    /** Accounts of the MSP's people, and by what they are recognised. */
    private static final String STAFF_AMONG = """
                                              , staff as materialized (
                                                select a.account_id,
                                                  case when i.person_id = any(:persons) then 'it belongs to somebody who signs in through the MSP'
                                                    when a.mail_verified and substring(lower(a.mail) from '@([^@]+)$') = any(:domains)
                                                      then 'its verified mail address is in a mail domain of the MSP'
                                                    else 'an identity provider of the MSP signs somebody in to it' end as known_by
                                                from account a join identity i on i.tenant_id = :tenant and i.identity_id = a.identity_id
                                                where a.tenant_id = :tenant and a.gone_at is null %s
                                                  and (i.person_id = any(:persons) or a.mail_verified
                                                    and substring(lower(a.mail) from '@([^@]+)$') = any(:domains)
                                                    or exists (select from jsonb_array_elements(a.federated_as) link
                                                      where link ->> 'issuer' = any(:issuers))))
                                              """;
    private static final String STAFF = STAFF_AMONG.formatted("");
    private static final String DIFFERING_STAFF = STAFF_AMONG.formatted("and a.account_id = any(:differing)");

    private static final String COMPARED = ALL_HOLDERS + GIVEN.formatted("") + EXPECTED;

    /**
     * {@code duty}: an account with all its functions in its system. What they give is digested once for all accounts
     * with the same ones, named by the {@code first} of these, as {@code account_holding} has it of what is held. Where
     * both are the same, every direct grant is expected and everything expected is held; but for what a function
     * names and the system has not.
     */
    private static final String DIFFERING = ALL_HOLDERS
            + """
              , named as materialized (
                select x.function, c.connection_id, e.entitlement_id
                from expected_entitlement x
                join connection c on c.tenant_id = :tenant
                left join entitlement e on e.tenant_id = :tenant and e.connection_id = c.connection_id
                  and e.name = x.name and e.kind = x.kind and e.gone_at is null
                where x.tenant_id = :tenant and x.scope_id = :scope),
              duty as materialized (
                select account_id, connection_id, array_agg(function order by function) as functions
                from holder group by account_id, connection_id),
              alike as materialized (
                select min(account_id) as first, connection_id, functions from duty group by connection_id, functions),
              wanted as materialized (
                select first, sha256(string_agg(int8send(entitlement_id), '' order by entitlement_id)) as digest
                from (select distinct l.first, v.entitlement_id
                  from (select first, connection_id, unnest(functions) as function from alike) l
                  join named v on v.function = l.function and v.connection_id = l.connection_id
                    and v.entitlement_id is not null) each
                group by first)
              select a.account_id from account a
              left join account_holding h on h.tenant_id = :tenant and h.account_id = a.account_id
              left join duty d on d.account_id = a.account_id
              left join alike l on l.connection_id = d.connection_id and l.functions = d.functions
              left join wanted w on w.first = l.first
              where a.tenant_id = :tenant and a.gone_at is null
                and (h.digest is distinct from coalesce(w.digest, sha256('')) or a.account_id in (
                  select t.account_id from holder t
                  join named n on n.function = t.function and n.connection_id = t.connection_id
                    and n.entitlement_id is null))""";

    private static final String RANK = """
                                       case %s when 'critical' then 1 when 'high' then 2 when 'not known' then 3 when 'moderate' then 4
                                       else 5 end""";

    /**
     * A grant that nothing expects.
     *
     * @param inUse null where the system does not say
     * @param worst the most privileged right that the grant leads to, itself included
     * @param functions of the account in the expected scope; empty where the account is not in it at all
     */
    record Excess(long grant, String username, @Nullable Boolean inUse, Right held, Right worst,
            List<String> functions) {}

    record Right(String kind, String name, String tier, boolean selfRaising) {}

    List<Excess> excess(TenantTx tx, long scope, MspPeople.Staff staff) {
        return setAgainstSet(tx, () -> beyond(tx, scope, staff));
    }

    private List<Excess> beyond(TenantTx tx, long scope, MspPeople.Staff staff) {
        var differing = differing(tx, scope);
        if (differing.length == 0) {
            return List.of();
        }
        return tx
                .sql(DIFFERING_HOLDERS + GIVEN.formatted("and x.function in (select function from holder)") + EXPECTED
                        + DIFFERING_STAFF
                        + """
                          , pairs as (
                            select g.account_id, g.entitlement_id from access_grant g
                            where g.tenant_id = :tenant and g.direct and g.account_id = any(:differing)
                            except
                            select account_id, entitlement_id from expected),
                          beyond as materialized (
                            select g.grant_id, g.entitlement_id, a.account_id, a.username, a.in_use
                            from pairs b
                            join access_grant g on g.tenant_id = :tenant and g.account_id = b.account_id
                              and g.entitlement_id = b.entitlement_id
                            join account a on a.tenant_id = :tenant and a.account_id = g.account_id
                            where a.gone_at is null and a.in_use is distinct from false
                              and a.account_id not in (select account_id from staff)),
                          leads as (
                            select distinct entitlement_id as held, entitlement_id as given from beyond
                            union
                            select l.held, k.child_id from leads l
                            join containment k on k.tenant_id = :tenant and k.parent_id = l.given
                              and k.gone_at is null),
                          worst as (
                            select distinct on (l.held) l.held, w.kind, w.name, w.tier, w.self_raising
                            from leads l join entitlement w on w.tenant_id = :tenant
                              and w.entitlement_id = l.given and w.gone_at is null
                            order by l.held, %s, w.self_raising desc, w.entitlement_id <> l.held, w.name)
                          select b.grant_id, b.username, b.in_use, e.kind, e.name, e.tier, e.self_raising,
                            w.kind as worst_kind, w.name as worst_name, w.tier as worst_tier,
                            w.self_raising as worst_self_raising,
                            array(select h.function from holder h where h.account_id = b.account_id
                              and h.function <> '' order by 1) as functions
                          from beyond b
                          join entitlement e on e.tenant_id = :tenant and e.entitlement_id = b.entitlement_id
                          join worst w on w.held = b.entitlement_id
                          order by b.username, e.kind, e.name, b.grant_id""".formatted(RANK.formatted("w.tier")))
                .param("scope", scope).param("differing", differing).param("persons", staff.personIds())
                .param("domains", staff.domainNames()).param("issuers", staff.issuerNames())
                .query((row, number) -> new Excess(row.getLong("grant_id"), row.getString("username"),
                        row.getObject("in_use", Boolean.class), right(row, ""), right(row, "worst_"),
                        texts(row.getArray("functions"))))
                .list();
    }

    /**
     * Something expected that is not there.
     *
     * @param account null where the person has none
     * @param person inside id of the expected person
     * @param known whether the system has such a role or group at all; false where there is no account either
     */
    record Missing(long person, String username, @Nullable Long account, boolean disabled, String kind, String name,
            boolean known, List<String> functions) {}

    List<Missing> missing(TenantTx tx, long scope) {
        return setAgainstSet(tx, () -> notThere(tx, scope));
    }

    private List<Missing> notThere(TenantTx tx, long scope) {
        var differing = differing(tx, scope);
        return Stream
                .concat(absent(tx, scope).stream(),
                        differing.length == 0 ? Stream.empty() : lacking(tx, scope, differing).stream())
                .sorted(Comparator.comparing(Missing::username).thenComparing(Missing::kind)
                        .thenComparing(Missing::name))
                .toList();
    }

    /** What people lack of whom an account differs; that account's name may be that of several. */
    private static List<Missing> lacking(TenantTx tx, long scope, Long[] differing) {
        return tx
                .sql(HOLDER.formatted(
                        """
                        and p.username = any(array(
                          select username from account where tenant_id = :tenant and account_id = any(:differing)))""")
                        + GIVEN.formatted("and x.function in (select function from holder)")
                        + """
                          , pairs as (
                            select h.account_id, v.entitlement_id
                            from holder h join given v on v.function = h.function
                              and v.connection_id = h.connection_id
                            where h.account_id = any(:differing)
                            except
                            select account_id, entitlement_id from access_grant
                            where tenant_id = :tenant and effective and account_id = any(:differing)),
                          nowhere as materialized (
                            select x.function, x.kind, x.name, h.connection_id
                            from (select distinct function, connection_id from holder) h
                            join expected_entitlement x on x.function = h.function
                            where x.tenant_id = :tenant and x.scope_id = :scope
                            except
                            select function, kind, name, connection_id from given),
                          lacking as materialized (
                            select b.account_id, e.kind, e.name, true as known
                            from pairs b join entitlement e on e.tenant_id = :tenant
                              and e.entitlement_id = b.entitlement_id
                            union
                            select h.account_id, n.kind, n.name, false
                            from nowhere n join holder h on h.function = n.function
                              and h.connection_id = n.connection_id),
                          present as materialized (
                            select distinct person_id, username, account_id, in_use from holder)
                          select p.person_id, p.username, min(l.account_id) as account_id,
                            bool_and(p.in_use is false) as disabled, l.kind, l.name, bool_or(l.known) as known,
                            array(select distinct f.function
                              from expected_function f join expected_entitlement x on x.tenant_id = :tenant
                                and x.scope_id = :scope and x.function = f.function
                              where f.tenant_id = :tenant and f.scope_id = :scope and f.username = p.username
                                and x.kind = l.kind and x.name = l.name order by 1) as functions
                          from lacking l join present p on p.account_id = l.account_id
                          group by p.person_id, p.username, l.kind, l.name
                          -- What one of several accounts holds is not missing.
                          having count(distinct l.account_id) =
                            (select count(*) from present q where q.person_id = p.person_id)""")
                .param("scope", scope).param("differing", differing)
                .query(ComparisonStore::missing).list();
    }

    /** Whom the scope expects and no system has, where it expects them. */
    private static List<Missing> absent(TenantTx tx, long scope) {
        return tx
                .sql("""
                     select p.person_id, p.username, null::bigint as account_id, false as disabled, '' as kind,
                       '' as name, false as known,
                       array(select f.function from expected_function f where f.tenant_id = :tenant
                         and f.scope_id = :scope and f.username = p.username and f.function <> '' order by 1) as functions
                     from expected_person p
                     where p.tenant_id = :tenant and p.scope_id = :scope and not exists (
                       select from account a
                       join connection c on c.tenant_id = :tenant and c.connection_id = a.connection_id
                       where a.tenant_id = :tenant and a.username = p.username and a.gone_at is null
                         and (p.connection is null or p.connection = c.name))""")
                .param("scope", scope)
                .query(ComparisonStore::missing).list();
    }

    private static Missing missing(ResultSet row, int number) throws SQLException {
        return new Missing(row.getLong("person_id"), row.getString("username"),
                row.getObject("account_id", Long.class), row.getBoolean("disabled"), row.getString("kind"),
                row.getString("name"), row.getBoolean("known"), texts(row.getArray("functions")));
    }

    /** A right that somebody of the MSP holds, directly or with privilege in it, and nothing expects. */
    record Delegated(long account, String username, @Nullable Boolean inUse, String knownBy, Right right,
            boolean direct) {}

    List<Delegated> delegated(TenantTx tx, long scope, MspPeople.Staff staff) {
        return tx
                .sql(COMPARED + STAFF
                        + """
                          , pairs as (
                            select g.account_id, g.entitlement_id
                            from access_grant g join entitlement e on e.tenant_id = :tenant
                              and e.entitlement_id = g.entitlement_id and (e.tier in ('critical', 'high') or g.direct)
                            where g.tenant_id = :tenant and g.effective
                              and g.account_id in (select account_id from staff)
                            except
                            select account_id, entitlement_id from expected)
                          select a.account_id, a.username, a.in_use, s.known_by, e.kind, e.name, e.tier,
                            e.self_raising, g.direct
                          from pairs b
                          join staff s on s.account_id = b.account_id
                          join account a on a.tenant_id = :tenant and a.account_id = b.account_id
                            and a.in_use is distinct from false
                          join access_grant g on g.tenant_id = :tenant and g.account_id = b.account_id
                            and g.entitlement_id = b.entitlement_id
                          join entitlement e on e.tenant_id = :tenant and e.entitlement_id = b.entitlement_id
                          order by a.account_id, %s, e.self_raising desc, e.kind, e.name"""
                                .formatted(RANK.formatted("e.tier")))
                .param("scope", scope).param("persons", staff.personIds()).param("domains", staff.domainNames())
                .param("issuers", staff.issuerNames())
                .query((row, number) -> new Delegated(row.getLong("account_id"), row.getString("username"),
                        row.getObject("in_use", Boolean.class), row.getString("known_by"), right(row, ""),
                        row.getBoolean("direct")))
                .list();
    }

    /** Which functions give a grant, by the grant's inside id; a grant without an entry is beyond the scope. */
    record Given(long grant, List<String> functions) {}

    List<Given> given(TenantTx tx, long scope, List<Long> grants) {
        return tx.sql(COMPARED + """
                                 , wanted as materialized (
                                   select g.grant_id, g.account_id, g.entitlement_id from access_grant g
                                   where g.tenant_id = :tenant and g.grant_id = any(:grants))
                                 select w.grant_id, array_agg(distinct x.function order by x.function) as functions
                                 from wanted w
                                 join (select account_id, entitlement_id, function from expected
                                   where account_id in (select account_id from wanted)) x
                                   on x.account_id = w.account_id and x.entitlement_id = w.entitlement_id
                                 group by w.grant_id""")
                .param("scope", scope).param("grants", grants.toArray(Long[]::new))
                .query((row, number) -> new Given(row.getLong("grant_id"), texts(row.getArray("functions")))).list();
    }

    private record Differing(long scope) {}

    /** Accounts that hold something else directly than their functions give, or of which that is not known. */
    Long[] differing(TenantTx tx, long scope) {
        return tx.once(new Differing(scope),
                () -> tx.sql(DIFFERING).param("scope", scope).query(Long.class).list().toArray(Long[]::new));
    }

    /**
     * Of many tenants the planner expects a row of each set and looks the other up for every row. And planning these
     * statements for each tenant anew would take longer than they do.
     */
    private static <T> T setAgainstSet(TenantTx tx, Supplier<T> compare) {
        tx.sql("set local plan_cache_mode = force_generic_plan; set local enable_nestloop = off").update();
        var compared = compare.get();
        tx.sql("set local enable_nestloop = on").update();
        return compared;
    }

    private static Right right(ResultSet row, String prefix) throws SQLException {
        return new Right(row.getString(prefix + "kind"), row.getString(prefix + "name"),
                row.getString(prefix + "tier"), row.getBoolean(prefix + "self_raising"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
