package org.bailiwick.drift;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The SQL that compares one tenant's effective access with what its expected scope gives, set against set. Names are
 * resolved once per function and once per person, never per grant.
 */
@Component
final class ComparisonStore {
    /**
     * {@code holder}: which account has which expected function. {@code reach}: what a function gives, with all that is
     * contained in it. {@code expected}: both put together. What is compared with it is taken away by set operations,
     * which are hashed or sorted whatever the planner believes about the size of the sets.
     */
    private static final String COMPARED = """
                                           with recursive holder as materialized (
                                             select p.person_id, p.username, a.account_id, a.connection_id, a.enabled, f.function
                                             from expected_person p
                                             join account a on a.tenant_id = :tenant and a.username = p.username and a.gone_at is null
                                             join connection c on c.tenant_id = :tenant and c.connection_id = a.connection_id
                                               and (p.connection is null or p.connection = c.name)
                                             join expected_function f on f.tenant_id = :tenant and f.scope_id = p.scope_id
                                               and f.username = p.username
                                             where p.tenant_id = :tenant and p.scope_id = :scope),
                                           given as materialized (
                                             select x.function, x.kind, x.name, e.connection_id, e.entitlement_id
                                             from expected_entitlement x
                                             join entitlement e on e.tenant_id = :tenant and e.name = x.name and e.kind = x.kind
                                               and e.gone_at is null
                                             where x.tenant_id = :tenant and x.scope_id = :scope),
                                           reach as (
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
    private static final String STAFF = """
                                        , staff as materialized (
                                          select a.account_id,
                                            case when i.person_id = any(:persons) then 'it belongs to somebody who signs in through the MSP'
                                              when a.mail_verified and substring(lower(a.mail) from '@([^@]+)$') = any(:domains)
                                                then 'its verified mail address is in a mail domain of the MSP'
                                              else 'an identity provider of the MSP signs somebody in to it' end as known_by
                                          from account a join identity i on i.tenant_id = :tenant and i.identity_id = a.identity_id
                                          where a.tenant_id = :tenant and a.gone_at is null
                                            and (i.person_id = any(:persons) or a.mail_verified
                                              and substring(lower(a.mail) from '@([^@]+)$') = any(:domains)
                                              or exists (select from jsonb_array_elements(a.federated_as) link
                                                where link ->> 'issuer' = any(:issuers))))
                                        """;

    private static final String RANK = """
                                       case %s when 'critical' then 1 when 'high' then 2 when 'not known' then 3 when 'moderate' then 4
                                       else 5 end""";

    /**
     * A grant that nothing expects.
     *
     * @param enabled null where the system does not say
     * @param worst the most privileged right that the grant leads to, itself included
     * @param functions of the account in the expected scope; empty where the account is not in it at all
     */
    record Excess(long grant, String username, @Nullable Boolean enabled, Right held, Right worst,
            List<String> functions) {}

    record Right(String kind, String name, String tier, boolean selfRaising) {}

    List<Excess> excess(TenantTx tx, long scope, MspPeople.Staff staff) {
        return tx
                .sql(COMPARED + STAFF
                        + """
                          , pairs as (
                            select g.account_id, g.entitlement_id from access_grant g
                            where g.tenant_id = :tenant and g.direct
                            except
                            select account_id, entitlement_id from expected),
                          beyond as materialized (
                            select g.grant_id, g.entitlement_id, a.account_id, a.username, a.enabled
                            from pairs b
                            join access_grant g on g.tenant_id = :tenant and g.account_id = b.account_id
                              and g.entitlement_id = b.entitlement_id
                            join account a on a.tenant_id = :tenant and a.account_id = g.account_id
                            where a.gone_at is null and a.enabled is distinct from false
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
                          select b.grant_id, b.username, b.enabled, e.kind, e.name, e.tier, e.self_raising,
                            w.kind as worst_kind, w.name as worst_name, w.tier as worst_tier,
                            w.self_raising as worst_self_raising,
                            array(select h.function from holder h where h.account_id = b.account_id
                              and h.function <> '' order by 1) as functions
                          from beyond b
                          join entitlement e on e.tenant_id = :tenant and e.entitlement_id = b.entitlement_id
                          join worst w on w.held = b.entitlement_id
                          order by b.username, e.kind, e.name, b.grant_id""".formatted(RANK.formatted("w.tier")))
                .param("scope", scope).param("persons", staff.personIds()).param("domains", staff.domainNames())
                .param("issuers", staff.issuerNames())
                .query((row, number) -> new Excess(row.getLong("grant_id"), row.getString("username"),
                        row.getObject("enabled", Boolean.class), right(row, ""), right(row, "worst_"),
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
        return tx
                .sql(COMPARED + """
                                , pairs as (
                                  select h.account_id, v.entitlement_id
                                  from holder h join given v on v.function = h.function
                                    and v.connection_id = h.connection_id
                                  except
                                  select account_id, entitlement_id from access_grant
                                  where tenant_id = :tenant and effective),
                                nowhere as materialized (
                                  select x.function, x.kind, x.name, c.connection_id
                                  from expected_entitlement x join connection c on c.tenant_id = :tenant
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
                                  select distinct person_id, username, account_id, enabled from holder)
                                select p.person_id, p.username, min(l.account_id) as account_id,
                                  bool_and(p.enabled is false) as disabled, l.kind, l.name, bool_or(l.known) as known,
                                  array(select distinct f.function
                                    from expected_function f join expected_entitlement x on x.tenant_id = :tenant
                                      and x.scope_id = :scope and x.function = f.function
                                    where f.tenant_id = :tenant and f.scope_id = :scope and f.username = p.username
                                      and x.kind = l.kind and x.name = l.name order by 1) as functions
                                from lacking l join present p on p.account_id = l.account_id
                                group by p.person_id, p.username, l.kind, l.name
                                -- What one of several accounts holds is not missing.
                                having count(distinct l.account_id) =
                                  (select count(*) from present q where q.person_id = p.person_id)
                                union all
                                select p.person_id, p.username, null, false, '', '', false,
                                  array(select f.function from expected_function f where f.tenant_id = :tenant
                                    and f.scope_id = :scope and f.username = p.username and f.function <> '' order by 1)
                                from expected_person p
                                where p.tenant_id = :tenant and p.scope_id = :scope
                                  and p.person_id not in (select person_id from holder)
                                order by 2, 5, 6""")
                .param("scope", scope)
                .query((row, number) -> new Missing(row.getLong("person_id"), row.getString("username"),
                        row.getObject("account_id", Long.class), row.getBoolean("disabled"), row.getString("kind"),
                        row.getString("name"), row.getBoolean("known"), texts(row.getArray("functions"))))
                .list();
    }

    /** A right that somebody of the MSP holds, directly or with privilege in it, and nothing expects. */
    record Delegated(long account, String username, @Nullable Boolean enabled, String knownBy, Right right,
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
                          select a.account_id, a.username, a.enabled, s.known_by, e.kind, e.name, e.tier,
                            e.self_raising, g.direct
                          from pairs b
                          join staff s on s.account_id = b.account_id
                          join account a on a.tenant_id = :tenant and a.account_id = b.account_id
                            and a.enabled is distinct from false
                          join access_grant g on g.tenant_id = :tenant and g.account_id = b.account_id
                            and g.entitlement_id = b.entitlement_id
                          join entitlement e on e.tenant_id = :tenant and e.entitlement_id = b.entitlement_id
                          order by a.account_id, %s, e.self_raising desc, e.kind, e.name"""
                                .formatted(RANK.formatted("e.tier")))
                .param("scope", scope).param("persons", staff.personIds()).param("domains", staff.domainNames())
                .param("issuers", staff.issuerNames())
                .query((row, number) -> new Delegated(row.getLong("account_id"), row.getString("username"),
                        row.getObject("enabled", Boolean.class), row.getString("known_by"), right(row, ""),
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

    private static Right right(ResultSet row, String prefix) throws SQLException {
        return new Right(row.getString(prefix + "kind"), row.getString(prefix + "name"),
                row.getString(prefix + "tier"), row.getBoolean(prefix + "self_raising"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
