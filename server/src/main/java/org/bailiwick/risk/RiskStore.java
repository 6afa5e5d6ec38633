package org.bailiwick.risk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL that loads what rules look at: candidates only, never the tenant's whole access. */
@Component
final class RiskStore {
    /** @param signInsProblem why sign-ins are not known, or not far enough back */
    record Account(AccountFacts facts, @Nullable String signInsProblem) {}

    /** What accounts effectively hold of critical or high tier; accounts that hold none are absent. */
    Map<Long, List<Held>> privileged(TenantTx tx) {
        var held = new HashMap<Long, List<Held>>();
        tx.sql("""
               select g.account_id, e.name, e.tier, e.self_raising
               from entitlement e
               join access_grant g on g.tenant_id = e.tenant_id and g.entitlement_id = e.entitlement_id and g.effective
               where e.tenant_id = :tenant and e.tier in ('critical', 'high') and e.gone_at is null""").query(row -> {
            held.computeIfAbsent(row.getLong("account_id"), same -> new ArrayList<>()).add(
                    new Held(row.getString("name"), row.getString("tier"), row.getBoolean("self_raising")));
        });
        return held;
    }

    /** Accounts that are there, with how far sign-ins of their system are known. */
    List<Account> accounts(TenantTx tx, Collection<Long> ids, Map<Long, List<Held>> privileged) {
        return tx.sql("""
                      with reach as materialized (
                        select c.connection_id, s.sign_ins_since, s.sign_ins_problem
                        from connection c cross join lateral (
                          select s.sign_ins_since, s.sign_ins_problem from snapshot s
                          where s.tenant_id = c.tenant_id and s.connection_id = c.connection_id
                            and s.state in ('complete', 'partial')
                          order by s.requested_at desc limit 1) s
                        where c.tenant_id = :tenant)
                      select a.account_id, a.username, a.display_name, i.kind, a.in_use, a.created_at,
                        a.pending_actions, a.last_sign_in_at, r.sign_ins_since, r.sign_ins_problem
                      from account a
                      join identity i on i.tenant_id = a.tenant_id and i.identity_id = a.identity_id
                      left join reach r on r.connection_id = a.connection_id
                      where a.tenant_id = :tenant and a.gone_at is null and a.account_id = any(:ids)
                      order by a.account_id""").param("ids", ids.toArray(Long[]::new))
                .query((row, number) -> account(row, privileged)).list();
    }

    /** Of each account of a person what it is called: whether a name means a place is said in one place, not in SQL. */
    Map<Long, String> usernames(TenantTx tx) {
        var usernames = new HashMap<Long, String>();
        tx.sql("""
               select a.account_id, a.username from account a
               join identity i on i.tenant_id = a.tenant_id and i.identity_id = a.identity_id
               where a.tenant_id = :tenant and a.gone_at is null and i.kind in ('human', 'shared account')""")
                .query(row -> {
                    usernames.put(row.getLong("account_id"), row.getString("username"));
                });
        return usernames;
    }

    /** Secrets of accounts of no person that are old, ended, or of an age that is not known. */
    List<CredentialFacts> credentials(TenantTx tx, Map<Long, List<Held>> privileged) {
        return tx.sql("""
                      select c.credential_id, a.account_id, a.username, c.kind, c.label, c.created_at, c.expires_at
                      from credential c
                      join account a on a.tenant_id = c.tenant_id and a.account_id = c.account_id and a.gone_at is null
                      join identity i on i.tenant_id = a.tenant_id and i.identity_id = a.identity_id
                      where c.tenant_id = :tenant and c.gone_at is null
                        and i.kind in ('service account', 'workload', 'agent', 'shared tool')
                        and (c.created_at is null or c.created_at < :now::timestamptz - interval '365 days'
                          or c.expires_at < :now::timestamptz)
                        and not (c.kind = 'rotated client secret' and c.expires_at < :now::timestamptz)
                      order by c.credential_id""")
                .query((row, number) -> new CredentialFacts(row.getLong("credential_id"), row.getString("username"),
                        row.getString("kind"), row.getString("label"), time(row, "created_at"),
                        time(row, "expires_at"), privileged.getOrDefault(row.getLong("account_id"), List.of())))
                .list();
    }

