package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.bailiwick.authority.AuthorityForTests;
import org.bailiwick.catalogue.Catalogue;
import org.bailiwick.connector.Connector;
import org.bailiwick.ledger.LedgerForTests;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.signin.Providers;
import org.bailiwick.signin.ProvidersForTests;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.web.PagesForTests;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** The register over one test database, and what a test wants to see behind it. */
final class RegisterForTests implements AutoCloseable {
    static final List<String> TABLES = List.of("identity", "account", "credential", "entitlement", "containment",
            "access_grant", "setting", "register_history", "snapshot_digest", "account_holding", "register_names");

    private static final String HOLDINGS_THAT_LIE = """
                                                    select a.username from account a
                                                    left join account_holding h using (tenant_id, account_id)
                                                    where a.tenant_id = :tenant and h.digest is distinct from sha256(
                                                      coalesce((select string_agg(int8send(g.entitlement_id), '' order by
                                                        g.entitlement_id) from access_grant g where g.direct
                                                        and g.tenant_id = :tenant and g.account_id = a.account_id), ''))""";

    private static final String NAMES_LEFT_OUT = """
                                                 with named (kind, name) as (
                                                   select 'identity', search_key from identity where tenant_id = :tenant
                                                   union all select 'account', username_key from account where tenant_id = :tenant
                                                   union all select 'account', mail_key from account where tenant_id = :tenant
                                                   union all select 'entitlement', search_key from entitlement
                                                     where tenant_id = :tenant)
                                                 select named.kind || ' ' || name from named
                                                 left join register_names r on r.tenant_id = :tenant and r.kind = named.kind
                                                 where name is not null and coalesce(position(name in r.names), 0) = 0""";

    private final Path folder = folder();
    final TestDatabase database = TestDatabase.create();
    final StagedStore staged = new StagedStore();
    final SnapshotDigestStore digests = new SnapshotDigestStore();
    final TakeSnapshot takeSnapshot = new TakeSnapshot(staged, new SnapshotMergeStore(), new EffectiveAccessStore(),
            digests, new Doubts(staged), new NamesStore());
    final AuthorityForTests authority = new AuthorityForTests(database.platform());
    final LedgerForTests ledger = LedgerForTests.over(database.platform());
    final SnapshotStore snapshotStore = new SnapshotStore();
    final GrantStore grantStore = new GrantStore();
    final IdentityStore identityStore = new IdentityStore(uses());
    final Register register = new Register(grantStore, snapshotStore, digests);
    final RegisterLists lists = new RegisterLists(database.transactions(), register, grantStore, identityStore,
            PagesForTests.cursors(folder));
    final Owners owners = new Owners(database.transactions(), new OwnerStore(identityStore), authority.decisions(),
            ledger.ledger(), database.platform().ids(), List.of());
    final OversightStore oversightStore = new OversightStore(uses());
    final Oversight oversight = new Oversight(database.transactions(), oversightStore,
            new OversightLooks(database.transactions(), oversightStore, authority.decisions(), ledger.ledger(),
                    database.platform().work(), authority.whereAllowed()));
    final Providers providers = ProvidersForTests.over(database.platform());
    final Followed followed = new Followed();
    /** By which accounts the product itself reads, by the connection's inside id. */
    final Map<Long, String> own = new HashMap<>();
    final OwnAccounts ownAccounts = new OwnAccounts((tx, tenants) -> own);
    final WhoIsWho whoIsWho = new WhoIsWho(database.transactions(), new WhoIsWhoStore(),
            new ServiceSignsStore(ownAccounts), new CorrelationStore(),
            authority.decisions(), ledger.ledger(), database.platform().work(), List.of(followed));
    final TurnStore turnStore = new TurnStore();
    final ReadingSchedule daily = schedule(Duration.ofHours(24));
    private final Map<Long, FakeSystem> systems = new HashMap<>();

    /** What the modules above the register were told. */
    static final class Followed implements AfterSnapshot {
        final List<SnapshotRef> taken = new ArrayList<>();
        final List<TenantId> changed = new ArrayList<>();

        @Override
        public void taken(TenantTx tx, SnapshotRef snapshot) {
            taken.add(snapshot);
        }

        @Override
        public void changed(TenantTx tx) {
            changed.add(tx.tenant());
        }
    }

    /** A tenant with one connected system. */
    record Connected(TenantId tenant, long connection) {}

    Connected connected(String shortName) {
        var tenant = database.tenant(shortName);
        return new Connected(tenant, connect(tenant));
    }

