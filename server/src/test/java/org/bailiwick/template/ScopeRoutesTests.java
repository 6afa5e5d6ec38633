package org.bailiwick.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.TestPortal.json;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.platform.PersonId;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

/** The expected scope as an API client and a browser without scripts meet it, on the whole server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ScopeRoutesTests {
    private final TestPortal portal = new TestPortal();
    private final TestDatabase database = portal.database();
    private final PersonId ada = portal.know("ada");
    private final PersonId otto = portal.know("otto");
    private int tenants;

    private SampleTenant tenant;
    private String api;
    private String page;

    @AfterAll
    void stop() {
        portal.close();
    }

    @BeforeEach
    void freshTenant() {
        tenant = SampleTenant.create(database, portal, "tenant-" + ++tenants, "operator");
        for (var capability : new String[]{"tenant.read", "register.read"}) {
            tenant.give(capability, ada, capability, "tenant");
            tenant.give(capability, otto, capability, "msp");
        }
        tenant.give("ada approves", ada, "scope.approve", "tenant");
        tenant.give("otto proposes", otto, "scope.propose", "msp");
        api = portal.api(tenant.id()) + "/expected-scope";
        page = "/t/tenant-%d/scope".formatted(tenants);
    }

    @Test
    void proposedReadAndApprovedByTheHashThatWasShown() {
        var created = portal.put("otto", api, ExpectedScopesTests.FILE);

        var proposed = json(created, 201);
        assertThat(created.headers().firstValue("Location")).contains(api + "/" + proposed.at("/id").asString());
        var shown = json(portal.get("ada", created.headers().firstValue("Location").orElseThrow()), 200);
        assertThat(shown.at("/approval/state").asString()).isEqualTo("requested");
        assertThat(shown.at("/approval/needs").asString()).isEqualTo("scope.approve");
        assertThat(shown.at("/difference/0/username").asString()).isEqualTo("sync");
        assertThat(shown.at("/content/people/tom/functions/0").asString()).isEqualTo("dentist");

        var approved = json(portal.post("ada", created.headers().firstValue("Location").orElseThrow() + "/approval",
                "{\"hash\":\"%s\"}".formatted(shown.at("/version/hash").asString())), 201);

        assertThat(approved.at("/state").asString()).isEqualTo("approved");
        var overview = json(portal.get("otto", api), 200);
        assertThat(overview.at("/current/hash").asString()).isEqualTo(proposed.at("/hash").asString());
        assertThat(overview.at("/proposed").isNull()).isTrue();
        assertThat(overview.at("/history").size()).isEqualTo(1);
    }

    @Test
    void beforeAnythingIsApprovedNothingIsCurrent() {
        var overview = json(portal.get("ada", api), 200);

        assertThat(overview.at("/current").isNull()).isTrue();
        assertThat(portal.get("ada", page).body()).contains("No expected scope is approved", "not known, not fine")
                .doesNotContain("type=\"file\"");
        assertThat(portal.get("otto", page).body()).contains("type=\"file\"");
    }

    @Test
    void faultyFileIsRefusedWithEveryPlace() {
        var problem = json(
                portal.put("otto", api, "{\"functions\": {}, \"people\": {\"a\": {\"functions\": [\"x\"]}}}"), 422);

        assertThat(problem.at("/type").asString()).isEqualTo("/problems/scope-faulty");
        assertThat(problem.at("/errors").findValuesAsString("pointer")).containsExactlyInAnyOrder("/functions",
                "/people/a/functions/0");
        assertThat(json(portal.put("otto", api, "no json"), 422).at("/errors/0/detail").asString())
                .contains("at byte 1");
    }

    @Test
    void fileThatIsTooLargeAndOtherMediaTypesAreRefused() {
        var large = ExpectedScopesTests.FILE + " ".repeat(ScopeReader.MOST_BYTES);

        assertThat(json(portal.put("otto", api, large), 413).at("/type").asString())
                .isEqualTo("/problems/scope-too-large");
        assertThat(portal.send("otto", api, HttpRequest.newBuilder().header("Content-Type", "text/plain")
                .PUT(HttpRequest.BodyPublishers.ofString("x"))).statusCode()).isEqualTo(415);
    }

    @Test
    void sameContentTwiceIsAConflict() {
        json(portal.put("otto", api, ExpectedScopesTests.FILE), 201);

        assertThat(json(portal.put("otto", api, ExpectedScopesTests.FILE), 409).at("/type").asString())
                .isEqualTo("/problems/scope-unchanged");
    }

    @Test
    void otherHashNoHashAndSecondAnswerAreRefused() {
        var proposed = json(portal.put("otto", api, ExpectedScopesTests.FILE), 201);
        var hash = proposed.at("/hash").asString();
        var version = "/" + proposed.at("/id").asString();

        assertThat(json(portal.post("ada", api + version + "/approval", "{}"), 422).at("/errors/0/pointer").asString())
                .isEqualTo("/hash");
        assertThat(json(portal.post("ada", api + version + "/approval", "{\"hash\":\"%s\"}".formatted("ab".repeat(32))),
                409)
                .at("/type").asString()).isEqualTo("/problems/approval-hash-differs");
        assertThat(json(portal.post("ada", api + version + "/refusal", "{\"hash\":\"%s\"}".formatted(hash)), 422)
                .at("/type")
                .asString()).isEqualTo("/problems/approval-reason");
        json(portal.post("ada", api + version + "/refusal",
                "{\"hash\":\"%s\",\"reason\":\"tom left\"}".formatted(hash)), 201);
        assertThat(json(portal.post("ada", api + version + "/approval", "{\"hash\":\"%s\"}".formatted(hash)), 409)
                .at("/type")
                .asString()).isEqualTo("/problems/approval-decided");
        assertThat(portal.get("ada", page + version).body()).contains("refused", "tom left");
    }

    @Test
    void whoeverProposedMayNotApproveEvenWithTheCapability() {
        tenant.give("otto approves", otto, "scope.approve", "tenant");
        var proposed = json(portal.put("otto", api, ExpectedScopesTests.FILE), 201);
        var hash = proposed.at("/hash").asString();
        var version = "/" + proposed.at("/id").asString();

        assertThat(json(portal.post("otto", api + version + "/approval", "{\"hash\":\"%s\"}".formatted(hash)), 403)
                .at("/type")
                .asString()).isEqualTo("/problems/own-request");
        assertThat(portal.get("otto", page).body()).contains("you proposed it yourself")
                .doesNotContain("Approve version 1");
    }

    @Test
    void contractLeavesTheApprovalToTheTenantsSide() {
        tenant.give("otto approves for the MSP", otto, "scope.approve", "msp");
        var proposed = json(portal.put("otto", api, ExpectedScopesTests.FILE), 201);
        var hash = proposed.at("/hash").asString();
        var version = "/" + proposed.at("/id").asString();

        assertThat(portal.post("otto", api + version + "/approval", "{\"hash\":\"%s\"}".formatted(hash)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoLacksTheCapabilityIsRefusedAndWhoSeesNothingFindsNothing() {
        assertThat(portal.put("ada", api, ExpectedScopesTests.FILE).statusCode()).isEqualTo(403);
        assertThat(portal.put("nobody", api, ExpectedScopesTests.FILE).statusCode()).isEqualTo(404);
        assertThat(portal.get("nobody", api).statusCode()).isEqualTo(404);
        assertThat(portal.get("ada", api + "/" + new UUID(1, 7)).statusCode()).isEqualTo(404);
        assertThat(portal.get("ada", page + "/" + new UUID(1, 7)).statusCode()).isEqualTo(404);
        assertThat(portal
                .post("ada", api + "/" + new UUID(1, 7) + "/approval", "{\"hash\":\"%s\"}".formatted("ab".repeat(32)))
                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void versionOfOneTenantIsNotFoundUnderAnother() {
        var version = "/" + json(portal.put("otto", api, ExpectedScopesTests.FILE), 201).at("/id").asString();
        freshTenant();

        assertThat(portal.get("ada", api + version).statusCode()).isEqualTo(404);
        assertThat(json(portal.get("ada", api), 200).at("/history").isEmpty()).isTrue();
    }

    @Test
    void schemaIsServedToAnybody() {
        var schema = portal.send("/api/v1/schemas/expected-scope.json", HttpRequest.newBuilder());

        assertThat(schema.statusCode()).isEqualTo(200);
        assertThat(schema.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/schema+json");
        assertThat(JsonMapper.shared().readTree(schema.body()).at("/required/0").asString()).isEqualTo("functions");
    }

    @Test
    void formUploadsAFileAndItsPageShowsTheDifferenceAndWhoAnswers() {
        var sent = upload("otto", ExpectedScopesTests.FILE);

        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
        var proposed = json(portal.get("ada", api), 200).at("/proposed");
        var hash = proposed.at("/hash").asString();
        assertThat(portal.get("ada", page).body()).contains("Version 1 waits for an answer", "/Mill Lane", hash,
                "Approve version 1 for Tenant tenant-" + tenants);

        var approved = portal.form("ada", page + "/" + proposed.at("/id").asString() + "/approval", "hash=" + hash);

        assertThat(approved.statusCode()).isEqualTo(303);
        assertThat(portal.get("ada", page).body()).contains("In force").doesNotContain("waits for an answer");
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
        return portal.send(who, page,
                HttpRequest.newBuilder().header("Content-Type", "multipart/form-data; boundary=part")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }
}
