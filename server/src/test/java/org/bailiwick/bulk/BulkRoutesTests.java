package org.bailiwick.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.bailiwick.testing.TestPortal.json;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.platform.PersonId;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Bulks and the inbox as a person's browser and an API client meet them, on the whole server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BulkRoutesTests {
    private final TestPortal portal = new TestPortal();
    private final TestDatabase database = portal.database();
    private final PersonId ada = portal.know("ada");
    private final PersonId bea = portal.know("bea");
    private final PersonId otto = portal.know("otto");
    private int tenants;

    private SampleTenant tenant;
    private String api;
    private String pages;
    private long admin;

    @AfterAll
    void stop() {
        portal.close();
    }

    @BeforeEach
    void freshTenant() {
        database.superuser().sql("delete from bulk_alone").update();
        tenant = SampleTenant.create(database, portal, "bulky-" + ++tenants, "operator");
        for (var capability : new String[]{"tenant.read", "register.read", "change.read"}) {
            tenant.give(capability, ada, capability, "tenant");
            tenant.give(capability, bea, capability, "tenant");
            tenant.give(capability, otto, capability, "msp");
        }
        tenant.give("ada decides", ada, "grant.decide", "tenant");
        tenant.give("bea decides", bea, "grant.decide", "tenant");
        admin = tenant.entitlement(new EntitlementKey(EntitlementKey.REALM_ROLE, "r-1"), "billing-admin");
        api = portal.api(tenant.id());
        pages = "/t/bulky-" + tenants;
    }

    @Test
    void previewedBulkRunsAsAJobAndTellsWhatBecameOfEachGrant() {
        var body = body(grants(2), "left the project");
        var preview = json(portal.post("ada", api + "/decisions/preview", body), 200);
        assertThat(preview.at("/touches/accounts").asInt()).isEqualTo(2);
        assertThat(preview.at("/touches/tenants").asInt()).isEqualTo(1);
        assertThat(preview.at("/needsSecondPerson").asBoolean()).isFalse();
        assertThat(preview.at("/items/0/removes/name").asString()).isEqualTo("billing-admin");

        var answer = portal.post("ada", api + "/decisions", hashed(body, preview.at("/hash").asString()));

        var bulk = json(answer, 202);
        var location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(json(portal.get("ada", bulk.at("/job").asString()), 200).at("/result").asString())
                .isEqualTo(location);
        var done = ended(location);
        assertThat(done.at("/counts/decided").asInt()).isEqualTo(2);
        assertThat(json(portal.get("ada", bulk.at("/job").asString()), 200).at("/state").asString())
                .isEqualTo("complete");
        var items = json(portal.get("ada", location + "/items?limit=1"), 200);
        assertThat(items.at("/items/0/state").asString()).isEqualTo("decided");
        var change = json(portal.get("ada", items.at("/items/0/change").asString()), 200);
        assertThat(change.at("/ticket").asString()).isEqualTo("HALO 4711");
        assertThat(
                json(portal.get("ada", items.at("/items/0/decision").asString()), 200).at("/justification").asString())
                .isEqualTo("left the project");
        var next = json(portal.get("ada", location + "/items?limit=1&cursor=" + items.at("/nextCursor").asString()),
                200);
        assertThat(next.at("/items/0/number").asInt()).isEqualTo(2);
        assertThat(json(portal.get("ada", api + "/decisions"), 200).at("/items/0/id").asString())
                .isEqualTo(bulk.at("/id").asString());
    }

    @Test
    void aboveTheThresholdItStandsInTheOthersInboxUntilTheyAnswer() {
        var asked = asked(11);
        assertThat(asked.at("/state").asString()).isEqualTo("asked");
        assertThat(asked.at("/job").isNull()).isTrue();
        assertThat(json(portal.get("ada", "/api/v1/approvals"), 200).at("/items").isEmpty()).isTrue();
        assertThat(json(portal.get("otto", api + "/approvals"), 200).at("/items").isEmpty()).isTrue();
        var waiting = json(portal.get("bea", api + "/approvals"), 200).at("/items/0");
        assertThat(waiting.at("/hash").asString()).isEqualTo(asked.at("/hash").asString());
        assertThat(json(portal.get("bea", waiting.at("/what").asString()), 200).at("/id").asString())
                .isEqualTo(asked.at("/id").asString());

        var reply = "{\"hash\":\"%s\"}".formatted(waiting.at("/hash").asString());
        assertThat(json(portal.post("ada", waiting.at("/approval").asString(), reply), 403).at("/type").asString())
                .isEqualTo("/problems/own-request");
        assertThat(json(portal.post("bea", waiting.at("/approval").asString(), "{\"hash\":\"other\"}"), 409).at("/type")
                .asString()).isEqualTo("/problems/approval-hash-differs");
        json(portal.post("bea", waiting.at("/approval").asString(), reply), 202);

        assertThat(ended(waiting.at("/what").asString()).at("/counts/decided").asInt()).isEqualTo(11);
        assertThat(json(portal.get("bea", api + "/approvals"), 200).at("/items").isEmpty()).isTrue();
        assertThat(json(portal.get("bea", api + "/approvals"), 200).at("/earlier/0/state").asString())
                .isEqualTo("used");
    }

    @Test
    void inboxAndMenuCountWhatWaits() {
        asked(11);

        assertThat(portal.get("bea", "/approvals").body()).contains("Read and answer: <bdi>Revoke 11 grants",
                "<span class=\"hidden\"> waiting</span>");
        assertThat(portal.get("bea", pages + "/approvals").body()).contains("Read and answer", "Revoke 11 grants");
        assertThat(portal.get("ada", pages + "/approvals").body()).contains("Nothing waits for you",
                "Asked or answered by you");
    }

    @Test
    void pageOfTheBulkShowsWhatWouldBeDecidedAndTakesTheAnswer() {
        var page = pages + "/decisions/" + asked(11).at("/id").asString();
        var shown = portal.get("bea", page).body();
        assertThat(shown).contains("billing-admin", "left the project", "Approve: Revoke 11 grants in Tenant bulky");
        assertThat(portal.get("ada", page).body()).contains("you asked for it yourself", "Take back 1 bulk");
        assertThat(portal.get("otto", page).body()).contains("You do not approve it").doesNotContain("<textarea");

        var refused = portal.form("bea", page + "/refusal", "reason=&hash=" + hash(shown));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("say why it is refused");
        assertThat(portal.form("bea", page + "/refusal", "reason=too+many&hash=" + hash(shown)).statusCode())
                .isEqualTo(303);
        assertThat(portal.get("bea", page).body()).contains("refused");
        assertThat(portal.get("ada", pages + "/decisions").body()).contains("Revoke 11 grants");
    }

    @Test
    void whoAnswersCanReadEveryRowOfVeryMany() {
        var page = pages + "/decisions/" + asked(203).at("/id").asString();

        assertThat(portal.get("bea", page).body()).contains("1 to 200 of 203", "?from=200");
        assertThat(portal.get("bea", page + "?from=200").body()).contains("201 to 203 of 203")
                .doesNotContain("from=400");
        assertThat(portal.get("bea", page + "?from=-5").body()).contains("1 to 200 of 203");
    }

    @Test
    void chosenRowsOfTheListArePreviewedWithWordsAndConfirmed() {
        var grants = grants(3);
        assertThat(portal.get("ada", pages + "/register/grants").body()).contains("All 3 on this page",
                "Preview revoking in Tenant bulky");
        assertThat(portal.get("otto", pages + "/register/grants").body()).doesNotContain("name=\"grant\"");

        var first = portal.form("ada", pages + "/decisions/preview",
                "decision=REVOKE&all=page&" + named("shown", grants));
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).contains("Revoke 3 grants in Tenant bulky", "Preview with these reasons")
                .doesNotContain("class=\"error\"", "name=\"hash\"");
        var words = "decision=REVOKE&typed=yes&" + named("grant", grants.subList(0, 2))
                + "&justification=left+the+project&reason-" + grants.get(1) + "=moved&ticketSystem=HALO";
        var half = portal.form("ada", pages + "/decisions/preview", words);
        assertThat(half.statusCode()).isEqualTo(422);
        assertThat(half.body()).contains("left the project", "value=\"moved\"", "id=\"ticket-error\"")
                .doesNotContain("name=\"hash\"");
        var whole = portal.form("ada", pages + "/decisions/preview", words + "&ticketKey=4711");
        assertThat(whole.statusCode()).isEqualTo(200);
        var confirmed = portal.form("ada", pages + "/decisions", words + "&ticketKey=4711&hash=" + hash(whole.body()));

        assertThat(confirmed.statusCode()).isEqualTo(303);
        var path = confirmed.headers().firstValue("Location").orElseThrow();
        ended(path.replace(pages, api));
        assertThat(portal.get("ada", path).body()).contains("moved", "left the project", "HALO 4711");
        assertThat(portal.get("ada", path + "/progress").body()).doesNotContain("<html", "hx-trigger");
    }

    @Test
    void changedWordsAreShownAgainInsteadOfDecided() {
        var grants = grants(1);
        var words = "decision=REVOKE&typed=yes&" + named("grant", grants) + "&justification=";
        var seen = portal.form("ada", pages + "/decisions/preview", words + "left");

        var again = portal.form("ada", pages + "/decisions", words + "other+words&hash=" + hash(seen.body()));

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("other words", "changed after the preview");
        assertThat(json(portal.get("ada", api + "/decisions"), 200).at("/items").isEmpty()).isTrue();
    }

    @Test
    void bodiesThatCannotBeMeantAreRefusedWithAPointer() {
        var grant = grants(1).getFirst();
        assertThat(pointer(422, "{}")).isEqualTo("/decision");
        assertThat(pointer(422, "{'decision':'REVOKE'}")).isEqualTo("/items");
        assertThat(pointer(422, "{'decision':'ABSTAIN','items':[{'grant':'%s'}]}".formatted(grant)))
                .isEqualTo("/decision");
        assertThat(pointer(422, "{'decision':'REVOKE','justification':'x','items':[{}]}")).isEqualTo("/items/0/grant");
        assertThat(pointer(422, "{'decision':'REVOKE','justification':'x','items':[null]}"))
                .isEqualTo("/items/0/grant");
        assertThat(pointer(422, "{'decision':'REVOKE','items':[{'grant':'%s'}]}".formatted(grant)))
                .isEqualTo("/justification");
        assertThat(
                pointer(422, "{'decision':'REVOKE','items':[{'grant':'%s','justification':'x','ticket':{'key':'1'}}]}"
                        .formatted(grant)))
                .isEqualTo("/items/0/ticket");
        assertThat(portal.form("ada", pages + "/decisions/preview", "decision=REVOKE").statusCode()).isEqualTo(422);
        assertThat(portal.form("ada", pages + "/decisions/preview", "decision=REVOKE&grant=x").statusCode())
                .isEqualTo(400);
        assertThat(portal.form("ada", pages + "/decisions/preview", "grant=" + grant).statusCode()).isEqualTo(422);
    }

    @Test
    void whoLacksTheCapabilityIsRefusedAndAnotherTenantsGrantIsNotFound() {
        var body = body(grants(1), "left the project");
        assertThat(portal.post("otto", api + "/decisions/preview", body).statusCode()).isEqualTo(403);
        assertThat(portal.post("nobody", api + "/decisions/preview", body).statusCode()).isEqualTo(404);
        var asked = asked(11);
        var path = "/decisions/" + asked.at("/id").asString();
        freshTenant();

        var preview = json(portal.post("ada", api + "/decisions/preview", body), 200);
        assertThat(preview.at("/items/0/leftOut/type").asString()).isEqualTo("/problems/not-found");
        assertThat(preview.at("/items/0/account").isNull()).isTrue();
        assertThat(json(portal.post("ada", api + "/decisions", hashed(body, preview.at("/hash").asString())), 409)
                .at("/type")
                .asString()).isEqualTo("/problems/nothing-decidable");
        assertThat(portal.get("ada", api + path).statusCode()).isEqualTo(404);
        assertThat(portal.post("bea", api + path + "/approval", "{\"hash\":\"" + asked.at("/hash").asString() + "\"}")
                .statusCode()).isEqualTo(404);
        assertThat(portal.get("ada", pages + path).statusCode()).isEqualTo(404);
    }

    private List<UUID> grants(int many) {
        var grants = new ArrayList<UUID>();
        IntStream.range(0, many).forEach(number -> grants.add(tenant.grant(
                tenant.account(UUID.randomUUID().toString(), "user-" + number), admin, true,
                "[[%d]]".formatted(admin))));
        return grants;
    }

    private static String body(List<UUID> grants, String why) {
        return "{\"decision\":\"REVOKE\",\"justification\":\"%s\",\"ticket\":{\"system\":\"HALO\",\"key\":\"4711\"},\"items\":[%s]}"
                .formatted(why, grants.stream().map("{\"grant\":\"%s\"}"::formatted).collect(Collectors.joining(",")));
    }

    private static String hashed(String body, String hash) {
        return body.substring(0, body.length() - 1) + ",\"hash\":\"%s\"}".formatted(hash);
    }

    private JsonNode asked(int many) {
        var body = body(grants(many), "left the project");
        var hash = json(portal.post("ada", api + "/decisions/preview", body), 200).at("/hash").asString();
        return json(portal.post("ada", api + "/decisions", hashed(body, hash)), 202);
    }

    /** The bulk, as soon as it has ended. */
    private JsonNode ended(String path) {
        return await("the bulk has ended").atMost(Duration.ofSeconds(30)).until(
                () -> json(portal.get("ada", path), 200), bulk -> bulk.at("/state").asString().equals("done"));
    }

    private static String named(String name, List<UUID> grants) {
        return grants.stream().map(grant -> name + "=" + grant).collect(Collectors.joining("&"));
    }

    private static String hash(String page) {
        var found = Pattern.compile("name=\"hash\" value=\"([0-9a-f]{64})\"").matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1);
    }

    private String pointer(int status, String body) {
        return json(portal.post("ada", api + "/decisions/preview", body.replace('\'', '"')), status)
                .at("/errors/0/pointer")
                .asString();
    }
}