    /** As {@link #connected}, in the MSP's own tenant. */
    Connected msp() {
        return new Connected(TenantId.MSP, connect(TenantId.MSP));
    }

    ProviderId provider(TenantId tenant, String issuer) {
        return providers.register(tenant, issuer, issuer, "bailiwick", null)
                .orThrow(problem -> new IllegalStateException("the provider is refused: " + problem)).id();
    }

    /** The system's accounts are those of the sign-in provider. */
    void signsInBy(Connected in, ProviderId provider) {
        database.superuser().sql("update connection set provider_id = :provider where tenant_id = :tenant")
                .param("provider", provider.value()).param("tenant", in.tenant().value()).update();
    }

    long connect(TenantId tenant) {
        return database.superuser()
                .sql("""
                     insert into connection (tenant_id, public_id, system, name, address, settings, state)
                     values (:tenant, :public, 'fake', 'its system', 'http://127.0.0.1:1', '{}', 'ready')
                     returning connection_id""").param("tenant", tenant.value())
                .param("public", UUID.randomUUID()).query(Long.class).single();
    }

    /** What there is to be read when a job reads this connection. */
    void says(Connected in, FakeSystem system) {
        systems.put(in.connection(), system);
    }

    /** Orders a reading as another module does. */
    UUID request(Connected in) {
        return database.transactions().tenant(in.tenant(), tx -> snapshots().request(tx, in.connection(), null));
    }

    Snapshots snapshots() {
        return new Snapshots(database.transactions(), null, snapshotStore, database.platform().jobs(),
                database.platform().work(), ledger.ledger(), authority.decisions());
    }

    SnapshotStore.Snapshot job(Connected in, UUID job) {
        return database.transactions().tenant(in.tenant(), tx -> snapshotStore.find(tx, job)).orElseThrow();
    }

    DataAge age(Connected in, Set<String> kinds) {
        return database.transactions().tenant(in.tenant(), tx -> register.age(tx, kinds));
    }

    List<WorkHandler> handlers() {
        var handlers = new ArrayList<WorkHandler>(ledger.handlers());
        handlers.add(observing());
        handlers.add(readingRegularly(daily));
        handlers.add(ordering(daily));
        handlers.add(correlating());
        handlers.add(linkingSame());
        handlers.add(new TellTenants(database.transactions(), oversightStore, ledger.ledger()));
        return handlers;
    }

    LinkSameAccounts linkingSame() {
        return new LinkSameAccounts(database.transactions(), new CorrelationStore(),
                new LinkPersons(database.transactions(), new CorrelationStore(), authority.persons()), providers,
                database.platform().work(), List.of(followed));
    }

    CorrelateIdentities correlating() {
        var platform = database.platform();
        var store = new CorrelationStore();
        return new CorrelateIdentities(platform.transactions(), store,
                new LinkPersons(platform.transactions(), store, authority.persons()), providers, ledger.ledger(),
                platform.work(), platform.ids(), platform.clock(), List.of(followed));
    }

    private IdentityUseStore uses() {
        return new IdentityUseStore(freshness());
    }

    /** Of a node that starts now. */
    ReadingSchedule schedule(Duration every) {
        return new ReadingSchedule(every, database.platform().clock());
    }

    ReadRegularly readingRegularly(ReadingSchedule schedule) {
        return new ReadRegularly(database.transactions(), turnStore, schedule, snapshots());
    }

    OrderReadings ordering(ReadingSchedule schedule) {
        return new OrderReadings(database.transactions(), turnStore, schedule, database.platform().work());
    }

    private Freshness freshness() {
        return new Freshness(schedule(Duration.ofHours(24)));
    }

    ObserveConnection observing() {
        return new ObserveConnection(database.transactions(), new Systems((tenant, id) -> systems.get(id)),
                snapshotStore, digests, takeSnapshot, new Catalogue(), ledger.ledger(), database.platform().work(),
                daily,
                database.platform().clock(), database.platform().ids(), List.of(followed), folder);
    }

    /** @param said what rules have open about everybody */
    ReadIdentity readIdentity(OpenFinding... said) {
        var above = new StaticListableBeanFactory();
        above.addBean("openFindings", (OpenFindings) (tx, identity) -> List.of(said));
        return new ReadIdentity(register, identityStore, new IdentityDossierStore(freshness()),
                above.getBeanProvider(OpenFindings.class));
    }

