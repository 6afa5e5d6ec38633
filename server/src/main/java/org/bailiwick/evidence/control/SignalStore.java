package org.bailiwick.evidence.control;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.Freshness;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL behind the control map: for each signal the rows that show it, the worst first. */
@Component
final class SignalStore {
    private static final int MOST_SHOWN = 50;

    /** Each signal's rows have what, coverage, at, why and path. */
    private static final String WORST_FIRST = """
                                              select what, coverage, at, why, path, count(*) over () as total
                                              from (%s) found
                                              order by case coverage when 'gap' then 0 when 'not known' then 1 else 2 end,
                                                at nulls first, what
                                              limit %d""";

    private final AssuranceStore assurance;
    private final SignInStore signIns;
    private final Freshness freshness;

    SignalStore(AssuranceStore assurance, SignInStore signIns, Freshness freshness) {
        this.freshness = freshness;
        this.assurance = assurance;
        this.signIns = signIns;
    }

    SignalReading read(TenantTx tx, Signal signal) {
        if (signal == Signal.ASSURANCE_STATED) {
            return reading(signal, assurance.read(tx));
        }
        if (signal == Signal.ASSERTIONS_VERIFIED) {
            return reading(signal, signIns.read(tx));
        }
        var total = new AtomicLong();
        var rows = tx.sql(WORST_FIRST.formatted(sql(signal), MOST_SHOWN)).param("rule", signal.id())
                .param("fresh", freshness.notBefore(tx.now()).atOffset(ZoneOffset.UTC))
                .query((row, number) -> {
                    total.set(row.getLong("total"));
                    return row(row);
                }).list();
        return new SignalReading(signal, total.get(), rows);
    }

    private static SignalReading reading(Signal signal, List<EvidenceRow> rows) {
        return new SignalReading(signal, rows.size(), rows.subList(0, Math.min(rows.size(), MOST_SHOWN)));
    }

    private static EvidenceRow row(ResultSet row) throws SQLException {
        return new EvidenceRow(row.getString("what"), Coverage.of(row.getString("coverage")), time(row),
                row.getString("why"), row.getString("path"));
    }

