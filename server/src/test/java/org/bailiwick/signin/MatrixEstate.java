package org.bailiwick.signin;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Persons;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.testing.IsolationSeed;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestServer;

/** A server with two full tenants that have nothing to do with each other, and everybody who asks in the matrix. */
final class MatrixEstate implements AutoCloseable {
    private final FakeProvider fake = new FakeProvider();
    private final TestDatabase database = TestDatabase.create();
    private final TestServer server = TestServer.start(database);
    private final Provider provider = server.bean(Providers.class)
            .register(TenantId.MSP, "MSP login", fake.issuer(), FakeProvider.CLIENT, FakeProvider.SECRET)
            .orThrow(problem -> new IllegalStateException(problem.toString()));
    private final Planted asked = plant("aspen-asked", "Aspen Dental Practice", "aspenmark");
    private final Planted other = plant("birch-other", "Birch Tax Advisers", "birchmark");
    private final Map<MatrixCaller, String> tokens = new EnumMap<>(MatrixCaller.class);
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param row the public id that all its rows share, its job included */
    record Planted(TenantId id, UUID publicId, String shortName, String name, String mark, UUID row) {
        List<String> words() {
            return List.of(publicId.toString(), shortName, name, mark, row.toString());
        }
    }

    MatrixEstate() {
        // Execution waits for an operator, so that no planted change is carried out while the matrix runs.
        database.superuser().sql("insert into contract_capability values (:t, :c, 'change.execute', 'msp', 'operator')")
                .param("t", asked.id().value()).param("c", asked.id().value() * 1000).update();
        // What one tenant alone has is no pattern, so the MSP has what the asked tenant has.
        database.superuserScript("""
                                 insert into finding_trait_count (tenant_id, pattern, rule, kind, name, subject,
                                   open_findings, ending, worst, since, due_at)
                                 select 1, pattern, rule, kind, name, subject, 1, 0, worst, since, due_at
                                 from finding_trait_count where tenant_id = %d""".formatted(asked.id().value()));
        enterHeads();
        for (var caller : MatrixCaller.values()) {
            tokens.put(caller, fake.accessToken(caller.subject(), caller.audience()));
            var person = server.bean(Persons.class).know(provider.id(), caller.subject(), TenantId.MSP,
                    Persons.Profile.named(caller.toString()));
            caller.holdings().forEach(holding -> holding.capabilities()
                    .forEach(capability -> give(tenant(holding.tenant()), person, capability, "null")));
            if (caller == MatrixCaller.OVERSIGHT_READER) {
                decidedOverTenants(person);
            }
            if (caller == MatrixCaller.FORMER_MEMBER) {
                Capabilities.known().forEach(capability -> give(asked.id(), person, capability, "now()"));
            }
        }
    }

    List<MatrixRoute> routes() {
        return MatrixRoute.of(server);
    }

    Planted asked() {
        return asked;
    }

    /** The asked tenant's planted thing, so that what may be read is there. */
    String existing(MatrixRoute route) {
        if (route.pattern().endsWith("{control}")) {
            return address(route, "7");
        }
        var inner = route.pattern().contains("{provider}") ? provider.publicId() : asked.row();
        return address(route, route.pattern().contains("{*path}") ? "0/000.p/1" : inner.toString());
    }

    /** In the asked tenant, something that never was. */
    String madeUp(MatrixRoute route) {
        return address(route, route.pattern().contains("{*path}") ? "0/999" : new UUID(1, 2).toString());
    }

    /** So that there is a heads log: an entry of the MSP, and the planted tenants' heads where it has one. */
    private void enterHeads() {
        server.bean(Transactions.class).tenant(TenantId.MSP, tx -> server.bean(Ledger.class).append(tx,
                Entry.of(Activity.OVERSIGHT_READ, Actor.PRODUCT, new Target("view", "v", "view"), Outcome.SUCCESS,
                        new UUID(3, 4), "looked")));
        await("the heads log has an entry").until(() -> database.superuser()
                .sql("select count(*) from head_checkpoint").query(Long.class).single() > 0);
        database.superuser().sql("update ev_head set heads_index = 0").update();
    }

    private String address(MatrixRoute route, String inner) {
        return route.address(route.api() ? asked.publicId().toString() : asked.shortName(), asked.row().toString(),
                inner);
    }

    /** What an answer to this caller must not contain. */
    List<String> hiddenWords(MatrixCaller caller) {
        return Stream.of(hidden(caller, MatrixTenant.ASKED, asked), hidden(caller, MatrixTenant.OTHER, other))
                .flatMap(List::stream).toList();
    }

    private static List<String> hidden(MatrixCaller caller, MatrixTenant which, Planted tenant) {
        return caller.holds(which).isEmpty() ? tenant.words() : List.of();
    }

