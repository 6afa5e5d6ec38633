package org.bailiwick.change;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.connector.ConnectionDetails;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.Secrets;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.testing.Beans;
import org.bailiwick.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A tenant with a contract, an approver, an operator and one connected system, arranged past the product's own ways in:
 * what these tests are about begins after that.
 */
public final class SampleTenant {
    private static final PersonId APPROVER = new PersonId(1001);
    private static final PersonId OPERATOR = new PersonId(1002);

    private final TestDatabase database;
    private final Beans modules;
    private final TenantId id;
    private final long connection;
    private final boolean automatic;

    /** @param connection inside id of the tenant's system */
    private SampleTenant(TestDatabase database, Beans modules, TenantId id, long connection, boolean automatic) {
        this.database = database;
        this.modules = modules;
        this.id = id;
        this.connection = connection;
        this.automatic = automatic;
    }

    /** @param execution of revocations, by the contract: {@code automatic} or {@code operator} */
    public static SampleTenant create(TestDatabase database, Beans modules, String shortName, String execution) {
        return create(database, modules, database.tenant(shortName), execution);
    }

    /** As {@link #create(TestDatabase, Beans, String, String)}, in a tenant that is there already. */
    public static SampleTenant create(TestDatabase database, Beans modules, TenantId id, String execution) {
        long connection = database.superuser()
                .sql("""
                     insert into connection (tenant_id, public_id, system, name, address, settings, state)
                     values (:tenant, gen_random_uuid(), 'fake', 'its system', 'http://127.0.0.1:1', '{}', 'ready')
                     returning connection_id""").param("tenant", id.value()).query(Long.class).single();
        var sample = new SampleTenant(database, modules, id, connection, execution.equals("automatic"));
        sample.contract(execution);
        sample.give("product", null, "change.execute", "tenant");
        sample.give("approver", APPROVER, "grant.decide", "tenant");
        sample.give("operator", OPERATOR, "change.execute", "msp");
        sample.insert("insert into tenant_person (tenant_id, person_id, name) values (%d, 1001, 'Ada Approver')");
        sample.insert("insert into tenant_person (tenant_id, person_id, name) values (%d, 1002, 'Otto Operator')");
        return sample;
    }

    /** As {@link #create}, with a real system behind it. */
    public static SampleTenant connected(TestDatabase database, Beans modules, String shortName,
            ConnectionDetails system) {
        return connected(database, modules, database.tenant(shortName), system);
    }

    /** As {@link #connected}, in a tenant that is there already, the MSP's own for example. */
    public static SampleTenant connected(TestDatabase database, Beans modules, TenantId tenant,
            ConnectionDetails system) {
        var sample = create(database, modules, tenant, "automatic");
        var sealed = modules.bean(Transactions.class).tenant(sample.id, tx -> modules.bean(Secrets.class).seal(tx,
                "connection/" + sample.connection, system.secret().getBytes(StandardCharsets.UTF_8)));
        database.superuser()
                .sql("""
                     update connection set system = :system, address = :address, settings = :settings,
                       sealed_secret = :secret where connection_id = :id""").param("system", system.system())
                .param("address", system.address()).param("settings", JsonMapper.shared().writeValueAsString(
                        system.settings()))
                .param("secret", sealed).param("id", sample.connection).update();
        return sample;
    }

    /** The same tenant in a copy of its database. */
    public SampleTenant in(TestDatabase copy, Beans over) {
        return new SampleTenant(copy, over, id, connection, automatic);
    }

    /** Its system is reached by this address from now on, that of a proxy for example. */
    public void reachedBy(String address) {
        database.superuser().sql("update connection set address = :address where connection_id = :id")
                .param("address", address).param("id", connection).update();
    }

    public boolean automatic() {
        return automatic;
    }

    public long connection() {
        return connection;
    }

    /** As disconnecting leaves it behind. */
    public void disconnect() {
        database.superuser().sql("""
                                 update connection set state = 'disconnected', disconnected_at = now(),
                                   sealed_secret = null where connection_id = :id""").param("id", connection).update();
    }

    public TenantId id() {
        return id;
    }

    public static PersonId approver() {
        return APPROVER;
    }

    public static PersonId operator() {
        return OPERATOR;
    }

    public Permit mayDecide() {
        return permit(APPROVER, "Ada Approver", "grant.decide");
    }

    public Permit mayExecute() {
        return permit(OPERATOR, "Otto Operator", "change.execute");
    }

    public Permit mayUnlock() {
        give("unlocks", OPERATOR, "account.unlock", "msp");
        return permit(OPERATOR, "Otto Operator", "account.unlock");
    }

    /** The permit of somebody who was given the capability by {@link #give}. */
    public Permit permit(PersonId person, String name, String capability) {
        var principal = new Principal.Person(person, new ProviderId(1), "https://id.example", "sub-" + person.value(),
                name, null, null, "session");
        return switch (modules.bean(DecisionPoint.class).decide(principal, capability, id)) {
            case Evaluation.Permitted(var permit) -> permit;
            case Evaluation.Denied denied -> throw new AssertionError(denied.reason());
        };
    }

    /** As if whoever delegated it had taken it back. */
    public void revoke(String whose) {
        database.superuser().sql("update authority set revoked_at = since where tenant_id = :t and reason = :r")
                .param("t", id.value()).param("r", whose).update();
    }