    /** How many secrets are past their end or too old, or were never dated, by now. */
    String secretsDue(TenantTx tx) {
        return tx.sql("""
                      select count(*) filter (where created_at < :now::timestamptz - interval '365 days') || ' old, '
                        || count(*) filter (where expires_at < :now::timestamptz) || ' ended'
                      from credential where tenant_id = :tenant and gone_at is null""").query(String.class).single();
    }

    /** Whatever says that an account is not used: which ones have not signed in for long, and how far that is known. */
    String use(TenantTx tx) {
        return tx.sql("""
                      select md5(coalesce(string_agg(account_id || ' ' || coalesce(last_sign_in_at::text, 'never'), ','
                          order by account_id) filter (where last_sign_in_at is null
                            or last_sign_in_at < :now::timestamptz - interval '90 days'), ''))
                        || ' ' || count(*) filter (where created_at < :now::timestamptz - interval '90 days') || ' '
                        || coalesce((
                          select string_agg(c.connection_id || ' ' || coalesce(s.sign_ins_problem, '') || ' '
                            || case when s.sign_ins_since < :now::timestamptz - interval '90 days' then 'far'
                              when s.sign_ins_since is null then 'not known' else 'near' end, ','
                            order by c.connection_id)
                          from connection c cross join lateral (
                            select s.sign_ins_since, s.sign_ins_problem from snapshot s
                            where s.tenant_id = c.tenant_id and s.connection_id = c.connection_id
                              and s.state in ('complete', 'partial')
                            order by s.requested_at desc limit 1) s
                          where c.tenant_id = :tenant), '')
                      from account where tenant_id = :tenant and gone_at is null""").query(String.class).single();
    }

    /** Whose verified mail address somebody bears who signs in here. */
    String people(TenantTx tx) {
        return tx.sql("""
                      select md5(coalesce(string_agg(lower(mail), ',' order by lower(mail)), '')) from tenant_person
                      where tenant_id = :tenant and mail_verified""").query(String.class).single();
    }

    /**
     * Machine and shared identities for which nobody answers: nobody is named, or the one who is named has no account
     * any more that is in use.
     *
     * @param whole whether accounts were ever read completely: before that, a name that nobody bears says nothing
     */
    List<IdentityFacts> ownerless(TenantTx tx, Map<Long, List<Held>> privileged, boolean whole) {
        return tx.sql("""
                      select i.identity_id, i.display_name, i.kind, i.owner,
                        array_agg(a.username order by a.username) as usernames,
                        array_agg(a.account_id order by a.username) as accounts
                      from identity i
                      join account a on a.tenant_id = i.tenant_id and a.identity_id = i.identity_id
                        and a.gone_at is null
                      where i.tenant_id = :tenant and i.kind <> 'human' and (i.owner is null or :whole and not exists (
                          select from account o where o.tenant_id = :tenant and o.gone_at is null
                            and o.in_use is not false and (lower(o.username) = lower(i.owner)
                              or o.mail_verified and lower(o.mail) = lower(i.owner)))
                        and not exists (
                          select from tenant_person p where p.tenant_id = :tenant and p.mail_verified
                            and lower(p.mail) = lower(i.owner) and not exists (
                              select from account o where o.tenant_id = :tenant and o.mail_verified
                                and lower(o.mail) = lower(i.owner))))
                      group by i.identity_id, i.display_name, i.kind, i.owner order by i.identity_id""")
                .param("whole", whole)
                .query((row, number) -> new IdentityFacts(row.getLong("identity_id"), row.getString("display_name"),
                        row.getString("kind"), row.getString("owner"), false, texts(row, "usernames"),
                        held(row, privileged)))
                .list();
    }

    /** What is left in this tenant of those who have left; {@code gone} by their subject. */
    List<LeaverFacts> leavers(TenantTx tx, Map<UUID, Boolean> gone, Map<Long, List<Held>> privileged) {
        return tx.sql("""
                      select i.identity_id, i.subject, i.display_name,
                        array_agg(a.username order by a.username) as usernames,
                        array_agg(a.enabled order by a.username) as enabled,
                        array_agg(a.account_id order by a.username) as accounts
                      from identity i
                      join account a on a.tenant_id = i.tenant_id and a.identity_id = i.identity_id
                        and a.gone_at is null and a.in_use is not false
                      where i.tenant_id = :tenant and i.subject = any(:subjects) and exists (
                        select from access_grant g where g.tenant_id = a.tenant_id and g.account_id = a.account_id
                          and g.effective)
                      group by i.identity_id, i.subject, i.display_name order by i.identity_id""")
                .param("subjects", gone.keySet().toArray(UUID[]::new))
                .query((row, number) -> new LeaverFacts(row.getLong("identity_id"), row.getString("display_name"),
                        leaversAccounts(row), gone.getOrDefault(row.getObject("subject", UUID.class), false),
                        held(row, privileged)))
                .list();
    }

