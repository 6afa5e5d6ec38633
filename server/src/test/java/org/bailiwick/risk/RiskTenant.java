package org.bailiwick.risk;

import java.util.List;
import java.util.UUID;
import org.bailiwick.finding.Findings;
import org.bailiwick.finding.Judge;
import org.bailiwick.platform.TenantId;
import org.bailiwick.register.SnapshotRef;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.jspecify.annotations.Nullable;

/** A tenant's register arranged row by row, and the rules asked about it. */
final class RiskTenant {
    private static final List<String> RULES = List.of(StaleAdmin.RULE, CredentialOverdue.RULE, NoOwner.RULE,
            SharedAccount.RULE, LeaverEffective.RULE, AccessReturned.RULE);

    private final TestDatabase database;
    private final TestModules modules;
    private final TenantId id;
    private final long connection;

    private RiskTenant(TestDatabase database, TestModules modules, TenantId id, long connection) {
        this.database = database;
        this.modules = modules;
        this.id = id;
        this.connection = connection;
    }

    static RiskTenant create(TestDatabase database, TestModules modules, TenantId id) {
        long connection = database.superuser()
                .sql("""
                     insert into connection (tenant_id, public_id, system, name, address, settings, state)
                     values (:tenant, gen_random_uuid(), 'fake', 'its system', 'http://127.0.0.1:1', '{}', 'ready')
                     returning connection_id""").param("tenant", id.value()).query(Long.class).single();
        return new RiskTenant(database, modules, id, connection);
    }

    /** A whole reading just now. @param signInsSince how long ago the stored sign-ins begin; null where not known */
    void read(@Nullable String signInsSince, @Nullable String problem) {
        reading("0 days", true, signInsSince, problem);
    }

    /** @param complete whether memberships were read completely */
    void readBegun(String ago, boolean complete) {
        reading(ago, complete, null, null);
    }

    private void reading(String ago, boolean complete, @Nullable String signInsSince, @Nullable String problem) {
        long snapshot = number(
                """
                insert into snapshot (tenant_id, public_id, connection_id, state, requested_at, started_at,
                  ended_at, sign_ins_since, sign_ins_problem)
                select %d, gen_random_uuid(), %d, 'complete', clock_timestamp(), now() - interval '%s', now(),
                  now() - %s::interval, %s returning snapshot_id""".formatted(id.value(), connection, ago,
                        quoted(signInsSince), quoted(problem)));
        for (var kind : List.of("accounts", "credentials", "entitlements", "containments", "memberships", "settings")) {
            run("insert into snapshot_kind values (%d, %d, '%s', %s, 1, 1, 1, 1, null)".formatted(id.value(), snapshot,
                    kind, complete || !kind.equals("memberships")));
        }
    }

    /** @param wishes as {@code column = value}, of the account */
    long account(String username, String wishes) {
        return account(username, UUID.randomUUID(), "human", null, wishes);
    }

    /** @param wishes as {@code column = value}, of an account that is there */
    void set(String username, String wishes) {
        run("update account set %s where tenant_id = %d and username = '%s'".formatted(wishes, id.value(), username));
    }

    /** As a person of the MSP says it. */
    void isNobodyElse(String username) {
        run("""
            insert into correlation_word (tenant_id, identity_id, same_as, reason, person_id, said_at)
            select tenant_id, identity_id, null, 'I asked', 1, now() from account
            where tenant_id = %d and username = '%s'""".formatted(id.value(), username));
    }

    long machine(String username, @Nullable String owner) {
        return account(username, UUID.randomUUID(), "service account", owner, "enabled = true");
    }

    /** @return a number that names the subject */
    long correlated(String username, String wishes) {
        long subject = number("select nextval('row_id')");
        correlatedAs(username, subject, wishes);
        return subject;
    }

    long correlatedAs(String username, long subject, String wishes) {
        long account = account(username, new UUID(0, subject), "human", null, wishes);
        run("update identity set correlated_by = 'verified mail' where identity_id = (select identity_id from account "
                + "where account_id = %d)".formatted(account));
        return account;
    }