    /** @return inside id of the account */
    public long account(String externalId, String username, PersonId... person) {
        var identity = number("""
                              insert into identity (tenant_id, public_id, subject, kind, display_name, person_id)
                              values (%d, :id, :id, 'human', :name, %s) returning identity_id"""
                .formatted(id.value(), person.length == 0 ? "null" : Long.toString(person[0].value())), username);
        return number("""
                      insert into account (tenant_id, public_id, identity_id, connection_id, external_id, username,
                        display_name)
                      values (%d, :id, %d, %d, '%s', :name, :name) returning account_id"""
                .formatted(id.value(), identity, connection, externalId), username);
    }

    /** As a reading leaves it that showed the account locked. */
    public UUID locked(long account) {
        return database.superuser()
                .sql("update account set locked = true where account_id = :id returning public_id")
                .param("id", account).query(UUID.class).single();
    }

    /** As a case of the service provider leaves it while the tenant has not answered. */
    public void asksToDisable(long account) {
        database.superuser()
                .sql("""
                     with asked as (
                       insert into leaver_request (tenant_id, public_id, identity_id, plan_hash, asked_by, authority_id,
                         asked_at, state, state_at, correlation)
                       select a.tenant_id, gen_random_uuid(), a.identity_id, sha256('x'), 1002,
                         (select min(h.authority_id) from authority h where h.tenant_id = a.tenant_id), now(),
                         'awaiting approval', now(), gen_random_uuid()
                       from account a where a.account_id = :account
                       returning tenant_id, request_id)
                     insert into leaver_item (tenant_id, request_id, account_id)
                     select tenant_id, request_id, :account from asked""").param("account", account).update();
    }

    public void takesBackWhatItAsked() {
        database.superuser().sql("update leaver_request set state = 'withdrawn' where tenant_id = :id")
                .param("id", id.value()).update();
    }

    public long entitlement(EntitlementKey key, String name) {
        return number("""
                      insert into entitlement (tenant_id, public_id, connection_id, kind, external_id, name, tier,
                        self_raising)
                      values (%d, :id, %d, '%s', '%s', :name, 'high', false) returning entitlement_id"""
                .formatted(id.value(), connection, key.kind(), key.id()), name);
    }

    /** @param paths as the register stores them, for example {@code [[5],[4,5]]} */
    public UUID grant(long account, long entitlement, boolean direct, String paths) {
        var publicId = UUID.randomUUID();
        number("""
               insert into access_grant (tenant_id, public_id, account_id, entitlement_id, direct, effective, paths, since)
               values (%d, '%s', %d, %d, %s, true, :name::jsonb, now()) returning grant_id"""
                .formatted(id.value(), publicId, account, entitlement, direct), paths);
        return publicId;
    }

    /** As the register leaves it when the access was not seen any more. */
    public void ended(UUID grant) {
        database.superuser().sql("""
                                 insert into grant_period (tenant_id, grant_id, since, until)
                                 select tenant_id, grant_id, since, now() from access_grant where public_id = :grant""")
                .param("grant", grant).update();
        database.superuser().sql("""
                                 update access_grant set direct = false, effective = false, since = null
                                 where public_id = :grant""").param("grant", grant).update();
    }

    private void contract(String execution) {
        var contract = number("""
                              insert into contract (tenant_id, public_id, version, evidence_access, escalation_path,
                                terms, terms_hash, proposed_at)
                              values (%d, :id, 1, 'all', :name, '{}', sha256('{}'), now()) returning contract_id"""
                .formatted(id.value()), "the owner");
        insert("insert into contract_capability values (%%d, %d, 'grant.decide', 'tenant', 'operator')"
                .formatted(contract));
        insert("insert into contract_capability values (%%d, %d, 'scope.approve', 'tenant', 'operator')"
                .formatted(contract));
        insert("insert into contract_capability values (%%d, %d, 'change.execute', 'msp', '%s')".formatted(contract,
                execution));
        insert("insert into contract_capability values (%%d, %d, 'account.unlock', 'both', '%s')".formatted(contract,
                execution));
        insert("insert into contract_acceptance values (%%d, %d, sha256('{}'), 1, now())".formatted(contract));
    }

    /** By its contract. @param who {@code tenant}, {@code msp} or {@code both} */
    public void letsDecide(String who, String capability) {
        database.superuser()
                .sql("""
                     insert into contract_capability (tenant_id, contract_id, capability, decides, execution)
                     select tenant_id, contract_id, :capability, :who, 'automatic' from contract
                     where tenant_id = :tenant
                     on conflict (tenant_id, contract_id, capability) do update set decides = excluded.decides""")
                .param("who", who).param("capability", capability).param("tenant", id.value()).update();
    }

    /** @param side of the contract, {@code tenant} or {@code msp} */
    public void give(String whose, @Nullable PersonId person, String capability, String side) {
        var root = database.superuser().sql("insert into authority_root (until) values (null) returning root_id")
                .query(Long.class).single();
        number("""
               insert into authority (tenant_id, public_id, root_id, person_id, capability, side, source, since, reason)
               values (%d, :id, %d, %s, '%s', '%s', 'contract', now() - interval '1 day', :name) returning authority_id"""
                .formatted(id.value(), root, person == null ? "null" : Long.toString(person.value()), capability, side),
                whose);
    }

    private void insert(String sql) {
        database.superuser().sql(sql.formatted(id.value())).update();
    }

    private long number(String sql, String name) {
        return database.superuser().sql(sql).param("id", UUID.randomUUID()).param("name", name).query(Long.class)
                .single();
    }
}
