package org.bailiwick.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.TestPortal.json;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.finding.Findings;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.finding.Severity;
import org.bailiwick.finding.SubjectKind;
import org.bailiwick.platform.PersonId;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Patterns as browsers and API clients meet them, on the whole server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PatternRoutesTests {
    private static final String API = "/api/v1/oversight/patterns";
    private static final String PAGE = "/all/patterns";
    private static final String OFF = "{\"off\":true,\"weak\":[\"bruteForceProtected\"]}";

    private final TestPortal portal = new TestPortal();
    private final PersonId rosa = portal.know("rosa");
    private final PersonId ada = portal.know("ada");

    @BeforeAll
    void threeTenantsTwoOfThemWithoutLockout() {
        portal.bean(RootAuthorities.class).firstAdministrator(rosa);
        var acme = tenant("acme");
        var birch = tenant("birch");
        var calder = tenant("calder");
        weak(acme, OFF);
        weak(birch, OFF);
        weak(calder, "{\"off\":false,\"weak\":[\"failureFactor\"]}");
        acme.give("ada decides", ada, "tenant.read", "tenant");
        acme.give("ada reads", ada, "register.read", "tenant");
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @Test
    void theListSaysWhichTenantsAndItsLinkGivesExactlyTheFindingsBehindTheNumber() {
        var list = json(portal.get("rosa", API), 200);

        assertThat(list.at("/count").asInt()).isEqualTo(1);
        var off = list.at("/items/0");
        assertThat(off.at("/kind").asString()).isEqualTo("setting");
        assertThat(off.at("/title").asString()).isEqualTo("Lockout off (`bruteForceProtected`)");
        assertThat(off.at("/tenants").valueStream().map(each -> each.at("/shortName").asString()))
                .containsExactly("acme", "birch");
        assertThat(off.at("/of").asInt()).isEqualTo(3);
        var findings = json(portal.get("rosa", off.at("/findings").asString()), 200).at("/items");
        assertThat(findings.size()).isEqualTo(off.at("/open").asInt()).isEqualTo(2);
        assertThat(portal.get("rosa", PAGE).body()).contains("2 of 3", "Tenant acme, Tenant birch",
                "pattern=" + off.at("/id").asString(), "no owner");
        var listed = portal.get("rosa", "/all/findings?state=open&pattern=" + off.at("/id").asString()).body();
        assertThat(listed).contains("Only findings of", "Tenant acme", "Tenant birch").doesNotContain("calder");
    }

    @Test
    void ownersAreNamedByApiAndByForm() {
        var id = pattern();
        var offered = json(portal.get("rosa", API + "/" + id), 200);
        var authority = offered.at("/candidates/0/authority").asString();

        var named = json(portal.post("rosa", API + "/" + id + "/owner", """
                                                                        {"authority":"%s","justification":"hers",
                                                                         "plan":"switch it on","dueOn":"2099-01-31"}"""
                .formatted(authority)), 200);

        assertThat(named.at("/pattern/owner/answers").asBoolean()).isTrue();
        assertThat(named.at("/pattern/owner/plan").asString()).isEqualTo("switch it on");
        assertThat(named.at("/history/0/what").asString()).isEqualTo("owner named");
        assertThat(json(portal.get("rosa", API + "?owner=mine"), 200).at("/count").asInt()).isEqualTo(1);
        assertThat(json(portal.get("rosa", API + "?owner=nobody"), 200).at("/count").asInt()).isZero();
        assertThat(portal.get("rosa", "/approvals").body()).contains("1 pattern over tenants", PAGE + "?owner=mine");
        assertThat(portal.get("rosa", PAGE + "/" + id).body()).contains("switch it on", "2099-01-31", "hers");
        assertThat(portal.get("rosa", PAGE + ".csv").body()).contains("Tenant acme; Tenant birch", "switch it on");

        var refused = portal.form("rosa", PAGE + "/" + id + "/owner",
                "reason=&plan=typed+before&authority=" + authority);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("say why", "typed before");
        assertThat(portal.form("rosa", PAGE + "/" + id + "/owner", "reason=enough&authority=").statusCode())
                .isEqualTo(303);
        assertThat(json(portal.get("rosa", API + "?owner=nobody"), 200).at("/count").asInt()).isEqualTo(1);
    }

    @Test
    void whatDoesNotFitIsRefusedWithWhatToDoNext() {
        var owner = API + "/" + pattern() + "/owner";

        assertThat(json(portal.post("rosa", owner, "{}"), 422).at("/errors/0/pointer").asString())
                .isEqualTo("/justification");
        var nobody = json(portal.post("rosa", owner, "{\"authority\":\"%s\",\"justification\":\"why\"}"
                .formatted(new UUID(1, 1))), 422);
        assertThat(nobody.at("/type").asString()).isEqualTo("/problems/pattern-owner-unfit");
        for (var query : List.of("kind=colour", "owner=me", "tenants=1", "tenants=many", "cursor=made-up")) {
            assertThat(portal.get("rosa", API + "?" + query).statusCode()).as(query).isEqualTo(400);
        }
        assertThat(portal.get("rosa", API + "/" + new UUID(1, 1)).statusCode()).isEqualTo(404);
        assertThat(portal.get("rosa", PAGE + "/" + new UUID(1, 1)).statusCode()).isEqualTo(404);
        assertThat(portal.form("rosa", PAGE + "/" + pattern() + "/owner", "reason=why&authority=&dueOn="
                + URLEncoder.encode("soon", StandardCharsets.UTF_8)).statusCode()).isEqualTo(400);
    }

    @Test
    void whoHasOneTenantLearnsOfNoPattern() {
        for (var path : List.of(API, PAGE, PAGE + "/" + pattern(), API + "/" + pattern(), PAGE + ".csv")) {
            assertThat(portal.get("ada", path).statusCode()).as(path).isIn(403, 404);
        }
        assertThat(portal.post("ada", API + "/" + pattern() + "/owner", "{\"justification\":\"why\"}").statusCode())
                .isIn(403, 404);
        assertThat(portal.get("ada", "/t/acme/evidence").body()).doesNotContain("birch");
    }

    @Test
    void aTenantsNameNarrowsWhatIsLookedAt() {
        assertThat(json(portal.get("rosa", API + "?q=acme"), 200).at("/items").isEmpty()).as("one tenant alone")
                .isTrue();
    }

    private String pattern() {
        return first().at("/id").asString();
    }

    private JsonNode first() {
        return json(portal.get("rosa", API), 200).at("/items/0");
    }

    private SampleTenant tenant(String shortName) {
        var tenant = SampleTenant.create(portal.database(), portal, shortName, "operator");
        for (var capability : new String[]{"tenant.read", "register.read"}) {
            tenant.give("rosa " + capability, rosa, capability, "msp");
        }
        return tenant;
    }

    private void weak(SampleTenant tenant, String detail) {
        var fact = new Fact("connection/" + tenant.connection(), Severity.HIGH,
                new SubjectRef(SubjectKind.CONNECTION, tenant.connection()), "lockout is weak", List.of("why"), detail);
        portal.database().transactions().worker(tenant.id(), tx -> portal.bean(Findings.class).reconcile(tx,
                new Judgement("lockout-weak", true, 0, null, tx.now(), List.of(fact))));
    }
}