    private long account(String username, UUID subject, String kind, @Nullable String owner, String wishes) {
        long identity = number(
                """
                insert into identity (tenant_id, public_id, subject, kind, display_name, owner, owner_named_at)
                values (%d, gen_random_uuid(), '%s', '%s', '%s', %s, %s) returning identity_id"""
                        .formatted(id.value(), subject, kind, username, quoted(owner),
                                owner == null ? "null" : "now()"));
        long account = number(
                """
                insert into account (tenant_id, public_id, identity_id, connection_id, external_id, username,
                  display_name)
                values (%d, gen_random_uuid(), %d, %d, '%s', '%s', '%s') returning account_id"""
                        .formatted(id.value(), identity, connection, username, username, username));
        run("update account set %s where account_id = %d".formatted(wishes, account));
        return account;
    }

    /** 2,000 accounts with 5 grants each, 1 in 50 of them privileged, 1 in 20 a machine with a secret. */
    void many() {
        run("""
            with i as (
              insert into identity (tenant_id, public_id, subject, kind, display_name)
              select %1$d, gen_random_uuid(), gen_random_uuid(), case when n %% 20 = 0 then 'service account' else 'human' end,
                'Person Number ' || n from generate_series(1, 2000) n returning identity_id, display_name)
            insert into account (tenant_id, public_id, identity_id, connection_id, external_id, username, display_name,
              enabled, created_at, last_sign_in_at)
            select %1$d, gen_random_uuid(), identity_id, %2$d, display_name, 'lind.' || identity_id, display_name, true,
              now() - interval '2 years', now() - interval '1 day' * (identity_id %% 120) from i"""
                .formatted(id.value(), connection));
        run("""
            insert into entitlement (tenant_id, public_id, connection_id, kind, external_id, name, tier, self_raising)
            select %1$d, gen_random_uuid(), %2$d, 'realm role', 'r' || n, 'role ' || n,
              case when n = 1 then 'critical' when n %% 7 = 0 then 'moderate' else 'low' end, false
            from generate_series(1, 50) n""".formatted(id.value(), connection));
        run("""
            insert into access_grant (tenant_id, public_id, account_id, entitlement_id, direct, effective, paths, since)
            select %1$d, gen_random_uuid(), a.account_id, e.entitlement_id, true, true,
              jsonb_build_array(jsonb_build_array(e.entitlement_id)), now()
            from (select account_id, row_number() over (order by account_id) as n from account where tenant_id = %1$d) a
            join (select entitlement_id, row_number() over (order by entitlement_id) as n from entitlement
              where tenant_id = %1$d) e on (a.n + e.n * 10) %% 50 < 5 and e.n <= 50 or e.n = 1 and a.n %% 50 = 0
            on conflict do nothing""".formatted(id.value()));
        run("""
            insert into credential (tenant_id, public_id, account_id, external_id, kind, label, created_at)
            select a.tenant_id, gen_random_uuid(), a.account_id, 'k', 'client secret', 'x',
              now() - interval '1 day' * (a.account_id %% 700)
            from account a join identity i using (tenant_id, identity_id)
            where a.tenant_id = %d and i.kind = 'service account'""".formatted(id.value()));
        run("analyze");
        System.out
                .println("BENCH grants " + number("select count(*) from access_grant where tenant_id = " + id.value()));
    }

    void disable(String username) {
        run("update account set enabled = false where tenant_id = %d and username = '%s'".formatted(id.value(),
                username));
    }

    void own(String username, String owner) {
        run("""
            update identity set owner = '%s', owner_named_at = now()
            where identity_id = (select identity_id from account where tenant_id = %d and username = '%s')"""
                .formatted(owner, id.value(), username));
    }

    /** @return inside id of the grant */
    long holds(long account, String role, String tier) {
        long entitlement = number(
                """
                with added as (
                  insert into entitlement (tenant_id, public_id, connection_id, kind, external_id, name, tier,
                    self_raising)
                  values (%d, gen_random_uuid(), %d, 'realm role', '%s', '%s', '%s', false)
                  on conflict do nothing returning entitlement_id)
                select entitlement_id from added union
                select entitlement_id from entitlement where connection_id = %d and external_id = '%s'"""
                        .formatted(id.value(), connection, role, role, tier, connection, role));
        return number(
                """
                insert into access_grant (tenant_id, public_id, account_id, entitlement_id, direct, effective, paths, since)
                values (%d, gen_random_uuid(), %d, %d, true, true, '[[%d]]', now()) returning grant_id"""
                        .formatted(id.value(), account, entitlement, entitlement));
    }