    /** A piece of work that a worker holds for an hour. */
    void underWay(Connected in, String kind, long subject) {
        database.superuser()
                .sql("""
                     insert into work (kind, tenant_id, subject, due, lease_until)
                     values (:kind, :tenant, :subject, now(), now() + interval '1 hour')""").param("kind", kind)
                .param("tenant", in.tenant().value()).param("subject", subject).update();
    }

    void finished(Connected in, String kind, long subject) {
        database.superuser().sql("delete from work where kind = :kind and tenant_id = :tenant and subject = :subject")
                .param("kind", kind).param("tenant", in.tenant().value()).param("subject", subject).update();
    }

    long newestSnapshot(Connected in) {
        return ask(Long.class, in, "select max(snapshot_id) from snapshot where tenant_id = :tenant").getFirst();
    }

    /** Carries out all work that is due and what comes of it. */
    void work() {
        for (int round = 0; round < 20; round++) {
            if (database.platform().runDueWork(handlers()) == 0) {
                return;
            }
        }
        throw new AssertionError("work goes on for ever");
    }

    /** Has a job read what the system says. */
    void observe(Connected in, FakeSystem system) {
        says(in, system);
        request(in);
        work();
    }

    /** Reads the system and takes what it says, as the job does but without its record. */
    TakeSnapshot.Taken read(Connected in, FakeSystem system) {
        return read(in, "fake", system);
    }

    TakeSnapshot.Taken read(Connected in, String kind, Connector system) {
        long snapshot = snapshot(in);
        var salt = database.transactions().worker(in.tenant(), tx -> digests.salt(tx, in.connection()))
                .orElseGet(() -> database.platform().ids().bytes(32));
        try (var stage = new SnapshotStage(folder, "reading-" + snapshot, new Catalogue(),
                new Catalogue.Place(kind, ""),
                salt)) {
            system.observe(stage);
            return database.transactions().worker(in.tenant(), tx -> takeSnapshot.take(tx,
                    new SnapshotMergeStore.Into(in.connection(), snapshot), stage));
        }
    }

    /** A reading that is under way. */
    long snapshot(Connected in) {
        return database.superuser().sql("""
                                        insert into snapshot (tenant_id, public_id, connection_id, state,
                                          requested_at, started_at)
                                        values (:tenant, :public, :connection, 'running', now(), now())
                                        returning snapshot_id""").param("tenant", in.tenant().value())
                .param("public", UUID.randomUUID()).param("connection", in.connection()).query(Long.class).single();
    }

    /** Every row of every table of the register with what PostgreSQL changes whenever a row is written. */
    Map<String, List<String>> versions() {
        return versions("true");
    }

    /** As {@link #versions()}, of one tenant's rows. */
    Map<String, List<String>> versions(Connected in) {
        return versions("tenant_id = %d".formatted(in.tenant().value()));
    }

    private Map<String, List<String>> versions(String where) {
        var versions = new TreeMap<String, List<String>>();
        TABLES.forEach(table -> versions.put(table, database.superuser()
                .sql("select ctid::text || ' ' || xmin::text from %s where %s order by 1".formatted(table, where))
                .query(String.class).list()));
        return versions;
    }

    /** For example {@code alice: admin via /staff > admin}. */
    List<String> access(Connected in) {
        assertThat(ask(String.class, in, HOLDINGS_THAT_LIE)).as("accounts whose digest says something else").isEmpty();
        assertThat(ask(String.class, in, NAMES_LEFT_OUT)).as("names that no search over tenants finds").isEmpty();
        return database.superuser()
                .sql("""
                     select a.username || ': ' || e.name || case when g.direct then ' directly' else '' end
                       || coalesce(' via ' || (
                         select string_agg(path, ' | ' order by nth) from (
                           select p.nth, string_agg(s.name, ' > ' order by step.nth) as path
                           from jsonb_array_elements(g.paths) with ordinality p (path, nth)
                           cross join jsonb_array_elements_text(p.path) with ordinality step (id, nth)
                           join entitlement s on s.entitlement_id = step.id::bigint
                           where jsonb_array_length(p.path) > 1 group by p.nth) paths), '')
                     from access_grant g join account a using (tenant_id, account_id)
                     join entitlement e using (tenant_id, entitlement_id)
                     where g.tenant_id = :tenant and g.effective order by 1""").param("tenant", in.tenant().value())
                .query(String.class).list();
    }

    <T> List<T> ask(Class<T> type, Connected in, String sql) {
        return database.superuser().sql(sql).param("tenant", in.tenant().value()).query(type).list();
    }

    @Override
    public void close() {
        database.close();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("bailiwick-staging");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