    private static java.time.@Nullable Instant time(ResultSet row) throws SQLException {
        var at = row.getObject("at", OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static String sql(Signal signal) {
        if (signal.rule()) {
            return RULE;
        }
        return switch (signal) {
            case READ_COMPLETELY -> READ_COMPLETELY;
            case CONTRACT_ACCEPTED -> CONTRACT_ACCEPTED;
            case SCOPE_APPROVED -> SCOPE_APPROVED;
            case CHANGES_VERIFIED -> CHANGES_VERIFIED;
            case AUTHORITY_NAMED -> AUTHORITY_NAMED;
            case DENIALS_RECORDED -> DENIALS_RECORDED;
            case LOG_AUDITED -> LOG_AUDITED;
            case MSP_ACCESS_BOUNDED -> MSP_ACCESS_BOUNDED;
            case ENCRYPTION_REQUIRED -> ENCRYPTION_REQUIRED;
            case MACHINE_KEYS -> MACHINE_KEYS;
            default -> throw new IllegalArgumentException("`%s` has no rows of its own".formatted(signal.id()));
        };
    }

    private static final String RULE = """
                                       select 'the rule''s judgement' as what,
                                         case when open > 0 then 'gap'
                                           when not known or not_known > 0 or ending > 0 or as_of < :fresh
                                             then 'not known'
                                           else 'covered' end as coverage,
                                         as_of as at,
                                         case when open > 0 then open || ' open'
                                           when not known or not_known > 0 then why
                                           when as_of < :fresh then 'what it rests on was read too long ago'
                                           when ending > 0 then ending || ' decided to be revoked, and no reading has shown them gone'
                                           when decided > 0 then 'nothing open, ' || decided || ' accepted by a decision'
                                           else 'nothing found' end as why,
                                         '/findings?rule=' || rule as path
                                       from (select *, open_critical + open_high + open_moderate + open_low as open
                                         from finding_summary where tenant_id = :tenant and rule = :rule) said
                                       union all
                                       select title, 'gap', opened_at, 'open, ' || severity, '/findings/' || public_id
                                       from finding where tenant_id = :tenant and rule = :rule and state = 'open'""";

    private static final String READ_COMPLETELY = """
                                                  select name as what,
                                                    case when disconnected_at is not null or at is null
                                                        or at < :now - interval '7 days' then 'not known'
                                                      else 'covered' end
                                                      as coverage,
                                                    at,
                                                    case when disconnected_at is not null then 'it is disconnected'
                                                      when at is null then 'it was never read completely'
                                                      when at < :now - interval '7 days'
                                                        then 'it was not read completely for 7 days'
                                                      else 'read completely' end as why,
                                                    '/connections' as path
                                                  from (
                                                    select c.name, c.disconnected_at, (
                                                      select case when count(*) = count(w.seen_at) then min(w.seen_at) end
                                                      from read_whole w
                                                      where w.tenant_id = c.tenant_id
                                                        and w.connection_id = c.connection_id) as at
                                                    from connection c where c.tenant_id = :tenant) read""";

    /** As Keycloak says it; a system that does not say it is not known. */
    private static final String ENCRYPTION_REQUIRED = """
                                                      select name as what,
                                                        case when wanted is null or at is null
                                                            or at < :now - interval '7 days' then 'not known'
                                                          when wanted = '"all"' then 'covered' else 'gap' end as coverage,
                                                        at,
                                                        case when wanted is null or at is null
                                                            then 'whether it wants TLS was never read'
                                                          when at < :now - interval '7 days'
                                                            then 'whether it wants TLS was not read for 7 days'
                                                          when wanted = '"all"' then 'it wants TLS from everywhere'
                                                          when wanted = '"external"'
                                                            then 'it wants TLS from outside only'
                                                          else 'it wants no TLS' end as why,
                                                        '/connections' as path
                                                      from (
                                                        select c.name, (
                                                          select value from setting s
                                                          where s.tenant_id = c.tenant_id
                                                            and s.connection_id = c.connection_id
                                                            and s.key = 'sslRequired' and s.gone_at is null) as wanted, (
                                                          select w.at from read_whole w
                                                          where w.tenant_id = c.tenant_id
                                                            and w.connection_id = c.connection_id
                                                            and w.kind = 'settings') as at
                                                        from connection c
                                                        where c.tenant_id = :tenant
                                                          and c.disconnected_at is null) read""";

    private static final String CONTRACT_ACCEPTED = """
                                                    select 'version ' || c.version as what, 'covered' as coverage,
                                                      a.accepted_at as at, 'accepted as it was shown' as why, '' as path
                                                    from contract c join contract_acceptance a
                                                      on a.tenant_id = c.tenant_id and a.contract_id = c.contract_id
                                                        and a.terms_hash = c.terms_hash
                                                    where c.tenant_id = :tenant""";

    private static final String SCOPE_APPROVED = """
                                                 select 'version ' || version as what,
                                                   case when state_at < :now - interval '366 days' then 'gap'
                                                     else 'covered' end as coverage,
                                                   state_at as at,
                                                   case when state_at < :now - interval '366 days'
                                                     then 'approved more than a year ago' else 'approved' end as why,
                                                   '/scope' as path
                                                 from expected_scope where tenant_id = :tenant and state = 'approved'""";

    private static final String CHANGES_VERIFIED = """
                                                   select coalesce('change for ' || ticket, 'change without a ticket') as what,
                                                     case when state in ('verified', 'undone') then 'covered'
                                                       when state in ('still effective', 'refused') or due_at < :now
                                                         then 'gap'
                                                       else 'not known' end as coverage,
                                                     state_at as at,
                                                     case when state not in ('verified', 'undone', 'still effective',
                                                         'refused') and due_at < :now then state || ', and overdue'
                                                       else state end as why,
                                                     '/changes/' || public_id as path
                                                   from change_order
                                                   where tenant_id = :tenant and ordered_at >= :now - interval '90 days'""";

    /** What people who were signed in did. */
    static final String ACTS = """
                               ev_entry
                               where tenant_id = :tenant and person_id is not null
                                 and occurred_at >= :now - interval '90 days'
                                 and action not in ('signed in', 'access denied', 'oversight read', 'count')""";

    /** Of all acts, however many: what stands beside the bodies is enough, and the self-audit compares it with them. */
    private static final String AUTHORITY_NAMED = """
                                                  select action as what,
                                                    case when count(authority_id) = count(*) then 'covered' else 'gap' end
                                                      as coverage,
                                                    max(occurred_at) as at,
                                                    case when count(authority_id) = count(*)
                                                      then count(*) || ' on record, each with its authority'
                                                      else count(*) - count(authority_id) || ' of '
                                                        || count(*) || ' name no authority' end as why,
                                                    '/evidence?action=' || replace(action, ' ', '+') as path
                                                  from %s group by action"""
            .formatted(ACTS);

    private static final String LOG_AUDITED = """
                                              select 'log of ' || size || ' entries' as what,
                                                case when fault is not null then 'gap'
                                                  when passed_at < :now - interval '2 days'
                                                    or waits_since is not null then 'not known'
                                                  else 'covered' end as coverage,
                                                passed_at as at,
                                                case when fault is not null then fault
                                                  when passed_at < :now - interval '2 days'
                                                    then 'it was not gone through for 2 days'
                                                  when waits_since is not null
                                                    then 'entries wait for their position for too long'
                                                  else 'rebuilt from its stored bytes' end as why,
                                                '/log' as path
                                              from ev_audit where tenant_id = :tenant
                                              union all
                                              select 'log is stopped', 'gap', at, why, '/log'
                                              from (select state, at, why from ev_log_state where tenant_id = :tenant
                                                order by state_id desc limit 1) newest where state = 'stopped'""";

    /** Each secret or key by which a service account signs in, as the system said it when it was read last. */
    private static final String MACHINE_KEYS = """
                                               select username as what,
                                                 case when at is null or at < :now - interval '7 days' then 'not known'
                                                   when kind in ('signing key', 'certificate') then 'covered'
                                                   when kind in ('client secret', 'rotated client secret') then 'gap'
                                                   else 'not known' end as coverage,
                                                 at,
                                                 case when disconnected_at is not null then 'its system is disconnected'
                                                   when at is null then 'its secrets were never read completely'
                                                   when at < :now - interval '7 days'
                                                     then 'its secrets were not read completely for 7 days'
                                                   when kind = 'not known' then 'how it signs in is not known'
                                                   else 'it signs in by a ' || kind end as why,
                                                 '/identities/' || public_id as path
                                               from (
                                                 select a.username, c.kind, i.public_id, n.disconnected_at, (
                                                   select w.at from read_whole w
                                                   where w.tenant_id = n.tenant_id and w.connection_id = n.connection_id
                                                     and w.kind = 'credentials') as at
                                                 from credential c
                                                 join account a on a.tenant_id = c.tenant_id
                                                   and a.account_id = c.account_id
                                                 join connection n on n.tenant_id = a.tenant_id
                                                   and n.connection_id = a.connection_id
                                                 join identity i on i.tenant_id = a.tenant_id
                                                   and i.identity_id = a.identity_id
                                                 where c.tenant_id = :tenant and c.gone_at is null and a.gone_at is null
                                                   and a.in_use is distinct from false
                                                   and i.kind in ('service account', 'workload', 'agent')) held""";

    private static final String DENIALS_RECORDED = """
                                                   select 'access denied' as what, 'covered' as coverage,
                                                     max(occurred_at) as at, count(*) || ' on record' as why,
                                                     '/evidence?action=access+denied' as path
                                                   from ev_entry
                                                   where tenant_id = :tenant and action = 'access denied'
                                                     and occurred_at >= :now - interval '90 days'
                                                   having count(*) > 0""";

    /** An end that nobody lives to see is none: what is given anew each year, somebody looked at. */
    private static final String MSP_ACCESS_BOUNDED = """
                                                     select capability as what,
                                                       case when bool_or(unbounded) then 'gap' else 'covered' end as coverage,
                                                       max(since) as at,
                                                       case when bool_or(unbounded)
                                                         then count(*) filter (where unbounded) || ' of ' || count(*)
                                                           || ' have no end within a year of being given'
                                                         else count(*) || ', each with an end within a year of being given' end as why,
                                                       '' as path
                                                     from (
                                                       select a.capability, a.since,
                                                         coalesce(least(a.until, r.until) > a.since + interval '366 days', true)
                                                           as unbounded
                                                       from authority a join authority_root r on r.root_id = a.root_id
                                                       where a.tenant_id = :tenant and a.side = 'msp'
                                                         and a.person_id is not null and a.since <= :now
                                                         and a.revoked_at is null and r.revoked_at is null
                                                         and (a.until is null or a.until > :now)
                                                         and (r.until is null or r.until > :now)) given
                                                     group by capability""";
}