    void secret(long account, String externalId, String created, String expires) {
        run("""
            insert into credential (tenant_id, public_id, account_id, external_id, kind, label, created_at, expires_at)
            values (%d, gen_random_uuid(), %d, '%s', 'client secret', 'x', %s, %s)""".formatted(id.value(), account,
                externalId, created, expires));
    }

    /** A change that removed the grant's membership and was read back this long ago. */
    void verifiedRemoval(long grant, String ago) {
        run("insert into authority_root (root_id) values (%d)".formatted(grant));
        run("""
            insert into authority (tenant_id, authority_id, public_id, root_id, capability, side, source, since, reason)
            values (%1$d, %2$d, gen_random_uuid(), %2$d, 'grant.decide', 'tenant', 'contract', now(), 'test')"""
                .formatted(id.value(), grant));
        run("""
            insert into change_order (tenant_id, public_id, connection_id, action, account_id, entitlement_id, plan,
              plan_hash, requested_for, requested_by, authority_id, execution, state, state_at, applied, read_at,
              ordered_at, correlation)
            select %1$d, gen_random_uuid(), %2$d, 'remove membership', account_id, entitlement_id, '\\x7b7d',
              sha256('x'), 'decision/x', 1, %3$d, 'automatic', 'verified', now() - interval '%4$s', 'yes',
              now() - interval '%4$s', now(), gen_random_uuid()
            from access_grant where grant_id = %3$d""".formatted(id.value(), connection, grant, ago));
    }

    void snapshotTaken() {
        database.transactions().worker(id, tx -> {
            modules.bean(AskOtherTenants.class).taken(tx, new SnapshotRef(id, 1, new UUID(1, 1), connection, true));
            return true;
        });
    }

    void correlationChanged() {
        database.transactions().worker(id, tx -> {
            modules.bean(AskOtherTenants.class).changed(tx);
            return true;
        });
    }

    /** As long as only the other tenant's row says that both are the same person. */
    void notYetCorrelated(long subject) {
        run("update identity set correlated_by = null where tenant_id = %d and subject = '%s'".formatted(id.value(),
                new UUID(0, subject)));
    }

    /** Asks the rules of this module as the job does. */
    void judge() {
        for (var judge : modules.beans(Judge.class)) {
            if (RULES.contains(judge.rule())) {
                var ready = judge.prepared(id);
                database.transactions().worker(id, tx -> modules.bean(Findings.class).reconcile(tx, ready.judge(tx)));
            }
        }
    }

    /** Open findings as {@code severity title}. */
    List<String> found(String rule) {
        return ask("select severity || ' ' || title from finding where state = 'open' and rule = '" + rule + "'");
    }

    List<String> reasons(String rule) {
        return ask("select unnest(reasons) from finding where rule = '" + rule + "'");
    }

    String everythingSaid() {
        return String.join("\n", ask("select title || array_to_string(reasons, ' ') || coalesce(detail::text, '')"
                + " from finding where true")) + String.join("\n", ask(
                        "select convert_from(body, 'UTF8') from ev_entry"
                                + " where true"))
                + String.join("\n", ask("select value from ev_disclosure where true"));
    }

    String summary(String rule) {
        return ask("select 'known ' || known || ' not known ' || not_known || ': ' || coalesce(why, '-')"
                + " from finding_summary where rule = '" + rule + "'").getFirst();
    }

    private List<String> ask(String sql) {
        return database.superuser().sql(sql + " and tenant_id = :tenant").param("tenant", id.value())
                .query(String.class).list();
    }

    private void run(String sql) {
        database.superuser().sql(sql).update();
    }

    private long number(String sql) {
        return database.superuser().sql(sql).query(Long.class).single();
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "'" + text + "'";
    }
}