    /** Sends what a client would, with an empty body where the method takes one. */
    HttpResponse<String> ask(MatrixCaller caller, MatrixRoute route, String address) {
        if (caller == MatrixCaller.ANONYMOUS && !route.api() && !route.reads()) {
            var browser = new Browser(server.url());
            return browser.submit(address, Map.of("_csrf", Browser.csrf(browser.get("/sign-in"))));
        }
        var request = HttpRequest.newBuilder(URI.create(server.url() + address));
        if (caller != MatrixCaller.ANONYMOUS) {
            request.header("Authorization", "Bearer " + tokens.get(caller));
        }
        if (!route.reads()) {
            request.header("Content-Type", route.api() ? "application/json" : "application/x-www-form-urlencoded")
                    .method(route.method().name(), BodyPublishers.ofString(route.api() ? "{}" : ""));
        }
        return send(request.build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** All that was ever given, decided, ordered or asked for; the record itself grows with every refusal. */
    String ordered() {
        return database.superuser()
                .sql("""
                     select concat_ws(' ', (select count(*) from authority), (select count(*) from contract),
                       (select count(*) from contract_acceptance), (select count(*) from decision),
                       (select count(*) from change_order), (select count(*) from snapshot),
                       (select count(*) from tenant), (select count(*) from provider),
                       (select count(*) from connection),
                       (select string_agg(state, ',' order by tenant_id, public_id) from bulk_decision),
                       (select string_agg(state, ',' order by tenant_id, public_id) from leaver_case),
                       (select string_agg(state, ',' order by tenant_id, public_id) from leaver_request),
                       (select string_agg(state, ',' order by tenant_id, public_id) from approval),
                       (select string_agg(state, ',' order by tenant_id, public_id) from expected_scope),
                       (select count(*) from tenant_tag), (select string_agg(name, ',' order by name) from tenant_set),
                       (select count(*) from tenant_set_member), (select count(*) from correlation_word),
                       (select count(*) from mail_domain), (select count(*) from audit_pack),
                       (select count(*) from pattern_event))""").query(String.class)
                .single();
    }

    /** The approver in a browser of their own. */
    Browser signedIn() {
        var browser = new Browser(server.url());
        browser.signIn(provider, fake,
                nonce -> fake.sign(fake.claims(MatrixCaller.APPROVER.subject(), FakeProvider.CLIENT).claim("typ", "ID")
                        .claim("nonce", nonce).build()));
        return browser;
    }

    private TenantId tenant(MatrixTenant which) {
        return switch (which) {
            case ASKED -> asked.id();
            case OTHER -> other.id();
            case MSP -> TenantId.MSP;
        };
    }

    private Planted plant(String shortName, String name, String mark) {
        var id = database.tenant(shortName);
        var row = IsolationSeed.plant(database, id, mark);
        var publicId = database.superuser()
                .sql("update tenant set name = :name where tenant_id = :id returning public_id").param("name", name)
                .param("id", id.value()).query(UUID.class).single();
        database.superuser()
                .sql("""
                     insert into job (public_id, tenant_id, kind, subject, requested_at)
                     values (:row, :id, 'snapshot', :id * 1000, now())""").param("row", row).param("id", id.value())
                .update();
        return new Planted(id, publicId, shortName, name, mark, row);
    }

    /** What somebody decided over tenants is theirs alone to read. */
    private void decidedOverTenants(PersonId person) {
        database.superuser()
                .sql("""
                     with act as (
                       insert into bulk_act (tenant_id, public_id, person_id, kind, asked_at)
                       values (:msp, :row, :person, 'KEEP', now()) returning act_id)
                     insert into bulk_act_part (tenant_id, act_id, concerned, items, problem, detail)
                     select :msp, act_id, :asked, 1, 'not-permitted', 'no authority' from act""")
                .param("msp", TenantId.MSP.value()).param("row", asked.row()).param("person", person.value())
                .param("asked", asked.id().value()).update();
    }

    private void give(TenantId tenant, PersonId person, String capability, String revokedAt) {
        var root = database.superuser().sql("insert into authority_root (until) values (null) returning root_id")
                .query(Long.class).single();
        var side = tenant.equals(TenantId.MSP) || capability.equals(Capabilities.CHANGE_EXECUTE) ? "msp" : "tenant";
        database.superuser()
                .sql("""
                     insert into authority (tenant_id, public_id, root_id, person_id, capability, side, source, since,
                       reason, revoked_at)
                     values (:tenant, gen_random_uuid(), :root, :person, :capability, :side, 'contract',
                       now() - interval '1 day', 'test', %s)""".formatted(revokedAt)).param("tenant", tenant.value())
                .param("root", root).param("person", person.value()).param("capability", capability)
                .param("side", side).update();
    }

    @Override
    public void close() {
        http.close();
        server.close();
        database.close();
        fake.close();
    }
}
