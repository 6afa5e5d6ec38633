package org.bailiwick.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.TestPortal.json;

import java.util.UUID;
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

/** Decisions and changes as a person's browser and an API client meet them, on the whole server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DecisionRoutesTests {
    private static final String REVOKE = """
                                         {"decision":"REVOKE","justification":"left the project","ticket":{"system":"HALO","key":"4711"}}""";
    private final TestPortal portal = new TestPortal();
    private final TestDatabase database = portal.database();
    private final PersonId ada = portal.know("ada");
    private final PersonId otto = portal.know("otto");
    private int tenants;

    private SampleTenant tenant;
    private String api;
    private String pages;
    private long admin;
    private UUID grant;

    @AfterAll
    void stop() {
        portal.close();
    }

    @BeforeEach
    void freshTenant() {
        tenant = SampleTenant.create(database, portal, "tenant-" + ++tenants, "operator");
        for (var capability : new String[]{"tenant.read", "register.read", "change.read", "evidence.read"}) {
            tenant.give(capability, ada, capability, "tenant");
            tenant.give(capability, otto, capability, "msp");
        }
        tenant.give("ada decides", ada, "grant.decide", "tenant");
        tenant.give("otto executes", otto, "change.execute", "msp");
        admin = tenant.entitlement(new EntitlementKey(EntitlementKey.REALM_ROLE, "r-1"), "billing-admin");
        grant = direct(tenant.account("u-1", "mara"));
        api = portal.api(tenant.id());
        pages = "/t/tenant-" + tenants;
    }

    @Test
    void grantSaysWhatARevocationWouldRemove() {
        var found = json(portal.get("ada", api + "/grants/" + grant), 200);

        assertThat(found.at("/id").asString()).isEqualTo(grant.toString());
        assertThat(found.at("/removes/name").asString()).isEqualTo("billing-admin");
        assertThat(found.at("/alsoEnds").isArray()).isTrue();
        assertThat(found.at("/decisions").isEmpty()).isTrue();
    }

    @Test
    void revocationIsCreatedWithALinkToItsChange() {
        var answer = portal.post("ada", api + "/grants/" + grant + "/decision", REVOKE);

        var decided = json(answer, 201);
        assertThat(decided.at("/decision").asString()).isEqualTo("REVOKE");
        assertThat(decided.at("/removes/name").asString()).isEqualTo("billing-admin");
        var location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(json(portal.get("ada", location), 200).at("/justification").asString())
                .isEqualTo("left the project");
        var change = json(portal.get("ada", decided.at("/change").asString()), 200);
        assertThat(change.at("/state").asString()).isEqualTo("authorised");
        assertThat(change.at("/requiresExecution").asBoolean()).isTrue();
        assertThat(change.at("/ticket").asString()).isEqualTo("HALO 4711");
        assertThat(change.at("/plan/action").asString()).isEqualTo("remove membership");
        assertThat(change.at("/authority/capability").asString()).isEqualTo("grant.decide");
        assertThat(change.at("/events").size()).isEqualTo(1);
        assertThat(json(portal.get("ada", api + "/grants/" + grant), 200).at("/openChange").asString())
                .isEqualTo(decided.at("/change").asString());
    }

    @Test
    void secondDecisionIsAConflictThatNamesTheOpenChange() {
        var change = revoked();

        var problem = json(portal.post("ada", api + "/grants/" + grant + "/decision", REVOKE), 409);

        assertThat(problem.at("/type").asString()).isEqualTo("/problems/change-open");
        assertThat(problem.at("/change").asString()).isEqualTo(change);
    }

    @Test
    void operatorExecutesOnceAndOnlyWhatWaits() {
        var change = revoked();

        var ordered = portal.post("otto", change + "/execution", "");
        assertThat(ordered.headers().firstValue("Location")).contains(change);
        assertThat(json(ordered, 202).at("/requiresExecution").asBoolean()).isFalse();

        var again = json(portal.post("otto", change + "/execution", ""), 409);
        assertThat(again.at("/type").asString()).isEqualTo("/problems/change-not-executable");
    }

    @Test
    void whoLacksTheCapabilityIsRefusedAndWhoSeesNothingFindsNothing() {
        assertThat(portal.post("otto", api + "/grants/" + grant + "/decision", REVOKE).statusCode()).isEqualTo(403);
        var change = revoked();
        assertThat(portal.post("ada", change + "/execution", "").statusCode()).isEqualTo(403);

        assertThat(portal.post("nobody", api + "/grants/" + grant + "/decision", REVOKE).statusCode()).isEqualTo(404);
        assertThat(portal.get("nobody", change).statusCode()).isEqualTo(404);
        assertThat(portal.get("ada", api + "/changes/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(portal.get("ada", api + "/changes/not-an-id").statusCode()).isEqualTo(404);
        assertThat(portal.get("ada", api + "/grants/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    @Test
    void changeOfOneTenantIsNotFoundUnderAnother() {
        var change = revoked();
        var id = change.substring(change.lastIndexOf('/') + 1);
        var theirs = grant;
        freshTenant();

        assertThat(portal.get("ada", api + "/changes/" + id).statusCode()).isEqualTo(404);
        assertThat(portal.post("otto", api + "/changes/" + id + "/execution", "").statusCode()).isEqualTo(404);
        assertThat(portal.post("ada", api + "/grants/" + theirs + "/decision", REVOKE).statusCode()).isEqualTo(404);
        assertThat(portal.get("ada", pages + "/changes/" + id).statusCode()).isEqualTo(404);
        assertThat(json(portal.get("ada", api + "/changes"), 200).at("/items").isEmpty()).isTrue();
    }

    @Test
    void ownAccessIsForbiddenByName() {
        var own = direct(tenant.account("u-2", "ada", ada));

        var problem = json(portal.post("ada", api + "/grants/" + own + "/decision", REVOKE), 403);

        assertThat(problem.at("/type").asString()).isEqualTo("/problems/own-access");
        assertThat(portal.get("ada", pages + "/grants/" + own).body()).contains("this grant is your own")
                .doesNotContain("<textarea");
    }

    @Test
    void bodiesThatCannotBeMeantAreRefusedWithAPointer() {
        assertThat(refused(422, "{'decision':'REVOKE','justification':' '}").at("/errors/0/pointer").asString())
                .isEqualTo("/justification");
        assertThat(refused(422, "{'decision':'REDUCE','justification':'less'}").at("/type").asString())
                .isEqualTo("/problems/not-offered-yet");
        assertThat(refused(422, "{'justification':'less'}").at("/errors/0/pointer").asString())
                .isEqualTo("/decision");
        assertThat(refused(400, "{'decision':'KEEP','justification':'x','person':1}").at("/errors/0/pointer")
                .asString()).isEqualTo("/person");
        assertThat(refused(400, "{'decision':'SHRUG','justification':'x'}").at("/errors/0/pointer").asString())
                .isEqualTo("/decision");
        assertThat(refused(422, "{'decision':'KEEP','justification':'x','ticket':{'system':'HALO'}}")
                .at("/errors/0/pointer").asString()).isEqualTo("/ticket");
        assertThat(json(portal.get("ada", api + "/grants/" + grant), 200).at("/decisions").isEmpty()).isTrue();
    }

    @Test
    void changesAreListedByStateAndPage() {
        var other = direct(tenant.account("u-3", "noor"));
        revoked();
        portal.post("ada", api + "/grants/" + other + "/decision", REVOKE);

        var first = json(portal.get("ada", api + "/changes?limit=1&state=authorised"), 200);
        var second = json(portal.get("ada", api + "/changes?limit=1&state=authorised&cursor="
                + first.at("/nextCursor").asString()), 200);

        assertThat(first.at("/items/0/account/name").asString()).isEqualTo("noor");
        assertThat(second.at("/items/0/account/name").asString()).isEqualTo("mara");
        assertThat(second.at("/nextCursor").isNull()).isTrue();
        assertThat(json(portal.get("ada", api + "/changes?state=verified"), 200).at("/items").isEmpty()).isTrue();
        assertThat(json(portal.get("ada", api + "/changes?state=done"), 400).at("/type").asString())
                .isEqualTo("/problems/invalid-parameter");
    }

    @Test
    void pageOfAGrantShowsWhatIsDecidedAndItsFormNamesTenantAndCount() {
        var page = portal.get("ada", pages + "/grants/" + grant);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("billing-admin", "mara", "What a revocation would remove",
                "Decide about 1 grant in Tenant tenant-" + tenants);
        assertThat(portal.get("otto", pages + "/grants/" + grant).body()).contains("You do not decide about this grant")
                .doesNotContain("<textarea");
    }

    @Test
    void formOrdersTheChangeAndItsPageShowsTheThreeFacts() {
        var decided = portal.form("ada", pages + "/grants/" + grant + "/decision",
                "decision=REVOKE&justification=left+the+project&ticketSystem=HALO&ticketKey=4711");

        assertThat(decided.statusCode()).isEqualTo(303);
        var path = decided.headers().firstValue("Location").orElseThrow();
        var page = portal.get("ada", path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Decided", "Applied", "Verified", "HALO 4711", "An operator can order")
                .doesNotContain("class=\"clear", "every 1s");
        assertThat(portal.get("otto", path).body()).contains("Remove 1 membership in Tenant tenant-" + tenants);
        assertThat(portal.get("ada", pages + "/changes").body()).contains("waits for an operator");

        assertThat(portal.form("otto", path + "/execution", "").statusCode()).isEqualTo(303);
        assertThat(portal.get("otto", path + "/progress").body()).contains("its execution was ordered by an operator",
                "hx-trigger").doesNotContain("<html");
    }

    @Test
    void formThatIsNotWholeComesBackWithWhatWasTyped() {
        var refused = portal.form("ada", pages + "/grants/" + grant + "/decision",
                "decision=REVOKE&justification=left+the+project&ticketSystem=HALO");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("left the project</textarea>", "value=\"HALO\"", "id=\"ticket-error\"",
                "value=\"REVOKE\" required checked");
        assertThat(
                portal.form("ada", pages + "/grants/" + grant + "/decision", "justification=left+the+project").body())
                .contains("left the project</textarea>", "say KEEP, REVOKE or ABSTAIN");
        assertThat(portal.form("ada", pages + "/grants/" + UUID.randomUUID() + "/decision", "justification=x")
                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void emptyListSaysWhyItIsEmpty() {
        assertThat(portal.get("ada", pages + "/changes").body()).contains("Nothing was changed here yet");
        assertThat(portal.get("ada", pages + "/changes?state=still+effective").body())
                .contains("No change is in this state");
    }

    private UUID direct(long account) {
        return tenant.grant(account, admin, true, "[[%d]]".formatted(admin));
    }

    /** The link of the change that a revocation ordered. */
    private String revoked() {
        return json(portal.post("ada", api + "/grants/" + grant + "/decision", REVOKE), 201).at("/change").asString();
    }

    private JsonNode refused(int status, String body) {
        return json(portal.post("ada", api + "/grants/" + grant + "/decision", body.replace('\'', '"')), status);
    }
}
