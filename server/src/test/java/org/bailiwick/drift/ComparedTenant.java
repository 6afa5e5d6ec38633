package org.bailiwick.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Judge;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.template.ExpectedScopes;
import org.bailiwick.testing.Beans;
import org.bailiwick.testing.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A tenant whose register and expected scope a test writes down row by row, as a reading would have left them. */
final class ComparedTenant {
    /** What a reading shows of an account that its system disabled after failed sign-ins. */
    static final String LOCKED_FOR_GOOD = "enabled = false, locked = true, lock_permanent = true";

    private final TestDatabase database;
    private final Beans modules;
    private final SampleTenant sample;

    private ComparedTenant(TestDatabase database, Beans modules, SampleTenant sample) {
        this.database = database;
        this.modules = modules;
        this.sample = sample;
    }

    static ComparedTenant create(TestDatabase database, Beans modules, String shortName) {
        var sample = SampleTenant.create(database, modules, shortName, "automatic");
        sample.give("operator", SampleTenant.operator(), "scope.propose", "msp");
        sample.give("approver", SampleTenant.approver(), "scope.approve", "tenant");
        return new ComparedTenant(database, modules, sample);
    }

    SampleTenant sample() {
        return sample;
    }

    /** Everything was read completely just now, but for these kinds. */
    void read(String... incomplete) {
        read(sample.connection(), incomplete);
    }

    void read(long connection, String... incomplete) {
        var snapshot = sql("""
                           insert into snapshot (tenant_id, public_id, connection_id, state, requested_at, started_at,
                             ended_at)
                           values (:tenant, gen_random_uuid(), :connection, 'complete', clock_timestamp(),
                             clock_timestamp(), clock_timestamp()) returning snapshot_id""")
                .param("connection", connection).query(Long.class).single();
        for (var kind : List.of("accounts", "credentials", "entitlements", "containments", "memberships",
                "settings")) {
            sql("""
                insert into snapshot_kind values (:tenant, :snapshot, :kind, :complete, 1, 1, 1, 1,
                  case when not :complete then 'the page was cut off' end)""").param("snapshot", snapshot)
                    .param("kind", kind).param("complete", !List.of(incomplete).contains(kind)).update();
        }
    }

    long account(String username) {
        var account = sample.account("id of " + username, username);
        sql("update account set enabled = true where tenant_id = :tenant and account_id = :id").param("id", account)
                .update();
        return account;
    }

    /** @param change for example {@code enabled = false} */
    void account(long account, String change) {
        sql("update account set %s where tenant_id = :tenant and account_id = :id".formatted(change))
                .param("id", account).update();
    }

    long group(String name, String... tier) {
        return entitlement(EntitlementKey.GROUP, name, tier);
    }

    long role(String name, String... tier) {
        return entitlement(EntitlementKey.REALM_ROLE, name, tier);
    }

    private long entitlement(String kind, String name, String... tier) {
        var id = sample.entitlement(new EntitlementKey(kind, "id of " + name), name);
        sql("update entitlement set tier = :tier where tenant_id = :tenant and entitlement_id = :id").param("id", id)
                .param("tier", tier.length == 0 ? "not known" : tier[0]).update();
        return id;
    }

    void contains(long parent, long child) {
        sql("insert into containment (tenant_id, parent_id, child_id, since) values (:tenant, :parent, :child, now())")
                .param("parent", parent).param("child", child).update();
    }

    UUID direct(long account, long entitlement) {
        return sample.grant(account, entitlement, true, "[[%d]]".formatted(entitlement));
    }

    UUID through(long account, long source, long entitlement) {
        return sample.grant(account, entitlement, false, "[[%d,%d]]".formatted(source, entitlement));
    }

    void end(UUID grant) {
        sample.ended(grant);
    }

    /** Proposed by the operator and approved by the tenant. */
    void expect(String file) {
        var scopes = modules.bean(ExpectedScopes.class);
        var proposed = scopes.propose(sample.permit(SampleTenant.operator(), "Otto", "scope.propose"),
                file.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .orThrow(problem -> new IllegalStateException(problem.toString()));
        scopes.approve(sample.permit(SampleTenant.approver(), "Ada", "scope.approve"), proposed.publicId(),
                proposed.hash(), "").orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    /** Asked twice: comparing all grants, and those alone of accounts that hold something else than is expected. */
    Judgement judge(Class<? extends Judge> rule) {
        var closely = ask(rule);
        digestWhatAccountsHold();
        var quickly = ask(rule);
        sql("delete from account_holding where tenant_id = :tenant").update();
        assertThat(quickly.facts()).as("what a digest leaves out").isEqualTo(closely.facts());
        return quickly;
    }

    /** As a reading does. */
    void digestWhatAccountsHold() {
        sql("""
            insert into account_holding select :tenant, a.account_id, sha256(coalesce((
              select string_agg(int8send(g.entitlement_id), '' order by g.entitlement_id) from access_grant g
              where g.tenant_id = :tenant and g.account_id = a.account_id and g.direct), ''))
            from account a where a.tenant_id = :tenant""").update();
    }

    private Judgement ask(Class<? extends Judge> rule) {
        var prepared = modules.bean(rule).prepared(sample.id());
        return modules.bean(Transactions.class).worker(sample.id(), prepared::judge);
    }

    List<String> titles(Class<? extends Judge> rule) {
        return judge(rule).facts().stream().map(Fact::title).toList();
    }

    <T> T in(Function<TenantTx, T> read) {
        return modules.bean(Transactions.class).tenant(sample.id(), read);
    }

    JdbcClient.StatementSpec sql(String text) {
        return database.superuser().sql(text).param("tenant", sample.id().value());
    }
}
