package org.bailiwick.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.bailiwick.authority.Persons;
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

/** The expected scope as an API client and a browser without scripts meet it, on the whole server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ScopeRoutesTests {
    private final FakeProvider provider = new FakeProvider();
    private final HttpClient http = HttpClient.newHttpClient();
    private TestDatabase database;
    private TestServer server;
    private PersonId ada;
    private PersonId otto;
    private int tenants;

    private SampleTenant tenant;
    private String api;
    private String page;

    @BeforeAll
    void serve() {
        database = TestDatabase.create();
        server = TestServer.start(database);
        var registered = server.bean(Providers.class)
                .register(TenantId.MSP, "MSP login", provider.issuer(), FakeProvider.CLIENT, FakeProvider.SECRET)
                .orThrow(problem -> new IllegalStateException(problem.toString()));
        ada = know(registered.id(), "ada");
        otto = know(registered.id(), "otto");
    }

    private PersonId know(ProviderId from, String subject) {
        return server.bean(Persons.class).know(from, subject, TenantId.MSP, Persons.Profile.named(subject));
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
        provider.close();
    }

    @BeforeEach
    void freshTenant() {
        tenant = SampleTenant.create(database, server, "tenant-" + ++tenants, "operator");
        for (var capability : new String[]{"tenant.read", "register.read"}) {
            tenant.give(capability, ada, capability, "tenant");
            tenant.give(capability, otto, capability, "msp");
        }
        tenant.give("ada approves", ada, "scope.approve", "tenant");
        tenant.give("otto proposes", otto, "scope.propose", "msp");
        api = "/api/v1/tenants/%s/expected-scope".formatted(database.superuser()
                .sql("select public_id from tenant where tenant_id = :id").param("id", tenant.id().value())
                .query(UUID.class).single());
        page = "/t/tenant-%d/scope".formatted(tenants);
    }

    @Test
    void proposedReadAndApprovedByTheHashThatWasShown() {
        var created = put("otto", ExpectedScopesTests.FILE);

        var proposed = json(created, 201);
        assertThat(created.headers().firstValue("Location")).contains(api + "/" + proposed.at("/id").asString());
        var shown = json(get("ada", created.headers().firstValue("Location").orElseThrow()), 200);
        assertThat(shown.at("/approval/state").asString()).isEqualTo("requested");
        assertThat(shown.at("/approval/needs").asString()).isEqualTo("scope.approve");
        assertThat(shown.at("/difference/0/username").asString()).isEqualTo("sync");
        assertThat(shown.at("/content/people/tom/functions/0").asString()).isEqualTo("dentist");

        var approved = json(post("ada", created.headers().firstValue("Location").orElseThrow() + "/approval",
                "{\"hash\":\"%s\"}".formatted(shown.at("/version/hash").asString())), 201);

        assertThat(approved.at("/state").asString()).isEqualTo("approved");
        var overview = json(get("otto", api), 200);
        assertThat(overview.at("/current/hash").asString()).isEqualTo(proposed.at("/hash").asString());
        assertThat(overview.at("/proposed").isNull()).isTrue();
        assertThat(overview.at("/history").size()).isEqualTo(1);
    }

    @Test
    void beforeAnythingIsApprovedNothingIsCurrent() {
        var overview = json(get("ada", api), 200);

        assertThat(overview.at("/current").isNull()).isTrue();
        assertThat(get("ada", page).body()).contains("No expected scope is approved", "not known, not fine")
                .doesNotContain("type=\"file\"");
        assertThat(get("otto", page).body()).contains("type=\"file\"");
    }

    @Test
    void faultyFileIsRefusedWithEveryPlace() {
        var problem = json(put("otto", "{\"functions\": {}, \"people\": {\"a\": {\"functions\": [\"x\"]}}}"), 422);

        assertThat(problem.at("/type").asString()).isEqualTo("/problems/scope-faulty");
        assertThat(problem.at("/errors").findValuesAsString("pointer")).containsExactlyInAnyOrder("/functions",
                "/people/a/functions/0");
        assertThat(json(put("otto", "no json"), 422).at("/errors/0/detail").asString()).contains("at byte 1");
    }

    @Test
    void fileThatIsTooLargeAndOtherMediaTypesAreRefused() {
        var large = ExpectedScopesTests.FILE + " ".repeat(ScopeReader.MOST_BYTES);

        assertThat(json(put("otto", large), 413).at("/type").asString()).isEqualTo("/problems/scope-too-large");
        assertThat(send("otto", api, HttpRequest.newBuilder().header("Content-Type", "text/plain")
                .PUT(HttpRequest.BodyPublishers.ofString("x"))).statusCode()).isEqualTo(415);
    }

    @Test
    void sameContentTwiceIsAConflict() {
        json(put("otto", ExpectedScopesTests.FILE), 201);

        assertThat(json(put("otto", ExpectedScopesTests.FILE), 409).at("/type").asString())
                .isEqualTo("/problems/scope-unchanged");
    }

    @Test
    void otherHashNoHashAndSecondAnswerAreRefused() {
        var proposed = json(put("otto", ExpectedScopesTests.FILE), 201);
        var hash = proposed.at("/hash").asString();
        var version = "/" + proposed.at("/id").asString();

        assertThat(json(post("ada", api + version + "/approval", "{}"), 422).at("/errors/0/pointer").asString())
                .isEqualTo("/hash");
        assertThat(json(post("ada", api + version + "/approval", "{\"hash\":\"%s\"}".formatted("ab".repeat(32))), 409)
                .at("/type").asString()).isEqualTo("/problems/approval-hash-differs");
        assertThat(json(post("ada", api + version + "/refusal", "{\"hash\":\"%s\"}".formatted(hash)), 422).at("/type")
                .asString()).isEqualTo("/problems/approval-reason");
        json(post("ada", api + version + "/refusal", "{\"hash\":\"%s\",\"reason\":\"tom left\"}".formatted(hash)), 201);
        assertThat(json(post("ada", api + version + "/approval", "{\"hash\":\"%s\"}".formatted(hash)), 409).at("/type")
                .asString()).isEqualTo("/problems/approval-decided");
        assertThat(get("ada", page + version).body()).contains("refused", "tom left");
    }

    @Test
    void whoeverProposedMayNotApproveEvenWithTheCapability() {
        tenant.give("otto approves", otto, "scope.approve", "tenant");
        var proposed = json(put("otto", ExpectedScopesTests.FILE), 201);
        var hash = proposed.at("/hash").asString();
        var version = "/" + proposed.at("/id").asString();

        assertThat(json(post("otto", api + version + "/approval", "{\"hash\":\"%s\"}".formatted(hash)), 403).at("/type")
                .asString()).isEqualTo("/problems/own-request");
        assertThat(get("otto", page).body()).contains("you proposed it yourself").doesNotContain("Approve version 1");
    }

    @Test
    void contractLeavesTheApprovalToTheTenantsSide() {
        tenant.give("otto approves for the MSP", otto, "scope.approve", "msp");
        var proposed = json(put("otto", ExpectedScopesTests.FILE), 201);
        var hash = proposed.at("/hash").asString();
        var version = "/" + proposed.at("/id").asString();

        assertThat(post("otto", api + version + "/approval", "{\"hash\":\"%s\"}".formatted(hash)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoLacksTheCapabilityIsRefusedAndWhoSeesNothingFindsNothing() {
        assertThat(put("ada", ExpectedScopesTests.FILE).statusCode()).isEqualTo(403);
        assertThat(put("nobody", ExpectedScopesTests.FILE).statusCode()).isEqualTo(404);
        assertThat(get("nobody", api).statusCode()).isEqualTo(404);
        assertThat(get("ada", api + "/" + new UUID(1, 7)).statusCode()).isEqualTo(404);
        assertThat(get("ada", page + "/" + new UUID(1, 7)).statusCode()).isEqualTo(404);
        assertThat(post("ada", api + "/" + new UUID(1, 7) + "/approval", "{\"hash\":\"%s\"}".formatted("ab".repeat(32)))
                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void versionOfOneTenantIsNotFoundUnderAnother() {
        var version = "/" + json(put("otto", ExpectedScopesTests.FILE), 201).at("/id").asString();
        freshTenant();

        assertThat(get("ada", api + version).statusCode()).isEqualTo(404);
        assertThat(json(get("ada", api), 200).at("/history").isEmpty()).isTrue();
    }

    @Test
    void schemaIsServedToAnybody() throws Exception {
        var schema = http.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/schemas/expected-scope.json")).build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(schema.statusCode()).isEqualTo(200);
        assertThat(schema.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/schema+json");
        assertThat(JsonMapper.shared().readTree(schema.body()).at("/required/0").asString()).isEqualTo("functions");
    }

    @Test
    void formUploadsAFileAndItsPageShowsTheDifferenceAndWhoAnswers() {
        var sent = upload("otto", ExpectedScopesTests.FILE);

        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
        var proposed = json(get("ada", api), 200).at("/proposed");
        var hash = proposed.at("/hash").asString();
        assertThat(get("ada", page).body()).contains("Version 1 waits for an answer", "/Mill Lane", hash,
                "Approve version 1 for Tenant tenant-" + tenants);

        var approved = send("ada", page + "/" + proposed.at("/id").asString() + "/approval", HttpRequest.newBuilder()
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("hash=" + hash)));

        assertThat(approved.statusCode()).isEqualTo(303);
        assertThat(get("ada", page).body()).contains("In force").doesNotContain("waits for an answer");
    }

    @Test
    void formWithAFaultyOrNoFileSaysWhatIsWrong() {
        var faulty = upload("otto", "{\"functions\": {}, \"people\": {}, \"<b>x</b>\": 1}");

        assertThat(faulty.statusCode()).isEqualTo(422);
        assertThat(faulty.body()).contains("The file was not taken", "/functions", "/people", "&lt;b&gt;x")
                .doesNotContain("<b>x");
        assertThat(upload("otto", "").statusCode()).isEqualTo(422);
        assertThat(upload("ada", ExpectedScopesTests.FILE).statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> upload(String who, String file) {
        var body = """
                   --part\r
                   Content-Disposition: form-data; name="file"; filename="scope.json"\r
                   Content-Type: application/json\r
                   \r
                   %s\r
                   --part--\r
                   """.formatted(file);
        return send(who, page, HttpRequest.newBuilder().header("Content-Type", "multipart/form-data; boundary=part")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> put(String who, String body) {
        return send(who, api, HttpRequest.newBuilder().header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String who, String path) {
        return send(who, path, HttpRequest.newBuilder().GET());
    }

    private HttpResponse<String> post(String who, String path, String body) {
        return send(who, path, HttpRequest.newBuilder().header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
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
