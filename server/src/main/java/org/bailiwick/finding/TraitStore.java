package org.bailiwick.finding;

import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The SQL of what findings could have in common with those of other tenants. Compared are keys that mean the same in each
 * tenant: a subject, which correlation gives; names of systems of one kind, where the system itself compares by them.
 */
@Component
final class TraitStore {
    /** {@code part} says what kind of entitlement it is, or in which way a setting is weak. */
    private static final String TRAITS = """
                                         with asked as (
                                           select f.finding_id, f.detail, case f.subject_kind when 'entitlement' then f.subject_id
                                               else g.entitlement_id end as entitlement_id,
                                             case f.subject_kind when 'account' then f.subject_id
                                               else coalesce(g.account_id, k.account_id) end as account_id,
                                             case f.subject_kind when 'identity' then f.subject_id end as identity_id,
                                             case f.subject_kind when 'connection' then f.subject_id end as connection_id
                                           from finding f
                                           left join access_grant g on g.tenant_id = f.tenant_id
                                             and f.subject_kind = 'grant' and g.grant_id = f.subject_id
                                           left join credential k on k.tenant_id = f.tenant_id
                                             and f.subject_kind = 'credential' and k.credential_id = f.subject_id
                                           where f.tenant_id = :tenant and f.rule = :rule and f.state <> 'closed'),
                                         accounts as (
                                           select asked.finding_id, asked.detail, a.identity_id, a.username, c.system
                                           from asked
                                           join account a on a.tenant_id = :tenant and a.account_id = asked.account_id
                                           join connection c on c.tenant_id = :tenant and c.connection_id = a.connection_id
                                           union all
                                           select asked.finding_id, asked.detail, a.identity_id, a.username, c.system
                                           from asked
                                           join account a on a.tenant_id = :tenant and a.identity_id = asked.identity_id
                                             and a.gone_at is null
                                           join connection c on c.tenant_id = :tenant and c.connection_id = a.connection_id),
                                         whose as (
                                           select finding_id, identity_id from accounts
                                           union
                                           select finding_id, identity_id from asked where identity_id is not null),
                                         traits as (
                                           select w.finding_id, 'identity' as kind, null as system, null as part,
                                             i.display_name as name, i.subject, i.subject::text as compared
                                           from whose w
                                           join identity i on i.tenant_id = :tenant and i.identity_id = w.identity_id
                                           union all
                                           select a.finding_id, 'machine', a.system, null, a.username, null, a.username
                                           from accounts a
                                           join identity i on i.tenant_id = :tenant and i.identity_id = a.identity_id
                                           where i.kind in ('service account', 'workload', 'agent', 'shared tool')
                                           union all
                                           select finding_id, 'account', system, null, username, null, username
                                           from accounts where :rule = 'shared-account'
                                           union all
                                           select asked.finding_id, 'access', c.system, e.kind, e.name, null, e.name
                                           from asked
                                           join entitlement e on e.tenant_id = :tenant
                                             and e.entitlement_id = asked.entitlement_id
                                           join connection c on c.tenant_id = :tenant and c.connection_id = e.connection_id
                                           union all
                                           select a.finding_id, 'access', a.system, held ->> 'kind', held ->> 'name', null,
                                             held ->> 'name'
                                           from accounts a cross join json_array_elements(a.detail -> 'direct') held
                                           union all
                                           select asked.finding_id, 'setting', c.system,
                                             case asked.detail ->> 'off' when 'true' then 'off' else 'weak' end,
                                             weak.name, null, weak.name
                                           from asked
                                           join connection c on c.tenant_id = :tenant
                                             and c.connection_id = asked.connection_id
                                           cross join json_array_elements_text(asked.detail -> 'weak') as weak (name)),
                                         derived as (
                                           select finding_id,
                                             overlay(overlay(encode(substring(sha256(convert_to(jsonb_build_array(kind,
                                                 case when kind in ('access', 'setting', 'account') then :rule end,
                                                 system, part, compared)::text, 'UTF8')) from 1 for 16), 'hex')
                                               placing '8' from 13) placing 'a' from 17)::uuid as pattern,
                                             kind, system, part, min(name) as name, subject
                                           from traits group by finding_id, kind, system, part, subject, compared)
                                         """;

