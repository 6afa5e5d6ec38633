package org.bailiwick.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.TestPortal.json;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.platform.PersonId;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who is to settle a finding, as browsers and API clients meet it, on the whole server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingOwnerRoutesTests {
    private static final Instant READ = Instant.parse("2026-11-22T12:00:00Z");

    private final TestPortal portal = new TestPortal();
    private final PersonId ada = portal.know("ada");
    private final PersonId otto = portal.know("otto");
    private final PersonId rosa = portal.know("rosa");
    private int tenants;
    private SampleTenant tenant;
    private String api;
    private String page;
    private String owner;
    private String finding;

    @BeforeAll
    void serve() {
        portal.bean(RootAuthorities.class).firstAdministrator(rosa);
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @BeforeEach
    void freshTenant() {
        tenant = SampleTenant.create(portal.database(), portal, "owned-" + ++tenants, "operator");
        for (var capability : new String[]{"tenant.read", "register.read"}) {
            tenant.give(capability, ada, capability, "tenant");
            tenant.give(capability, otto, capability, "msp");
            tenant.give(capability, rosa, capability, "msp");
        }
        tenant.give("ada decides", ada, "grant.decide", "tenant");
        portal.database().superuser()
                .sql("insert into tenant_person (tenant_id, person_id, name) values (:tenant, :ada, 'Ada Second')")
                .param("tenant", tenant.id().value()).param("ada", ada.value()).update();
        long account = tenant.account("u-1", "mara");
        portal.database().transactions().worker(tenant.id(),
                tx -> portal.bean(Findings.class).reconcile(tx, new Judgement("stale-admin", true, 0, null, READ,
                        List.of(new Fact("account/" + account, Severity.HIGH,
                                new SubjectRef(SubjectKind.ACCOUNT, account), "`mara` is stale", List.of("why"),
                                null)))));
        api = portal.api(tenant.id()) + "/findings";
        finding = json(portal.get("ada", api), 200).at("/items/0/id").asString();
        page = "/t/owned-" + tenants + "/findings";
        owner = api + "/" + finding + "/owner";
    }

    @Test
    void theApiOffersWhoMayDecideAndNamesOneOfThem() {
        var offered = json(portal.get("otto", owner), 200);
        assertThat(offered.at("/owner/name").isNull()).isTrue();
        var second = offered.at("/candidates").valueStream()
                .filter(each -> each.at("/name").asString().equals("Ada Second")).findFirst().orElseThrow();
        assertThat(second.at("/side").asString()).isEqualTo("tenant");

        var named = json(portal.put("ada", owner, body(second.at("/authority").asString())), 200);

        assertThat(named.at("/owner/name").asString()).isEqualTo("Ada Second");
        assertThat(named.at("/owner/mayDecide").asBoolean()).isTrue();
        assertThat(named.at("/events/1/what").asString()).isEqualTo("owner named");
        assertThat(named.at("/events/1/owner").asString()).isEqualTo("Ada Second");
        assertThat(json(portal.get("ada", api + "?owner=mine"), 200).at("/items").size()).isEqualTo(1);
        assertThat(json(portal.get("otto", api + "?owner=mine"), 200).at("/items").isEmpty()).isTrue();
        assertThat(json(portal.get("otto", api + "?owner=nobody"), 200).at("/items").isEmpty()).isTrue();
        assertThat(json(portal.get("otto", api + "?owner=me"), 400).at("/type").asString())
                .isEqualTo("/problems/invalid-parameter");
        assertThat(json(portal.put("ada", owner, "{\"justification\":\"enough\"}"), 200).at("/owner/name").isNull())
                .isTrue();
    }

    @Test
    void whatDoesNotFitIsRefusedWithWhatToDoNext() {
        assertThat(portal.put("otto", owner, body(authority())).statusCode()).isEqualTo(403);
        assertThat(json(portal.put("ada", owner, "{}"), 422).at("/errors/0/pointer").asString())
                .isEqualTo("/justification");
        var nobody = json(portal.put("ada", owner, body(new UUID(1, 1).toString())), 422);
        assertThat(nobody.at("/type").asString()).isEqualTo("/problems/finding-owner-unfit");
        assertThat(nobody.at("/errors/0/pointer").asString()).isEqualTo("/authority");
        assertThat(portal.get("ada", api + "/" + new UUID(1, 1) + "/owner").statusCode()).isEqualTo(404);
    }

    @Test
    void thePageNamesTheOwnerAndSaysWhenTheyCannotDecideAnyLonger() {
        assertThat(portal.get("ada", page + "/" + finding).body()).contains("Name the owner of 1 finding",
                "Ada Second");
        assertThat(portal.get("otto", page + "/" + finding).body()).doesNotContain("Name the owner");

        var sent = portal.form("ada", page + "/" + finding + "/owner", "reason=mine&authority=" + authority());

        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(portal.get("otto", page + "/" + finding).body()).contains("<bdi>Ada Second</bdi>",
                "owner Ada Second");
        assertThat(portal.get("otto", page).body()).contains("<bdi>Ada Second</bdi>");
        assertThat(portal.get("otto", page + ".csv").body()).contains(",Ada Second,yes,");
        var again = portal.form("ada", page + "/" + finding + "/owner",
                "reason=typed+before&authority=" + new UUID(1, 1));
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("choose somebody who may decide", "typed before");
        tenant.revoke("ada decides");
        assertThat(portal.get("otto", page + "/" + finding).body()).contains("may not decide here any longer");
        assertThat(portal.get("otto", page).body()).contains("may not decide here any longer");
        assertThat(portal.get("otto", page + ".csv").body()).contains(",Ada Second,no,");
        assertThat(portal.get("otto", page + "?owner=nobody").body()).contains("is stale");
        assertThat(portal.get("rosa", "/all/findings?owner=nobody").body()).contains("may not decide here any longer");
    }

    @Test
    void whatOneOwnsStandsInTheInboxOfThatPersonAlone() {
        json(portal.put("ada", owner, body(authority())), 200);
        var link = page + "?owner=mine";

        assertThat(portal.get("ada", "/approvals").body()).contains("Yours to settle", link, "1 open finding in");
        assertThat(portal.get("otto", "/approvals").body()).doesNotContain("Yours to settle");
        var line = json(portal.get("ada", "/api/v1/approvals"), 200).at("/yours").valueStream()
                .filter(each -> each.at("/console").asString().equals(link)).findFirst().orElseThrow();
        assertThat(line.at("/count").asInt()).isEqualTo(1);
        assertThat(json(portal.get("ada", line.at("/href").asString()), 200).at("/items").size()).isEqualTo(1);
    }

    private static String body(String authority) {
        return "{\"authority\":\"%s\",\"justification\":\"knows the customer\"}".formatted(authority);
    }

    private String authority() {
        return portal.database().superuser()
                .sql("select public_id::text from authority where tenant_id = :tenant and reason = 'ada decides'")
                .param("tenant", tenant.id().value()).query(String.class).single();
    }
}
