package org.bailiwick.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.bailiwick.testing.TestPortal.json;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Leaver cases and a tenant's requests as a browser and an API client meet them, on the whole server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LeaverRoutesTests {
    private static final String API = "/api/v1/oversight/leaver-cases";
    private static final String PAGES = "/all/leavers";

    private final TestPortal portal = new TestPortal();
    private final TestDatabase database = portal.database();
    /** The risk owner; somebody who oversees and ends nobody's access; the tenant's approver. */
    private final PersonId ruth = portal.know("ruth");
    private final PersonId otto = portal.know("otto");
    private final PersonId ada = portal.know("ada");
    private final SampleTenant msp = SampleTenant.create(database, portal, TenantId.MSP, "automatic");
    private int leavers;

    private SampleTenant tenant;
    private String shortName;
    private String leaver;
    private UUID subject;

    LeaverRoutesTests() {
        for (var capability : List.of(Capabilities.STAFF_OFFBOARD, "oversight.read", "tenant.read")) {
            msp.give(capability, ruth, capability, "msp");
        }
        msp.give("sees", otto, "oversight.read", "msp");
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @BeforeEach
    void somebodyLeaves() {
        leaver = "mara" + ++leavers;
        shortName = "leaving-" + leavers;
        tenant = SampleTenant.create(database, portal, shortName, "automatic");
        tenant.give("offboards", ruth, Capabilities.STAFF_OFFBOARD, "msp");
        tenant.give("approves", ada, Capabilities.GRANT_DECIDE, "tenant");
        tenant.give("reads", ada, "change.read", "tenant");
        tenant.give("sees", ada, "tenant.read", "tenant");
        msp.account("m-" + leaver, leaver);
        var account = tenant.account("t-" + leaver, leaver);
        var role = tenant.entitlement(new EntitlementKey(EntitlementKey.REALM_ROLE, "r-1"), "billing-admin");
        tenant.grant(account, role, true, "[[%d]]".formatted(role));
        subject = database.superuser()
                .sql("select i.subject from identity i where i.tenant_id = 1 and i.display_name = :name")
                .param("name", leaver).query(UUID.class).single();
        database.superuser()
                .sql("""
                     update identity set subject = :subject where display_name = :name and tenant_id = :id""")
                .param("subject", subject).param("name", leaver).param("id", tenant.id().value()).update();
        database.superuser()
                .sql("""
                     insert into credential (tenant_id, public_id, account_id, external_id, kind)
                     values (:id, gen_random_uuid(), :account, 'k-1', 'api key')""").param("id", tenant.id().value())
                .param("account", account).update();
    }

    @Test
    void previewNamesWhatEndsAndWhatDoesNotOnPageAndInTheApi() {
        var preview = json(portal.get("ruth", API + "/preview?subject=" + subject), 200);
        var page = portal.get("ruth", PAGES + "/new?subject=" + subject);

        assertThat(preview.at("/tenants").valueStream().map(each -> each.at("/tenant/shortName").asString()))
                .contains(shortName);
        assertThat(preview.at("/notEnded/0/kind").asString()).isEqualTo("api key");
        assertThat(preview.at("/hash").asString()).hasSize(64);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(leaver + " leaves", "billing-admin", "disables the account",
                "Not ended by the case", "api key", preview.at("/hash").asString());
    }

    @Test
    void noTagAndNoSetShowsLessThanTheButtonDoes() {
        var whole = portal.get("ruth", PAGES + "/new?subject=" + subject);
        var narrowed = portal.get("ruth", PAGES + "/new?tag=nobody-has-it&subject=" + subject);

        assertThat(narrowed.statusCode()).isEqualTo(200);
        assertThat(narrowed.body()).contains("id=\"in-" + shortName + "\"");
        assertThat(whole.body()).contains("id=\"in-" + shortName + "\"");
        assertThat(json(portal.get("ruth", API + "/preview?tag=nobody-has-it&subject=" + subject), 200).at("/tenants")
                .size()).isEqualTo(2);
    }

    @Test
    void openedCaseIsListedReadFollowedAndCancelled() {
        var opened = open();
        var id = opened.at("/id").asString();

        assertThat(json(portal.get("ruth", API), 200).at("/items").valueStream().map(each -> each.at("/id").asString()))
                .contains(id);
        assertThat(portal.get("ruth", PAGES).body()).contains(PAGES + "/" + id, leaver);
        assertThat(portal.get("ruth", PAGES + "/" + id).body()).contains(leaver + " leaves", "Not ended by the case");
        assertThat(portal.get("ruth", PAGES + "/" + id + "/progress").statusCode()).isEqualTo(200);
        awaitStand(id, "awaiting approval");

        assertThat(portal.post("ruth", API + "/" + id + "/cancellation", "{}").statusCode()).isEqualTo(422);
        var cancelled = portal.form("ruth", PAGES + "/" + id + "/cancellation", "justification=stays");
        assertThat(cancelled.statusCode()).as(cancelled.body()).isBetween(200, 303);
        assertThat(json(portal.get("ruth", API + "/" + id), 200).at("/state").asString()).isEqualTo("cancelled");
        assertThat(portal.get("ruth", PAGES).body()).contains("enabled in the own directory");
        assertThat(portal.post("ruth", API + "/" + id + "/orders", "{}").statusCode()).isEqualTo(409);
    }

    @Test
    void tenantIsTakenOutWithAReasonThatTheCaseKeepsSaying() {
        var id = open().at("/id").asString();
        awaitStand(id, "awaiting approval");
        var itself = portal.api(tenant.id()).replaceAll(".*/", "");

        assertThat(exclusion(id, itself, " ")).isEqualTo(422);
        assertThat(exclusion(id, UUID.randomUUID().toString(), "gone")).isEqualTo(422);
        var left = portal.form("ruth", PAGES + "/" + id + "/exclusions",
                "tenant=%s&justification=ends+it+itself".formatted(shortName));

        assertThat(left.statusCode()).as(left.body()).isBetween(200, 303);
        assertThat(portal.get("ruth", PAGES + "/" + id).body()).contains("taken out of the case", "ends it itself");
        assertThat(exclusion(id, itself, "again")).isEqualTo(409);
        var open = json(portal.get("ruth", API + "/" + id), 200);
        assertThat(open.at("/without").asInt()).isEqualTo(1);
        assertThat(open.at("/state").asString()).as("the own directory keeps it open").isEqualTo("open");
    }

    @Test
    void tenantThatWasTakenOutIsPutBackOnThePageAndInTheApi() {
        var id = open().at("/id").asString();
        awaitStand(id, "awaiting approval");
        var itself = portal.api(tenant.id()).replaceAll(".*/", "");
        assertThat(about(id, "inclusions", itself, "never out")).isEqualTo(409);
        exclusion(id, itself, "gone");

        assertThat(about(id, "inclusions", itself, " ")).isEqualTo(422);
        assertThat(portal.get("ruth", PAGES + "/" + id).body()).contains("Put 1 tenant back into the case");
        var back = portal.form("ruth", PAGES + "/" + id + "/inclusions",
                "tenant=%s&justification=came+back".formatted(shortName));
        assertThat(back.statusCode()).as(back.body()).isBetween(200, 303);
        awaitStand(id, "not permitted", "awaiting approval");

        exclusion(id, itself, "gone");
        assertThat(about(id, "inclusions", itself, "came back")).isEqualTo(200);
    }

    @Test
    void refusedRequestIsShownAsLeftAndOrderedByWhatWasShown() {
        var id = open().at("/id").asString();
        awaitStand(id, "awaiting approval");
        var asked = json(portal.get("ada", portal.api(tenant.id()) + "/leaver-requests"), 200).at("/items/0");
        var request = "/t/" + shortName + "/leavers/" + asked.at("/id").asString();
        assertThat(portal.get("ada", "/t/" + shortName + "/leavers").body()).contains(leaver);
        assertThat(portal.get("ada", request).body()).contains("Your answer", "billing-admin", asked.at("/hash")
                .asString());
        assertThat(portal.form("ada", request + "/refusal", "hash=x&reason=no").statusCode()).isEqualTo(409);
        var refused = portal.form("ada", request + "/refusal",
                "reason=still+works+here&hash=" + asked.at("/hash").asString());
        assertThat(refused.statusCode()).as(refused.body()).isBetween(200, 303);
        assertThat(portal.get("ada", request).body()).doesNotContain("Your answer");
        awaitStand(id, "refused by the tenant");

        var left = json(portal.get("ruth", API + "/" + id), 200);
        assertThat(left.at("/toOrder/0/tenant/shortName").asString()).isEqualTo(shortName);
        assertThat(left.at("/toOrder/0/accounts/0/username").asString()).isEqualTo(leaver);
        assertThat(left.at("/toOrder/0/accounts/0/memberships/0/name").asString()).isEqualTo("billing-admin");
        assertThat(portal.get("ruth", PAGES + "/" + id).body()).contains("Left to order", "Order 2 changes",
                left.at("/left").asString());
        assertThat(portal.post("ruth", API + "/" + id + "/orders", "{\"hash\":\"x\"}").statusCode()).isEqualTo(409);
        var ordered = portal.form("ruth", PAGES + "/" + id + "/orders", "hash=" + left.at("/left").asString());
        assertThat(ordered.statusCode()).as(ordered.body()).isBetween(200, 303);
        awaitStand(id, "awaiting approval");
    }

    @Test
    void approvedRequestOrdersItsChanges() {
        open();
        var requests = portal.api(tenant.id()) + "/leaver-requests";
        await().atMost(Duration.ofSeconds(30))
                .until(() -> json(portal.get("ada", requests), 200).at("/items").size() == 1);
        var asked = json(portal.get("ada", requests), 200).at("/items/0");
        var approval = requests + "/" + asked.at("/id").asString() + "/approval";

        assertThat(portal.post("ada", approval, "{\"hash\":\"x\"}").statusCode()).isEqualTo(409);
        assertThat(portal.post("otto", approval, "{}").statusCode()).isEqualTo(404);
        var answered = json(portal.post("ada", approval, "{\"hash\":\"%s\"}".formatted(asked.at("/hash").asString())),
                200);
        assertThat(answered.at("/state").asString()).isEqualTo("ordered");
        assertThat(json(portal.get("ada", requests + "/" + asked.at("/id").asString()), 200).at("/changes").size())
                .isEqualTo(2);
        assertThat(portal.post("ada", approval, "{\"hash\":\"%s\"}".formatted(asked.at("/hash").asString()))
                .statusCode()).isEqualTo(409);
    }

    @Test
    void whoMayNotEndAccessSeesNoneOfIt() {
        var id = open().at("/id").asString();

        for (var path : List.of(API, API + "/" + id, API + "/preview?subject=" + subject, PAGES, PAGES + "/" + id,
                PAGES + "/" + id + "/progress", PAGES + "/new?subject=" + subject)) {
            assertThat(portal.get("otto", path).statusCode()).as(path).isEqualTo(403);
            assertThat(portal.get("ada", path).statusCode()).as(path).isEqualTo(404);
        }
        for (var path : List.of("/orders", "/cancellation", "/exclusions", "/inclusions")) {
            assertThat(portal.post("otto", API + "/" + id + path, "{}").statusCode()).as(path).isEqualTo(403);
            assertThat(portal.form("otto", PAGES + "/" + id + path, "").statusCode()).as(path).isEqualTo(403);
        }
        assertThat(portal.get("ruth", API + "/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(portal.get("ruth", PAGES + "/new?subject=" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(portal.get("ada", "/t/" + shortName + "/leavers/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    @Test
    void caseWithoutReasonOrTicketKeepsWhatWasTypedAndSaysWhatIsMissing() {
        var hash = json(portal.get("ruth", API + "/preview?subject=" + subject), 200).at("/hash").asString();

        var again = portal.form("ruth", PAGES,
                "subject=%s&hash=%s&memberships=true&justification=leaves".formatted(subject, hash));
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("role=\"alert\"", "leaves");
        assertThat(portal.post("ruth", API, body("00".repeat(32))).statusCode()).isEqualTo(409);
    }

    private JsonNode open() {
        return json(portal.post("ruth", API, body(json(portal.get("ruth", API + "/preview?subject=" + subject), 200)
                .at("/hash").asString())), 201);
    }

    private String body(String hash) {
        return """
               {"subject": "%s", "hash": "%s", "justification": "leaves in May",
                 "ticket": {"system": "HALO", "key": "4711"}}""".formatted(subject, hash);
    }

    private int exclusion(String id, String concerned, String reason) {
        return about(id, "exclusions", concerned, reason);
    }

    private int about(String id, String what, String concerned, String reason) {
        return portal.post("ruth", API + "/" + id + "/" + what, """
                                                                {"tenant": "%s", "justification": "%s"}"""
                .formatted(concerned, reason)).statusCode();
    }

    private void awaitStand(String id, String... stands) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(
                () -> assertThat(json(portal.get("ruth", API + "/" + id), 200).at("/tenants").valueStream()
                        .filter(each -> each.at("/tenant/shortName").asString().equals(shortName))
                        .map(each -> each.at("/standing").asString())).hasSize(1).isSubsetOf(stands));
    }
}