    /** Of accounts that count as in use, or of which that is not known. */
    private static List<LeaverFacts.Account> leaversAccounts(ResultSet row) throws SQLException {
        var usernames = texts(row, "usernames");
        var enabled = (@Nullable Boolean[]) row.getArray("enabled").getArray();
        return IntStream.range(0, usernames.size())
                .mapToObj(number -> new LeaverFacts.Account(usernames.get(number), use(enabled[number]))).toList();
    }

    private static LeaverFacts.Use use(@Nullable Boolean enabled) {
        return enabled == null
                ? LeaverFacts.Use.NOT_KNOWN
                : enabled ? LeaverFacts.Use.ENABLED : LeaverFacts.Use.LOCKED_FOR_GOOD;
    }

    /**
     * What is effective although its removal was verified, and a whole reading that began later shows it. One a change:
     * what was decided about, or else the membership that was removed.
     */
    List<ReturnedFacts> returned(TenantTx tx) {
        return tx.sql("""
                      with seen as (
                        select distinct on (c.change_id) c.change_id, c.public_id, c.read_at, g.grant_id, a.username,
                          e.name, e.tier, e.self_raising, g.paths
                        from change_order c
                        left join decision d on d.tenant_id = c.tenant_id and d.change_id = c.change_id
                        join access_grant g on g.tenant_id = c.tenant_id and g.account_id = c.account_id
                          and g.effective and (g.entitlement_id = c.entitlement_id or g.grant_id = d.grant_id)
                        join account a on a.tenant_id = g.tenant_id and a.account_id = g.account_id
                        join entitlement e on e.tenant_id = g.tenant_id and e.entitlement_id = g.entitlement_id
                        where c.tenant_id = :tenant and c.state = 'verified' and exists (
                          select from snapshot s
                          where s.tenant_id = c.tenant_id and s.connection_id = c.connection_id
                            and s.state in ('complete', 'partial') and s.started_at > c.read_at
                            and (select count(*) from snapshot_kind k where k.tenant_id = s.tenant_id
                              and k.snapshot_id = s.snapshot_id and k.complete
                              and k.kind in ('memberships', 'containments')) = 2)
                        order by c.change_id, (g.grant_id = d.grant_id) desc nulls last),
                      newest as (select distinct on (grant_id) * from seen order by grant_id, read_at desc)
                      select n.grant_id, n.username, n.name, n.tier, n.self_raising, n.read_at, n.public_id,
                        array(select step.name from jsonb_array_elements_text(n.paths -> 0) with ordinality p (id, nth)
                          join entitlement step on step.tenant_id = :tenant and step.entitlement_id = p.id::bigint
                          order by p.nth) as steps
                      from newest n order by n.grant_id""")
                .query((row, number) -> new ReturnedFacts(row.getLong("grant_id"), row.getString("username"),
                        new Held(row.getString("name"), row.getString("tier"), row.getBoolean("self_raising")),
                        row.getObject("read_at", OffsetDateTime.class).toInstant(),
                        row.getObject("public_id", UUID.class), texts(row, "steps")))
                .list();
    }

    private static Account account(ResultSet row, Map<Long, List<Held>> privileged) throws SQLException {
        var pending = row.getString("pending_actions");
        long id = row.getLong("account_id");
        return new Account(
                new AccountFacts(id, row.getString("username"), row.getString("display_name"),
                        !row.getString("kind").equals("human") && !row.getString("kind").equals("shared account"),
                        row.getObject("in_use", Boolean.class), time(row, "created_at"),
                        pending == null ? null : List.of(pending.split(" ")), time(row, "last_sign_in_at"),
                        time(row, "sign_ins_since"), privileged.getOrDefault(id, List.of())),
                row.getString("sign_ins_problem"));
    }

    private static List<Held> held(ResultSet row, Map<Long, List<Held>> privileged) throws SQLException {
        return Arrays.stream((Long[]) row.getArray("accounts").getArray())
                .flatMap(account -> privileged.getOrDefault(account, List.of()).stream()).distinct().toList();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
