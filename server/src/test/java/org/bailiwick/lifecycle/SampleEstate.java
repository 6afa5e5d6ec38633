package org.bailiwick.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Permit;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.decision.Ticket;
import org.bailiwick.demo.FaultProxy;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.Snapshots;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestKeycloak;
import org.bailiwick.testing.TestModules;
import org.bailiwick.testing.TestRealm;

/**
 * The MSP and three customers, each with a realm of its own in the real Keycloak behind a proxy of its own, and somebody of
 * the MSP who has an account in each of them. The realms are made once; each test has a database and a leaver of its own.
 */
final class SampleEstate implements AutoCloseable {
    static final Ticket TICKET = new Ticket("HALO", "4711");
    private static final int ROUNDS = 7;
    private static final int MOST_AT_ONCE = 200;
    private static final Duration ROUND = Duration.ofSeconds(40);

    final TestDatabase database;
    final TestModules modules;
    final String leaver;
    private final SharedEstate shared;
    private final Map<String, SampleTenant> tenants = new LinkedHashMap<>();
    private final Map<String, FaultProxy> proxies = new LinkedHashMap<>();

    /** @param leaver username of somebody whom no other test knows; disabled in the MSP's own directory already */
    SampleEstate(SharedEstate shared, String leaver) {
        this.shared = shared;
        this.leaver = leaver;
        database = shared.database();
        modules = shared.modules(database);
        shared.tenants().forEach((name, tenant) -> {
            var proxy = FaultProxy.start(TestKeycloak.url());
            proxies.put(name, proxy);
            tenants.put(name, tenant.in(database, modules));
            tenant(name).reachedBy(proxy.url());
        });
    }

    /** As if they had never been a user there, as far as any reading shows. */
    void notYetIn(String name) {
        realm(name).delete("/users/" + realm(name).userId(leaver), null);
        read(name);
    }

    /** They become a user there, and nobody reads it. */
    void join(String name) {
        shared.join(name, leaver);
    }

    /** @param decides who agrees by the contract when somebody of the MSP leaves */
    void contract(String name, String decides) {
        tenant(name).letsDecide(decides, Capabilities.STAFF_OFFBOARD);
    }

    SampleTenant tenant(String name) {
        return tenants.get(name);
    }

    FaultProxy proxy(String name) {
        return proxies.get(name);
    }

    TestRealm realm(String name) {
        return shared.realm(name);
    }

    void enabled(String name, boolean enabled) {
        realm(name).put("/users/" + realm(name).userId(leaver), Map.of("enabled", enabled));
    }

    boolean isEnabled(String name) {
        return isEnabled(name, leaver);
    }

    boolean isEnabled(String name, String user) {
        return realm(name).get("/users/" + realm(name).userId(user)).required("enabled").asBoolean();
    }

    void read(String... names) {
        for (var name : names) {
            modules.bean(Transactions.class).tenant(tenant(name).id(),
                    tx -> modules.bean(Snapshots.class).request(tx, tenant(name).connection(), null));
        }
        run();
    }

    UUID subject() {
        return database.superuser()
                .sql("""
                     select i.subject from identity i join account a using (tenant_id, identity_id)
                     where i.tenant_id = 1 and a.username = :leaver""").param("leaver", leaver)
                .query(UUID.class).single();
    }

    Permit permit() {
        return tenant("msp").permit(SharedEstate.RISK_OWNER, "Ruth Adler", Capabilities.STAFF_OFFBOARD);
    }