    private static final String COUNTED = """
                                          with counted as (
                                            select t.pattern, t.kind, min(t.system) as system, min(t.part) as part,
                                              min(t.name) as name, min(t.subject::text)::uuid as subject,
                                              count(*) filter (where f.state = 'open') as open_findings,
                                              count(*) filter (where f.state = 'decided') as ending,
                                              min(case f.severity when 'critical' then 1 when 'high' then 2
                                                when 'moderate' then 3 else 4 end) as worst,
                                              min(f.opened_at) as since, min(f.due_at) as due_at
                                            from finding f
                                            join finding_trait t on t.tenant_id = f.tenant_id and t.finding_id = f.finding_id
                                            where f.tenant_id = :tenant and f.rule = :rule
                                              and (f.state = 'open'
                                                or f.state = 'decided' and f.decision = 'revoke ordered')
                                              and (:finding::bigint is null or t.pattern in (
                                                select pattern from finding_trait
                                                where tenant_id = :tenant and finding_id = :finding))
                                            group by t.pattern, t.kind)
                                          """;

    /** What each finding of the rule could share, and that this is known now; writes only what differs. */
    void derive(TenantTx tx, Rule rule) {
        tx.sql(TRAITS
                + """
                  , gone as (
                    delete from finding_trait t using finding f
                    where t.tenant_id = :tenant and f.tenant_id = t.tenant_id and f.finding_id = t.finding_id
                      and f.rule = :rule and not exists (
                        select from derived d where d.finding_id = t.finding_id and d.pattern = t.pattern)),
                  known as (
                    update finding_summary set traited = true
                    where tenant_id = :tenant and rule = :rule and not traited)
                  insert into finding_trait as t (tenant_id, finding_id, pattern, kind, system, part, name, subject)
                  select :tenant, finding_id, pattern, kind, system, part, name, subject from derived
                  on conflict (tenant_id, finding_id, pattern) do update set name = excluded.name
                    where t.name <> excluded.name""").param("rule", rule.id()).update();
    }

    /** @return whether anything is counted differently now */
    boolean count(TenantTx tx, Rule rule) {
        return count(tx, rule, null);
    }

    /** As {@link #count(TenantTx, Rule)}, of what one finding shares alone. */
    boolean count(TenantTx tx, Rule rule, @Nullable Long finding) {
        int gone = tx.sql(COUNTED + """
                                    delete from finding_trait_count c
                                    where c.tenant_id = :tenant and c.rule = :rule
                                      and (:finding::bigint is null or c.pattern in (
                                        select pattern from finding_trait
                                        where tenant_id = :tenant and finding_id = :finding))
                                      and not exists (select from counted where counted.pattern = c.pattern)""")
                .param("rule", rule.id()).param("finding", finding).update();
        int put = tx
                .sql(COUNTED + """
                               insert into finding_trait_count as c (tenant_id, pattern, rule, kind, system, part,
                                 name, subject, open_findings, ending, worst, since, due_at)
                               select :tenant, pattern, :rule, kind, system, part, name, subject, open_findings, ending,
                                 worst, since, due_at from counted
                               on conflict (tenant_id, pattern, rule) do update set name = excluded.name,
                                 open_findings = excluded.open_findings, ending = excluded.ending,
                                 worst = excluded.worst, since = excluded.since, due_at = excluded.due_at
                               where (c.name, c.open_findings, c.ending, c.worst, c.since, c.due_at)
                                 is distinct from (excluded.name, excluded.open_findings, excluded.ending,
                                   excluded.worst, excluded.since, excluded.due_at)""")
                .param("rule", rule.id()).param("finding", finding).update();
        return gone + put > 0;
    }
}
