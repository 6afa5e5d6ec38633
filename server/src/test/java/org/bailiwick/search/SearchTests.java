package org.bailiwick.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.TestPortal.json;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.platform.PersonId;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Search as a person's browser and an API client meet it, on the whole server. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchTests {
    private static final String[] READING = {"tenant.read", "register.read", "change.read"};

    private final TestPortal portal = new TestPortal();
    private final TestDatabase database = portal.database();
    private SampleTenant acme;
    private SampleTenant other;
    private String api;

    @BeforeAll
    void twoTenantsOfOneEstate() {
        var ada = portal.know("ada");
        var vera = portal.know("vera");
        var rosa = portal.know("rosa");
        portal.bean(RootAuthorities.class).firstAdministrator(rosa);
        acme = SampleTenant.create(database, portal, "acme", "operator");
        other = SampleTenant.create(database, portal, "zenith", "operator");
        give(acme, ada, READING);
        give(acme, ada, "grant.decide");
        give(acme, vera, "tenant.read");
        give(acme, rosa, READING);
        give(other, rosa, READING);
        api = portal.api(acme.id()) + "/search";
        acme.account("u-1", "mara.moss");
        acme.account("u-2", "mara");
        acme.account("u-3", "tamara");
        other.account("u-1", "mara.zenith");
        database.superuser().sql("update account set mail = 'chief@acme.example' where username = 'tamara'").update();
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @Test
    void theNameItselfComesBeforeWhatBeginsSoAndThatBeforeWhatContainsIt() {
        var accounts = group(json(portal.get("ada", api + "?q=MaRa"), 200), "account");

        assertThat(accounts).extracting(hit -> hit.at("/name").asString()).containsExactly("mara", "mara.moss",
                "tamara");
        assertThat(accounts).extracting(hit -> hit.at("/why").asString()).containsExactly("username is exactly this",
                "username begins so", "username contains it");
        assertThat(accounts.getFirst().at("/tenant/shortName").asString()).isEqualTo("acme");
        assertThat(accounts.getFirst().at("/path").asString()).startsWith("/t/acme/identities/");
    }

    @Test
    void anAccountIsFoundOnceByItsMailAddressToo() {
        var accounts = group(json(portal.get("ada", api + "?q=chief@"), 200), "account");

        assertThat(accounts).extracting(hit -> hit.at("/why").asString()).containsExactly("mail address begins so");
        assertThat(accounts.getFirst().at("/name").asString()).isEqualTo("tamara");
    }

    @Test
    void aListOfOneKindGoesOnWhereItEnded() {
        var first = json(portal.get("ada", api + "?q=mara&kind=account&limit=2"), 200);
        var cursor = first.at("/groups/0/nextCursor").asString();
        var second = json(portal.get("ada", api + "?q=mara&kind=account&limit=2&cursor=" + cursor), 200);

        assertThat(group(first, "account")).extracting(hit -> hit.at("/name").asString()).containsExactly("mara",
                "mara.moss");
        assertThat(group(second, "account")).extracting(hit -> hit.at("/name").asString()).containsExactly("tamara");
        assertThat(second.at("/groups/0/nextCursor").isNull()).isTrue();
        var foreign = json(portal.get("ada", api + "?q=tamara&kind=account&cursor=" + cursor), 400);
        assertThat(foreign.at("/type").asString()).isEqualTo("/problems/invalid-cursor");
    }

    @Test
    void whoHasOneTenantLearnsNothingOfAnotherNotEvenACount() {
        assertThat(portal.get("ada", api + "?q=zenith").body())
                .isEqualTo(portal.get("ada", api + "?q=nothing-is-called-so").body());
        assertThat(portal.get("ada", api + "?q=mara").body()).doesNotContain("zenith");
        assertThat(portal.get("ada", "/t/acme/search?q=zenith").body()).contains("Nothing that you may see matches")
                .doesNotContain("Tenant zenith");
        assertThat(portal.get("ada", "/t/zenith/search?q=mara").statusCode()).isEqualTo(404);
        assertThat(portal.get("ada", "/search?q=mara").statusCode()).isEqualTo(404);
        assertThat(portal.get("ada", "/api/v1/oversight/search?q=mara").statusCode()).isEqualTo(404);
    }

    @Test
    void whoMayNotReadTheRegisterFindsNothingOfIt() {
        assertThat(json(portal.get("vera", api + "?q=mara"), 200).at("/groups").isEmpty()).isTrue();
        assertThat(portal.get("vera", "/t/acme/search/options?q=search").body()).contains("/t/acme/search")
                .doesNotContain("/t/acme/register");
    }

    @Test
    void overTheEstateEachHitSaysItsTenantAndTheLookIsOnRecord() {
        var before = looks();

        var found = json(portal.get("rosa", "/api/v1/oversight/search?q=mara."), 200);

        assertThat(group(found, "account")).extracting(hit -> hit.at("/tenant/name").asString())
                .containsExactly("Tenant acme", "Tenant zenith");
        assertThat(looks()).isEqualTo(before + 1);
        assertThat(group(json(portal.get("rosa", "/api/v1/oversight/search?q=zen&kind=tenant"), 200), "tenant"))
                .extracting(hit -> hit.at("/why").asString()).containsExactly("short name begins so");
    }

    @Test
    void ticketsAreFoundByTheirKeyWithOrWithoutTheSystem() {
        long role = acme.entitlement(new EntitlementKey(EntitlementKey.REALM_ROLE, "r-1"), "payroll");
        var account = acme.account("u-9", "noor");
        var grant = acme.grant(account, role, true, "[[%d]]".formatted(role));
        var decided = portal.post("ada", api.replace("/search", "/grants/") + grant + "/decision",
                """
                {"decision":"REVOKE","justification":"left","ticket":{"system":"HALO","key":"T-4711"}}""");
        assertThat(decided.statusCode()).as(decided.body()).isEqualTo(201);

        for (var typed : List.of("t-4711", "HALO T-4711", "4711")) {
            var tickets = group(json(portal.get("ada", api + "?q=" + encoded(typed)), 200), "ticket");
            assertThat(tickets).as(typed).extracting(hit -> hit.at("/name").asString())
                    .containsExactly("HALO T-4711");
            assertThat(tickets).extracting(hit -> hit.at("/path").asString())
                    .anyMatch(path -> path.startsWith("/t/acme/changes/"));
        }
        assertThat(group(json(portal.get("ada", api + "?q=noor"), 200), "change"))
                .extracting(hit -> hit.at("/why").asString()).containsExactly("account is exactly this");
        assertThat(group(json(portal.get("ada", api + "?q=payroll"), 200), "entitlement"))
                .extracting(hit -> hit.at("/path").asString())
                .containsExactly("/t/acme/register/grants?q=payroll");
    }

    @Test
    void signsThatMeanSomethingInPatternsMeanThemselves() {
        for (var sign : List.of("%%", "__", "m_ra", "mara%", "' or 1=1", "\\d\\d")) {
            assertThat(json(portal.get("ada", api + "?q=" + encoded(sign)), 200).at("/groups").isEmpty()).as(sign)
                    .isTrue();
        }
    }

    @Test
    void wordsThatMeanNothingAreRefused() {
        for (var query : List.of("q=x", "q=mara&kind=things", "q=" + "x".repeat(201), "q=a%00b",
                "q=mara&limit=0")) {
            assertThat(json(portal.get("ada", api + "?" + query), 400).at("/type").asString()).as(query)
                    .isEqualTo("/problems/invalid-parameter");
        }
        assertThat(json(portal.get("ada", api), 200).at("/groups").isEmpty()).isTrue();
    }

    @Test
    void thePageShowsGroupsAndThePaletteTheSameHitsAsOptions() {
        var page = portal.get("ada", "/t/acme/search?q=mara").body();
        var options = portal.get("ada", "/t/acme/search/options?q=mara").body();
        var pages = portal.get("ada", "/t/acme/search/options?q=").body();

        assertThat(page).contains("Accounts", "username is exactly this", "mara.moss", "id=\"find\"",
                "href=\"/t/acme/identities/");
        assertThat(options).contains("role=\"option\"", "mara.moss").doesNotContain("<html");
        assertThat(pages).contains("Pages", "href=\"/t/acme/changes\"");
        assertThat(portal.get("rosa", "/search?q=mara").body()).contains("Tenant zenith", "Tenant acme");
    }

    private static List<JsonNode> group(JsonNode found, String kind) {
        return found.at("/groups").valueStream().filter(group -> group.at("/kind").asString().equals(kind))
                .flatMap(group -> group.at("/items").valueStream()).toList();
    }

    private static void give(SampleTenant tenant, PersonId person, String... capabilities) {
        for (var capability : capabilities) {
            tenant.give(capability, person, capability, "tenant");
        }
    }

    private long looks() {
        return database.superuser()
                .sql("select count(*) from ev_entry where tenant_id = 1 and action = 'oversight read'")
                .query(Long.class).single();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
