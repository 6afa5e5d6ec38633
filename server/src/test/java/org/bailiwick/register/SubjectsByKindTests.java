package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.TestPortal.json;

import java.util.ArrayList;
import java.util.List;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.platform.PersonId;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The register over tenants narrowed by kind and name, as page and program read it. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubjectsByKindTests {
    private static final String API = "/api/v1/oversight/identities";
    private static final String SERVICES = "kind=service%20account";

    private final TestPortal portal = new TestPortal();
    private final PersonId rosa = portal.know("rosa");

    @BeforeAll
    void peopleAndServicesInTwoTenants() {
        portal.bean(RootAuthorities.class).firstAdministrator(rosa);
        for (var name : List.of("acme", "birch")) {
            var tenant = SampleTenant.create(portal.database(), portal, name, "operator");
            tenant.account("u-1", "mara-" + name);
            tenant.account("u-2", "agent-" + name);
            tenant.account("u-3", "noor-" + name);
            tenant.give("sees", rosa, "tenant.read", "msp");
            tenant.give("reads", rosa, "register.read", "msp");
        }
        change("kind = 'service account' where display_name like 'agent-%'");
        // One person in both tenants, under another name in each.
        change("subject = '00000000-0000-0000-0000-000000000001' where display_name like 'noor-%'");
        change("display_name = 'mara-too' where display_name = 'noor-birch'");
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @Test
    void onlyTheKindThatIsAskedForIsListed() {
        assertThat(names(API + "?" + SERVICES)).containsExactlyInAnyOrder("agent-acme", "agent-birch");
        assertThat(names(API + "?kind=human")).hasSize(3).noneMatch(name -> name.startsWith("agent"));
        assertThat(names(API + "?q=birch&" + SERVICES)).containsExactly("agent-birch");
        assertThat(names(API + "?kind=")).hasSize(5);
        assertThat(json(portal.get("rosa", API + "?kind=robot"), 400).at("/detail").asString()).contains("`robot`");
    }

    @Test
    void cursorIsBoundToTheKind() {
        var first = json(portal.get("rosa", API + "?limit=1&" + SERVICES), 200);
        var cursor = "&limit=1&cursor=" + first.at("/nextCursor").asString();

        assertThat(names(API + "?" + SERVICES + cursor)).hasSize(1)
                .doesNotContain(first.at("/items/0/displayName").asString());
        assertThat(json(portal.get("rosa", API + "?kind=human" + cursor), 400).at("/type").asString())
                .isEqualTo("/problems/invalid-cursor");
        assertThat(portal.get("rosa", API + "?limit=1" + cursor).statusCode()).isEqualTo(400);
    }

    /** Who is in two tenants counts as in two, also where only one of the names matches. */
    @Test
    void pagesOfASearchShowEverybodyOnce() {
        var seen = new ArrayList<String>();
        var next = API + "?q=mara&limit=1";
        for (int page = 0; page < 5 && next != null; page++) {
            var found = json(portal.get("rosa", next), 200);
            found.at("/items").forEach(each -> seen.add(each.at("/subject").asString()));
            next = found.at("/nextCursor").isNull()
                    ? null
                    : API + "?q=mara&limit=1&cursor=" + found.at("/nextCursor").asString();
        }

        assertThat(seen).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void pageKeepsTheKindWhereverItGoesOn() {
        var page = portal.get("rosa", "/all/identities?limit=1&" + SERVICES).body();

        assertThat(page).contains("<option value=\"service account\" selected>", "agent-").doesNotContain("mara-acme");
        var next = page.replaceAll("(?s).*href=\"(/all/identities\\?[^\"]*cursor=[^\"]*)\".*", "$1");
        assertThat(next).contains("kind=service%20account");
        var second = portal.get("rosa", next.replace("&amp;", "&"));
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).contains("agent-").doesNotContain("mara-acme", "mara-birch");
        assertThat(portal.get("rosa", "/all/identities?kind=agent").body()).contains("Nobody matches");
    }

    @Test
    void whoAnswersIsSaidTenantByTenant() {
        change("owner = 'ada', owner_named_at = now() where display_name = 'agent-acme'");
        change("owner = 'ruth', owner_named_at = now() where display_name = 'noor-acme'");

        var agents = json(portal.get("rosa", API + "?" + SERVICES), 200).at("/items").valueStream()
                .map(each -> each.at("/tenants/0/owner")).map(owner -> owner.isNull() ? "nobody" : owner.asString())
                .toList();
        assertThat(agents).containsExactlyInAnyOrder("ada", "nobody");
        var page = portal.get("rosa", "/all/identities?" + SERVICES).body();
        assertThat(page).contains("<td><bdi>ada</bdi> </td>", "<span class=\"muted\">nobody is named</span>");
        assertThat(portal.get("rosa", "/all/identities?q=noor").body()).contains("<bdi>ruth</bdi>")
                .doesNotContain("nobody is named");
        change("kind = 'service account' where display_name in ('noor-acme', 'mara-too')");
        assertThat(portal.get("rosa", "/all/identities?q=noor").body()).contains("<bdi>ruth</bdi>",
                "nobody is named in 1 of 2");
        change("kind = 'human' where display_name in ('noor-acme', 'mara-too')");
        change("owner = null, owner_named_at = null where owner is not null");
    }

    private List<String> names(String path) {
        return json(portal.get("rosa", path), 200).at("/items").valueStream().map(SubjectsByKindTests::name).toList();
    }

    private static String name(JsonNode subject) {
        return subject.at("/displayName").asString();
    }

    private void change(String what) {
        portal.database().superuser().sql("update identity set " + what).update();
    }
}
