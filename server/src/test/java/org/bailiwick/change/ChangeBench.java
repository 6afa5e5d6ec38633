package org.bailiwick.change;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.bailiwick.connector.Connector;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.GrantView.AccountRef;
import org.bailiwick.register.GrantView.EntitlementRef;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;

/** Tenants with one fake system each, and the work loop by hand. */
final class ChangeBench implements AutoCloseable {
    private static final int MOST_ROUNDS = 50;

    private final TestDatabase database = TestDatabase.create();
    private final TestModules modules = TestModules.over(database,
            context -> context.registerBean("systems", Systems.class, () -> new Systems(this::open)));
    private final Map<TenantId, FakeSystem> systems = new ConcurrentHashMap<>();
    private int tenants;
    private SampleTenant current;
    private long account;
    private long role;

    static ChangeBench start() {
        return new ChangeBench();
    }

    /** A change in a tenant of its own. */
    ChangeOrder ordered(FakeSystem system, String execution) {
        current = SampleTenant.create(database, modules, "tenant-" + ++tenants, execution);
        systems.put(current.id(), system);
        account = current.account("account-1", "ada");
        role = current.entitlement(SampleChange.ROLE, "billing-admin");
        return orderOnceMore();
    }

    ChangeOrder orderOnceMore() {
        var permit = current.mayDecide();
        var who = new AccountRef(account, new UUID(0, 1), current.connection(), "account-1", "ada", "Ada",
                new UUID(0, 2),
                new UUID(0, 3), "human");
        var what = new EntitlementRef(role, new UUID(0, 4), SampleChange.ROLE, "billing-admin", "high", false);
        return bean(Transactions.class).tenant(current.id(), tx -> changes().order(tx, new Changes.NewChange(who,
                new Changes.Wanted.Removal(what, what), "decision/1", permit, current.automatic(),
                Optional.of("HALO 4711"), new UUID(4, 4))));
    }

    /** On a tenant that {@link #ordered} has set up. */
    ChangeOrder orderOfAccount(AccountState wanted) {
        var permit = current.mayDecide();
        var who = new AccountRef(account, new UUID(0, 1), current.connection(), "account-1", "ada", "Ada",
                new UUID(0, 2), new UUID(0, 3), "human");
        return bean(Transactions.class).tenant(current.id(), tx -> changes().order(tx, new Changes.NewChange(who,
                new Changes.Wanted.Account(wanted), "lockout", permit, current.automatic(),
                Optional.of("HALO 4712"), new UUID(4, 5))));
    }

    /** Inside id of the account that they all are about. */
    long account() {
        return account;
    }

    SampleTenant tenant() {
        return current;
    }

    Changes changes() {
        return bean(Changes.class);
    }

    ChangeOrder execute(ChangeOrder change) {
        return changes().execute(current.mayExecute(), change.publicId())
                .orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    /** Carries out what is due now, and what becomes due by it. */
    void runUntilQuiet() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (modules.runDueWork(kind -> kind.startsWith("change")) == 0) {
                return;
            }
        }
        throw new AssertionError("work goes on for ever");
    }

    void later(Duration by) {
        database.time().advance(by);
        runUntilQuiet();
    }

    void claimEarly() {
        database.superuser().sql("update work set due = now() - interval '1 hour'").update();
        runUntilQuiet();
    }

    ChangeOrder find(ChangeOrder change) {
        return read(change, tx -> changes().find(tx, change.publicId()).orElseThrow());
    }

    List<ChangeEvent> events(ChangeOrder change) {
        return read(change, tx -> changes().events(tx, change));
    }

    List<String> states(ChangeOrder change) {
        return events(change).stream().map(event -> event.state().text()).toList();
    }

    String ledgerBody(UUID event) {
        return new String(database.superuser().sql("select body from ev_entry where event_id = :event")
                .param("event", event).query(byte[].class).single(), StandardCharsets.UTF_8);
    }

    /** What the entry says after the step, in clear. */
    String disclosed(UUID event) {
        return database.superuser()
                .sql("select value from ev_disclosure where event_id = :event and pointer = '/bailiwick/after'")
                .param("event", event).query(String.class).single();
    }

    /** As a process leaves it that was killed right after it wrote this state; its lease runs out. */
    void crashedIn(ChangeOrder change, String state) {
        database.superuser().sql("""
                                 update change_order set state = :state, due_at = case when :state in ('intent', 'sent',
                                   'accepted') then null else due_at end
                                 where change_id = :id""").param("state", state).param("id", change.id()).update();
    }

    void replacePlan(ChangeOrder change, String accountId) {
        var plan = (Plan.RemoveMembership) change.readPlan();
        var other = new Plan.RemoveMembership(plan.connection(), accountId, plan.edge(), plan.ends(),
                plan.requestedFor());
        database.superuser().sql("update change_order set plan = :plan where change_id = :id")
                .param("plan", other.bytes()).param("id", change.id()).update();
    }

    private <T> T read(ChangeOrder change, Function<TenantTx, T> read) {
        return bean(Transactions.class).tenant(change.tenant(), read);
    }

    <T> T bean(Class<T> type) {
        return modules.bean(type);
    }

    private Connector open(TenantId tenant, long connection) {
        return systems.get(tenant);
    }

    @Override
    public void close() {
        modules.close();
        database.close();
    }
}
