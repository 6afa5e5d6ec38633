package org.bailiwick.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Persons;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.IsolationSeed;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * The first wall alone: with row-level security switched off on every table, every reading route of the API still shows
 * nothing of another tenant, and a foreign id inside one's own tenant is the same 404 as one that never was.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PredicatesAloneTests {
    private static final List<String> CAPABILITIES = List.of("tenant.read", "register.read", "change.read",
            "evidence.read", "snapshot.request", "grant.decide", "change.execute", "authority.delegate",
            "tenant.manage");

    private final HttpClient http = HttpClient.newHttpClient();
    private TestDatabase database;
    private TestServer server;
    private FakeProvider provider;
    private UUID mine;
    private UUID ofMine;
    private UUID ofForeign;

    @BeforeAll
    void twoTenantsWithoutPolicies() {
        database = TestDatabase.create();
        server = TestServer.start(database);
        provider = new FakeProvider();
        var own = database.tenant("mine");
        var foreign = database.tenant("foreign");
        ofMine = IsolationSeed.plant(database, own, "minemark");
        ofForeign = IsolationSeed.plant(database, foreign, "foreignmark");
        mine = database.superuser().sql("select public_id from tenant where tenant_id = :id")
                .param("id", own.value()).query(UUID.class).single();
        give(own, reader(own));
        for (var table : IsolationSeed.tenantTables(database)) {
            database.superuser().sql("alter table %1$s no force row level security".formatted(table)).update();
            database.superuser().sql("alter table %1$s disable row level security".formatted(table)).update();
        }
    }

    @AfterAll
    void stop() {
        server.close();
        provider.close();
        database.close();
    }

    @Test
    void everyReadingRouteShowsItsOwnTenantOnly() {
        var answers = routes().stream().map(route -> get(route, ofMine)).toList();

        assertThat(answers).hasSizeGreaterThan(8)
                .allSatisfy(answer -> assertThat(answer.body()).as(answer.uri().toString())
                        .doesNotContain("foreignmark", ofForeign.toString()));
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 200)
                .filter(answer -> answer.body().contains("minemark"))).as("routes that show planted rows")
                .hasSizeGreaterThan(4);
    }

    @Test
    void aForeignIdInsideTheOwnTenantDoesNotExist() {
        var deep = routes().stream().filter(route -> route.replace("{tenant}", "").contains("{")).toList();

        assertThat(deep).isNotEmpty().allSatisfy(route -> {
            var foreign = get(route, ofForeign);
            var unknown = get(route, new UUID(1, 2));
            assertThat(foreign.statusCode()).as(route).isEqualTo(404).isEqualTo(unknown.statusCode());
            assertThat(untraced(foreign)).as(route).isEqualTo(untraced(unknown)).doesNotContain("foreignmark");
        });
    }

    private List<String> routes() {
        return server.routes().getHandlerMethods().keySet().stream()
                .filter(mapping -> mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(path -> path.startsWith("/api/v1/tenants")).sorted().toList();
    }

    private HttpResponse<String> get(String route, UUID id) {
        var path = route.replace("{tenant}", mine.toString()).replaceAll("\\{[^}]+}", id.toString());
        try {
            return http.send(HttpRequest.newBuilder(URI.create(server.url() + path))
                    .header("Authorization", "Bearer " + provider.accessToken("reader")).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(path, failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static String untraced(HttpResponse<String> answer) {
        return answer.body().replaceAll("\"traceId\":\"[^\"]*\"", "").replaceAll("[0-9a-f-]{36}", "an id");
    }

    private PersonId reader(TenantId tenant) {
        var registered = server.bean(Providers.class)
                .register(tenant, "mine's people", provider.issuer(), FakeProvider.CLIENT, null)
                .orThrow(problem -> new IllegalStateException(problem.toString()));
        return server.bean(Persons.class).know(registered.id(), "reader", tenant, Persons.Profile.named("Reader"));
    }

    private void give(TenantId tenant, PersonId person) {
        for (var capability : CAPABILITIES) {
            database.superuser().sql(
                    """
                    insert into authority (tenant_id, public_id, root_id, person_id, capability, side, source, since, reason)
                    values (:tenant, gen_random_uuid(), :root, :person, :capability, 'tenant', 'tenant owner', now(), 'test')""")
                    .param("tenant", tenant.value()).param("root", tenant.value() * 1000)
                    .param("person", person.value()).param("capability", capability).update();
        }
    }
}