    Preview preview() {
        return modules.bean(PreviewCase.class).of(permit(), subject())
                .orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    LeaverCase open() {
        return modules.bean(OpenCase.class)
                .open(permit(), new OpenCase.Request(subject(), preview().hash(), true,
                        "leaves at the end of the month, was also at acme and birch", Optional.of(TICKET)))
                .orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    LeaverCases.Known look(LeaverCase leaver) {
        return modules.bean(LeaverCases.class).find(permit(), leaver.publicId()).orElseThrow();
    }

    CaseState state(LeaverCase leaver) {
        return look(leaver).leaver().state();
    }

    Stand stand(LeaverCase leaver, String name) {
        return look(leaver).standings().stream().filter(each -> each.concerned().equals(tenant(name).id()))
                .map(Standing::stand).findFirst().orElseThrow();
    }

    List<Item> items(LeaverCase leaver, String name) {
        return modules.bean(LeaverCases.class).items(permit(), look(leaver)).stream()
                .filter(item -> item.tenant().equals(tenant(name).id())).toList();
    }

    /** Orders what is left, as somebody who looked at it just now. */
    void orderLeft(LeaverCase leaver) {
        var known = look(leaver);
        var left = modules.bean(ContinueCase.class).left(known);
        modules.bean(ContinueCase.class).order(permit(), leaver.publicId(), Left.hash(left))
                .orThrow(problem -> new IllegalStateException(problem.toString()));
        settle();
    }

    /** Readings come last, as on a node that is busy: one tells of all that was done before, and costs the most. */
    void run() {
        for (int round = 0; round < MOST_AT_ONCE; round++) {
            if (runWithoutReadings() == 0 && modules.runDueWork() == 0) {
                return;
            }
        }
        throw new AssertionError("work goes on for ever");
    }

    /** As while another node holds the readings. */
    private int runWithoutReadings() {
        database.superuser()
                .sql("""
                     update work set lease_owner = gen_random_uuid(), lease_until = 'infinity'
                     where kind = 'observe' and lease_until is null""").update();
        int done = modules.runDueWork();
        database.superuser()
                .sql("""
                     update work set lease_owner = null, lease_until = null
                     where kind = 'observe' and lease_until = 'infinity'""").update();
        return done;
    }

    /** Lets time pass until nothing more happens by itself soon. */
    void settle() {
        for (int round = 0; round < ROUNDS; round++) {
            run();
            database.time().advance(ROUND);
        }
        run();
    }

    /** Everything that this tenant's people can read of it: its rows and its record, disclosed values included. */
    String textsOf(String name) {
        var texts = new ArrayList<String>();
        for (var table : List.of("ev_entry", "ev_disclosure", "leaver_request", "leaver_item", "change_order",
                "change_event", "approval")) {
            texts.addAll(database.superuser()
                    .sql("select coalesce(string_agg(t::text, ' '), '') from %s t where tenant_id = :id"
                            .formatted(table))
                    .param("id", tenant(name).id().value()).query(String.class).list());
        }
        texts.addAll(database.superuser()
                .sql("select coalesce(string_agg(convert_from(body, 'UTF8'), ' '), '') from ev_entry where tenant_id = :id")
                .param("id", tenant(name).id().value()).query(String.class).list());
        return String.join("\n", texts);
    }

    long entries(String name, String action) {
        return database.superuser().sql("select count(*) from ev_entry where tenant_id = :id and action = :action")
                .param("id", tenant(name).id().value()).param("action", action).query(Long.class).single();
    }

    CaseProblem previewRefused() {
        return switch (modules.bean(PreviewCase.class).of(permit(), subject())) {
            case Result.No<Preview, CaseProblem>(var problem) -> problem;
            case Result.Ok<Preview, CaseProblem> shown -> throw new AssertionError(shown.toString());
        };
    }

    /** Another account of hers, as a later reading finds it. */
    void secondAccount(String name) {
        realm(name).post("/users",
                Map.of("username", leaver + ".second", "enabled", true, "firstName", "Mara",
                        "lastName", "Second"));
        read(name);
        var mine = database.superuser()
                .sql("update identity set subject = :subject where tenant_id = :tenant and identity_id = (select identity_id "
                        + "from account where tenant_id = :tenant and username = :second)")
                .param("second", leaver + ".second").param("subject", subject())
                .param("tenant", tenant(name).id().value()).update();
        assertThat(mine).isEqualTo(1);
        settle();
    }

    @Override
    public void close() {
        modules.close();
        proxies.values().forEach(FaultProxy::close);
        database.close();
    }
}
