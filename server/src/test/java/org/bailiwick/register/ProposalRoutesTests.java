package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.platform.PersonId;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who waits for a word, as pages and programs see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProposalRoutesTests {
    private static final String API = "/api/v1/oversight/proposals";

    private final TestPortal portal = new TestPortal();
    private final PersonId rosa = portal.know("rosa");
    private final PersonId otto = portal.know("otto");

    @BeforeAll
    void fourTenantsOfWhichOneIsNotRosasToRead() {
        portal.bean(RootAuthorities.class).firstAdministrator(rosa);
        for (var name : List.of("acme", "birch", "cedar", "dune")) {
            var tenant = SampleTenant.create(portal.database(), portal, name, "operator");
            tenant.account("u-1", "ng-" + name);
            portal.database().superuser().sql("update identity set display_name = 'Hannah Weiss' where tenant_id = :id")
                    .param("id", tenant.id().value()).update();
            tenant.give("tenant.read", rosa, "tenant.read", "msp");
            tenant.give("otto", otto, "tenant.read", "msp");
            if (!name.equals("dune")) {
                tenant.give("register.read", rosa, "register.read", "msp");
            }
        }
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @Test
    void whoWaitsIsListedOverTheTenantsThatOneMayReadAndTheOthersAreCounted() {
        var all = json(portal.get("rosa", API));

        assertThat(all.at("/items").valueStream().map(each -> each.at("/username").asString()))
                .containsExactlyInAnyOrder("ng-birch", "ng-cedar");
        assertThat(all.at("/items/0/signs").valueStream().map(JsonNode::asString)).contains("the same name");
        assertThat(all.at("/all").asInt()).isEqualTo(2);
        assertThat(all.at("/notRead").asInt()).isEqualTo(1);
        var first = json(portal.get("rosa", API + "?limit=1"));
        var second = json(portal.get("rosa", API + "?limit=1&cursor=" + first.at("/nextCursor").asString()));
        assertThat(List.of(first.at("/items/0"), second.at("/items/0")))
                .containsExactly(all.at("/items/0"), all.at("/items/1"));
        assertThat(second.at("/nextCursor").isNull()).isTrue();
    }

    @Test
    void pageLeadsToWhereTheWordIsSaidAndTheInboxToThePage() {
        var page = portal.get("rosa", "/all/proposals");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("ng-birch", "ng-cedar", "Say a word",
                "Of 1 more tenant in your scope you may not read the register").doesNotContain("ng-dune");
        var proposal = json(portal.get("rosa", API)).at("/items/0");
        assertThat(page.body()).contains("/all/identities/%s#like-%s".formatted(proposal.at("/subject").asString(),
                proposal.at("/identity").asString()));
        assertThat(portal.get("rosa", "/all/identities/" + proposal.at("/subject").asString()).body())
                .contains("id=\"like-" + proposal.at("/identity").asString());
        assertThat(portal.get("rosa", "/approvals").body()).contains("href=\"/all/proposals\"",
                "2 identities wait for a word on whose they are over all tenants");
        assertThat(portal.get("otto", "/all/proposals").statusCode()).isEqualTo(404);
        assertThat(portal.get("otto", "/approvals").body()).doesNotContain("/all/proposals");
    }

    @Test
    void theLookIsOnRecord() {
        long before = looks();

        portal.get("rosa", API);

        assertThat(looks()).isEqualTo(before + 1);
    }

    /** In the MSP's own ledger; tenants are told later. */
    private long looks() {
        return portal.database().superuser()
                .sql("select count(*) from ev_entry where tenant_id = 1 and action = 'oversight read'")
                .query(Long.class).single();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }
}
