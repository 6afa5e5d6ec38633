package org.bailiwick.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.TestPortal.json;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
    private final LocalDate inAYear = LocalDate
            .ofInstant(portal.database().platform().clock().now(), ZoneOffset.UTC).plusYears(1);
    private final PersonId rosa = portal.know("rosa");
    private final PersonId ada = portal.know("ada");
    private final PersonId olga = portal.know("olga");
    private final PersonId paul = portal.know("paul");

    @BeforeAll
    void fourTenantsThreeOfThemWithoutLockout() {
        portal.bean(RootAuthorities.class).firstAdministrator(rosa);
        var acme = tenant("acme");
        var dental = tenant("acme-dental");
        var birch = tenant("birch");
        var calder = tenant("calder");
        weak(acme, OFF);
        weak(dental, OFF);
        weak(birch, OFF);
        weak(calder, "{\"off\":false,\"weak\":[\"failureFactor\"]}");
        acme.give("ada decides", ada, "tenant.read", "tenant");
        acme.give("ada reads", ada, "register.read", "tenant");
        for (var person : new PersonId[]{olga, paul}) {
            for (var seen : new SampleTenant[]{acme, birch}) {
                seen.give("sees " + person, person, "tenant.read", "msp");
                seen.give("reads " + person, person, "register.read", "msp");
            }
        }
        give(olga, "oversight.read");
        give(paul, "pattern.assign");
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
                .containsExactly("acme", "acme-dental", "birch");
        assertThat(off.at("/of").asInt()).isEqualTo(4);
        var findings = json(portal.get("rosa", off.at("/findings").asString()), 200).at("/items");
        assertThat(findings.size()).isEqualTo(off.at("/open").asInt()).isEqualTo(3);
        assertThat(portal.get("rosa", PAGE).body()).contains("3 of 4", "Tenant acme, Tenant acme-dental, Tenant birch",
                "pattern=" + off.at("/id").asString(), "no owner");
        var listed = portal.get("rosa", "/all/findings?state=open&pattern=" + off.at("/id").asString()).body();
        assertThat(listed).contains("Only findings of", "Tenant acme", "Tenant birch").doesNotContain("calder");
    }

    @Test
    void theNumberOfATenantLeadsToItsFindingsAloneAndNotToThoseOfANamesake() {
        var link = "/t/acme/findings?pattern=" + pattern() + "&state=";

        assertThat(portal.get("rosa", PAGE + "/" + pattern()).body()).contains(link.replace("&", "&amp;") + "open");

        var open = portal.get("rosa", link + "open").body();
        assertThat(open).contains("Only findings of one pattern", "1 shown", "lockout is weak")
                .doesNotContain("acme-dental");
        assertThat(portal.get("rosa", link + "ending").body()).contains("0 shown");
        assertThat(portal.get("rosa", "/t/acme/findings?pattern=" + new UUID(1, 1)).body()).contains("0 shown");
        assertThat(portal.get("rosa", link.replace("?", ".csv?") + "open").body().lines()).hasSize(2);
        assertThat(json(portal.get("rosa", API + "?q=acme"), 200).at("/items/0/findings").asString())
                .endsWith("q=acme");
    }

    @Test
    void whoMayNameNobodyLearnsOfNoAuthorityAndWhoMayNotLookOfNoPattern() {
        var whole = json(portal.get("olga", API + "/" + pattern()), 200);
        assertThat(whole.at("/here").size()).isEqualTo(2);
        assertThat(whole.at("/candidates").isNull()).isTrue();

        assertThat(json(portal.get("rosa", API + "/" + pattern()), 200).at("/candidates").valueStream()
                .map(each -> each.at("/authority").asString())).contains(authority(rosa), authority(olga));
        var authority = authority(rosa);
        var owner = "/" + pattern() + "/owner";
        assertThat(portal.get("paul", API + "/" + pattern()).statusCode()).isIn(403, 404);
        var named = json(portal.post("paul", API + owner,
                "{\"authority\":\"%s\",\"justification\":\"hers\"}".formatted(authority)), 200);
        assertThat(named.propertyNames()).containsExactlyInAnyOrder("pattern", "owner", "recorded");
        var refused = portal.form("paul", PAGE + owner, "reason=&authority=" + authority);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("say why").doesNotContain("Tenant birch", "History");
        assertThat(portal.form("rosa", PAGE + owner, "reason=done&authority=").statusCode()).isEqualTo(303);
    }

    @Test
    void ownersAreNamedByApiAndByForm() {
        var id = pattern();
        var authority = authority(rosa);

        var named = json(portal.post("rosa", API + "/" + id + "/owner", """
                                                                        {"authority":"%s","justification":"hers",
                                                                         "plan":"switch it on","dueOn":"%s"}"""
                .formatted(authority, inAYear)), 200);

        assertThat(named.at("/recorded").asBoolean()).isTrue();
        assertThat(json(portal.post("rosa", API + "/" + id + "/owner",
                """
                {"authority":"%s","justification":"again","plan":"switch it on","dueOn":"%s"}"""
                        .formatted(authority, inAYear)),
                200).at("/recorded").asBoolean()).isFalse();
        assertThat(named.at("/owner/answers").asBoolean()).isTrue();
        assertThat(named.at("/owner/plan").asString()).isEqualTo("switch it on");
        assertThat(json(portal.get("rosa", API + "/" + id), 200).at("/history").valueStream()
                .map(each -> each.at("/what").asString())).contains("owner named");
        assertThat(json(portal.get("rosa", API + "?owner=mine"), 200).at("/count").asInt()).isEqualTo(1);
        assertThat(json(portal.get("rosa", API + "?owner=nobody"), 200).at("/count").asInt()).isZero();
        assertThat(portal.get("rosa", "/approvals").body()).contains("1 pattern over tenants", PAGE + "?owner=mine");
        assertThat(portal.get("rosa", PAGE + "/" + id).body()).contains("switch it on", inAYear.toString(), "hers");
        assertThat(portal.get("rosa", PAGE + ".csv").body()).contains("Tenant acme; Tenant acme-dental; Tenant birch",
                "switch it on");

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
        var late = json(portal.post("rosa", owner,
                "{\"justification\":\"why\\u0000\",\"authority\":\"%s\",\"dueOn\":\"+6000000-01-01\"}"
                        .formatted(authority(rosa))),
                422);
        assertThat(late.at("/errors/0/pointer").asString()).isEqualTo("/dueOn");
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
        assertThat(json(portal.get("rosa", API + "?q=birch"), 200).at("/items").isEmpty()).as("one tenant alone")
                .isTrue();
    }

    @Test
    void whatIsNotKnownOfTenantsIsSaidWhereNoLineCouldSayIt() {
        var nothing = json(portal.get("rosa", API + "?kind=machine"), 200);

        assertThat(nothing.at("/items").isEmpty()).isTrue();
        assertThat(nothing.at("/lowerBound").asBoolean()).isTrue();
        assertThat(nothing.at("/unread").isEmpty()).isTrue();
        assertThat(nothing.at("/notKnown").valueStream().map(each -> each.at("/shortName").asString()))
                .containsExactly("acme", "acme-dental", "birch", "calder");
        assertThat(portal.get("rosa", PAGE + "?kind=machine").body()).contains("class=\"empty unknown\"", "≥ 0",
                "What else 4 of the 4 tenants share is not known", "Tenant acme, Tenant acme-dental");
        assertThat(portal.get("rosa", PAGE + ".csv?kind=machine").body()).contains(
                "what else these tenants share is not known",
                "Tenant acme; Tenant acme-dental; Tenant birch; Tenant calder");

        var settings = json(portal.get("rosa", API + "?kind=setting"), 200);
        assertThat(settings.at("/lowerBound").asBoolean()).as("its rule was asked of each").isFalse();
        assertThat(settings.at("/notKnown").isEmpty()).isTrue();
        assertThat(portal.get("rosa", PAGE + "?kind=setting").body()).doesNotContain("What else");
    }

    private String pattern() {
        return first().at("/id").asString();
    }

    private JsonNode first() {
        return json(portal.get("rosa", API), 200).at("/items/0");
    }

    /** In the MSP's own tenant. */
    private void give(PersonId person, String capability) {
        portal.database().superuser()
                .sql("""
                     with root as (insert into authority_root (until) values (null) returning root_id)
                     insert into authority (tenant_id, public_id, root_id, person_id, capability, side, source, since, reason)
                     select 1, gen_random_uuid(), root_id, :person, :capability, 'msp', 'delegation',
                       now() - interval '1 day', 'given' from root""")
                .param("person", person.value()).param("capability", capability).update();
    }

    private String authority(PersonId person) {
        return portal.database().superuser().sql("""
                                                 select public_id::text from authority where tenant_id = 1
                                                   and capability = 'oversight.read' and person_id = :person""")
                .param("person", person.value()).query(String.class).single();
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
