package org.bailiwick.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bailiwick.authority.Persons;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.signin.FakeProvider;
import org.bailiwick.signin.Providers;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tags and tenant sets as a browser and an API client meet them, on the whole server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EstateTests {
    private static final String[] READING = {"tenant.read", "register.read", "change.read"};

    private final FakeProvider provider = new FakeProvider();
    private final HttpClient http = HttpClient.newHttpClient();
    private TestDatabase database;
    private TestServer server;
    private int names;

    @BeforeAll
    void threeCustomers() {
        database = TestDatabase.create();
        server = TestServer.start(database);
        var registered = server.bean(Providers.class)
                .register(TenantId.MSP, "MSP login", provider.issuer(), FakeProvider.CLIENT, FakeProvider.SECRET)
                .orThrow(problem -> new IllegalStateException(problem.toString()));
        var rosa = know(registered.id(), "rosa");
        var otto = know(registered.id(), "otto");
        var ada = know(registered.id(), "ada");
        server.bean(RootAuthorities.class).firstAdministrator(rosa);
        inMsp(otto, "tenant.manage", "oversight.read");
        for (var name : List.of("alpha", "beta", "gamma")) {
            var tenant = SampleTenant.create(database, server, name, "operator");
            give(tenant, rosa, READING);
            give(tenant, rosa, "tenant.manage");
            if (!name.equals("gamma")) {
                give(tenant, otto, READING);
            }
            if (name.equals("alpha")) {
                give(tenant, ada, READING);
            }
        }
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
        provider.close();
    }

    @BeforeEach
    void untagged() {
        for (var name : List.of("alpha", "beta", "gamma")) {
            assertThat(put("rosa", tags(name), "{}").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void tagsAreTheSameHoweverTheyAreTypedAndTheRecordSaysWhoSetThem() {
        var entries = entries(id("alpha"), "tenant tags set");

        var set = json(put("rosa", tags("alpha"), "{\"tags\":[\" Gold  Tier \",\"gold_tier\",\"EU\"]}"), 200);
        put("rosa", tags("alpha"), "{\"tags\":[\"eu\",\"gold-tier\"]}");

        assertThat(words(set.at("/tags"))).containsExactly("eu", "gold-tier");
        assertThat(words(json(get("ada", tags("alpha")), 200).at("/tags"))).containsExactly("eu", "gold-tier");
        assertThat(entries(id("alpha"), "tenant tags set")).as("what changes nothing is not recorded")
                .isEqualTo(entries + 1);
    }

    @Test
    void tagsThatDoNotFitAreRefusedAndNothingChanges() {
        put("rosa", tags("alpha"), "{\"tags\":[\"gold\"]}");

        for (var unfit : List.of("ümlaut", "-first", "x".repeat(41), "a&b", " ")) {
            assertThat(json(put("rosa", tags("alpha"), "{\"tags\":[\"%s\"]}".formatted(unfit)), 422).at("/type")
                    .asString()).as(unfit).isEqualTo("/problems/tag-unfit");
        }
        var many = String.join(",", IntStream.range(0, 21).mapToObj(n -> "\"t" + n + "\"").toList());
        assertThat(json(put("rosa", tags("alpha"), "{\"tags\":[%s]}".formatted(many)), 422).at("/type").asString())
                .isEqualTo("/problems/too-many-tags");
        assertThat(words(json(get("rosa", tags("alpha")), 200).at("/tags"))).containsExactly("gold");
    }

    @Test
    void whoDoesNotManageTheTenantReadsItsTagsOnly() {
        assertThat(put("ada", tags("alpha"), "{\"tags\":[]}").statusCode()).isEqualTo(403);
        assertThat(put("ada", tags("beta"), "{\"tags\":[]}").statusCode()).isEqualTo(404);
        assertThat(get("ada", "/t/alpha/tags").body()).contains("No tags yet").doesNotContain("name=\"tags\"");
        assertThat(get("rosa", "/t/alpha/tags").body()).contains("name=\"tags\"");
        assertThat(form("rosa", "/t/alpha/tags", "tags=gold%2C+eu").statusCode()).isEqualTo(303);
        assertThat(get("ada", "/t/alpha/tags").body()).contains("eu", "gold");
    }

    @Test
    void listsOverSeveralTenantsTheirFilesAndApisAreNarrowedByATag() {
        put("rosa", tags("alpha"), "{\"tags\":[\"gold\"]}");

        assertThat(shortNames(get("rosa", "/api/v1/tenants?tag=gold"))).containsExactly("alpha");
        assertThat(get("rosa", "/?tag=gold").body()).contains("/t/alpha\"").doesNotContain("/t/beta\"");
        for (var list : List.of("/all/board", "/all/findings", "/all/board.csv", "/api/v1/oversight/board")) {
            assertThat(get("rosa", list + "?tag=gold").body()).as(list).doesNotContain("beta");
        }
        var board = get("rosa", "/all/board?tag=gold").body();
        assertThat(board).contains("Tenant alpha", "/all/board.csv?tag=gold", "state=open&amp;tag=gold",
                "<option value=\"gold\" selected>");
        assertThat(get("rosa", "/all/board?tag=nobody-has-it").body()).contains("No tenant matches");
    }

    @Test
    void aSetNarrowsToItsMembersAndItsHistoryStandsInTheMspsRecord() {
        var made = json(post("rosa", "/api/v1/tenant-sets", set("north", "alpha", "gamma")), 201);
        var id = made.at("/id").asString();

        assertThat(made.at("/owner").asString()).isEqualTo("rosa");
        assertThat(shortNames(get("rosa", "/api/v1/tenants?set=" + id))).containsExactly("alpha", "gamma");
        assertThat(get("rosa", "/all/board?set=" + id).body()).contains("Tenant gamma").doesNotContain("Tenant beta");
        json(put("rosa", "/api/v1/tenant-sets/" + id, set("far north", "beta")), 200);
        assertThat(shortNames(get("rosa", "/api/v1/tenants?set=" + id))).containsExactly("beta");
        assertThat(delete("rosa", "/api/v1/tenant-sets/" + id).statusCode()).isEqualTo(204);
        assertThat(json(get("rosa", "/api/v1/tenants?set=" + id), 400).at("/type").asString())
                .isEqualTo("/problems/invalid-parameter");
        for (var what : List.of("tenant set made", "tenant set changed", "tenant set ended")) {
            assertThat(entries(TenantId.MSP.value(), what)).as(what).isPositive();
        }
    }

    @Test
    void nobodySeesThroughASetWhatTheyMayNotSeeAndChangingItKeepsThat() {
        var id = json(post("rosa", "/api/v1/tenant-sets", set("mixed", "alpha", "beta", "gamma")), 201).at("/id")
                .asString();

        assertThat(get("otto", "/api/v1/oversight/tenant-sets").body()).contains("beta").doesNotContain("gamma");
        assertThat(get("otto", "/tenant-sets").body()).contains("mixed", "2 tenants").doesNotContain("gamma");
        assertThat(shortNames(get("otto", "/api/v1/tenants?set=" + id))).containsExactly("alpha", "beta");
        var gamma = json(put("otto", "/api/v1/tenant-sets/" + id, set("mixed", "alpha", "gamma")), 422);
        assertThat(gamma.at("/type").asString()).isEqualTo("/problems/set-member-unknown");
        assertThat(json(put("otto", "/api/v1/tenant-sets/" + id, set("mixed", "never-was")), 422).at("/type")
                .asString()).as("as one that never was").isEqualTo("/problems/set-member-unknown");
        json(put("otto", "/api/v1/tenant-sets/" + id, set("mixed", "alpha")), 200);
        assertThat(shortNames(get("rosa", "/api/v1/tenants?set=" + id))).containsExactly("alpha", "gamma");
        assertThat(get("ada", "/api/v1/tenants?set=" + id).statusCode()).as("whoever has no part in the MSP")
                .isEqualTo(400);
        assertThat(get("ada", "/tenant-sets").statusCode()).isEqualTo(404);
    }

    @Test
    void setsThatDoNotFitAreRefused() {
        var taken = "name-" + ++names;
        json(post("rosa", "/api/v1/tenant-sets", set(taken)), 201);

        assertThat(json(post("rosa", "/api/v1/tenant-sets", set(taken.toUpperCase(Locale.ROOT))), 409)
                .at("/type").asString()).isEqualTo("/problems/set-name-taken");
        assertThat(json(post("rosa", "/api/v1/tenant-sets", "{}"), 422).at("/type").asString())
                .isEqualTo("/problems/set-name-unfit");
        assertThat(json(post("rosa", "/api/v1/tenant-sets", set("x".repeat(81))), 422).at("/type").asString())
                .isEqualTo("/problems/set-name-unfit");
        assertThat(json(post("rosa", "/api/v1/tenant-sets", set("the msp", "msp")), 422).at("/type").asString())
                .isEqualTo("/problems/set-member-unknown");
        var nowhere = "/api/v1/tenant-sets/" + new UUID(1, 1);
        assertThat(put("rosa", nowhere, set("nobody")).statusCode()).isEqualTo(404);
        assertThat(delete("rosa", nowhere).statusCode()).isEqualTo(404);
    }

    @Test
    void setsAreMadeChangedAndEndedByForms() {
        assertThat(form("rosa", "/tenant-sets", "name=by+form&members=alpha%0Abeta").statusCode()).isEqualTo(303);
        assertThat(get("rosa", "/tenant-sets").body()).contains("by form", "2 tenants", "kept by rosa");
        var id = database.superuser().sql("select public_id from tenant_set where name = 'by form'")
                .query(UUID.class).single();
        assertThat(form("rosa", "/tenant-sets/" + id, "name=by+form&members=alpha").statusCode()).isEqualTo(303);
        assertThat(shortNames(get("rosa", "/api/v1/tenants?set=" + id))).containsExactly("alpha");
        assertThat(form("rosa", "/tenant-sets/" + id + "/closure", "").statusCode()).isEqualTo(303);
        assertThat(get("rosa", "/tenant-sets").body()).doesNotContain("by form");
    }

    private PersonId know(ProviderId from, String subject) {
        return server.bean(Persons.class).know(from, subject, TenantId.MSP, Persons.Profile.named(subject));
    }

    private static void give(SampleTenant tenant, PersonId person, String... capabilities) {
        for (var capability : capabilities) {
            tenant.give(capability, person, capability, "msp");
        }
    }

    private void inMsp(PersonId person, String... capabilities) {
        for (var capability : capabilities) {
            database.superuser()
                    .sql("""
                         insert into authority (tenant_id, public_id, root_id, person_id, capability, side, source,
                           since, reason)
                         select 1, gen_random_uuid(), root_id, :person, :capability, 'msp', 'delegation',
                           now() - interval '1 day', 'test' from authority where tenant_id = 1 limit 1""")
                    .param("person", person.value()).param("capability", capability).update();
        }
    }

    private int id(String shortName) {
        return database.superuser().sql("select tenant_id from tenant where short_name = :name")
                .param("name", shortName).query(Integer.class).single();
    }

    private String tags(String shortName) {
        return "/api/v1/tenants/%s/tags".formatted(database.superuser()
                .sql("select public_id from tenant where short_name = :name").param("name", shortName)
                .query(UUID.class).single());
    }

    private long entries(int tenant, String action) {
        return database.superuser().sql("select count(*) from ev_entry where tenant_id = :id and action = :action")
                .param("id", tenant).param("action", action).query(Long.class).single();
    }

    private static String set(String name, String... members) {
        return "{\"name\":\"%s\",\"members\":[%s]}".formatted(name,
                String.join(",", List.of(members).stream().map(each -> "\"" + each + "\"").toList()));
    }

    private static List<String> words(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static List<String> shortNames(HttpResponse<String> tenants) {
        return json(tenants, 200).at("/items").valueStream().map(each -> each.at("/shortName").asString()).toList();
    }

    private HttpResponse<String> get(String who, String path) {
        return send(who, path, HttpRequest.newBuilder().GET());
    }

    private HttpResponse<String> post(String who, String path, String body) {
        return send(who, path, json().POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> put(String who, String path, String body) {
        return send(who, path, json().PUT(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> delete(String who, String path) {
        return send(who, path, HttpRequest.newBuilder().DELETE());
    }

    private HttpResponse<String> form(String who, String path, String fields) {
        return send(who, path, HttpRequest.newBuilder().header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields)));
    }

    private static HttpRequest.Builder json() {
        return HttpRequest.newBuilder().header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(String who, String path, HttpRequest.Builder request) {
        try {
            return http.send(request.uri(URI.create(server.url() + path))
                    .header("Authorization", "Bearer " + provider.accessToken(who)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body());
    }
}
