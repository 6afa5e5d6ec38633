package org.bailiwick.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Persons;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.signin.FakeProvider;
import org.bailiwick.signin.Providers;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Search as a person's browser and an API client meet it, on the whole server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchTests {
    private static final String[] READING = {"tenant.read", "register.read", "change.read"};

    private final FakeProvider provider = new FakeProvider();
    private final HttpClient http = HttpClient.newHttpClient();
    private TestDatabase database;
    private TestServer server;
    private SampleTenant acme;
    private SampleTenant other;
    private String api;

    @BeforeAll
    void twoTenantsOfOneEstate() {
        database = TestDatabase.create();
        server = TestServer.start(database);
        var registered = server.bean(Providers.class)
                .register(TenantId.MSP, "MSP login", provider.issuer(), FakeProvider.CLIENT, FakeProvider.SECRET)
                .orThrow(problem -> new IllegalStateException(problem.toString()));
        var ada = know(registered.id(), "ada");
        var vera = know(registered.id(), "vera");
        var rosa = know(registered.id(), "rosa");
        server.bean(RootAuthorities.class).firstAdministrator(rosa);
        acme = SampleTenant.create(database, server, "acme", "operator");
        other = SampleTenant.create(database, server, "zenith", "operator");
        give(acme, ada, READING);
        give(acme, ada, "grant.decide");
        give(acme, vera, "tenant.read");
        give(acme, rosa, READING);
        give(other, rosa, READING);
        api = "/api/v1/tenants/" + publicId(acme) + "/search";
        acme.account("u-1", "mara.moss");
        acme.account("u-2", "mara");
        acme.account("u-3", "tamara");
        other.account("u-1", "mara.zenith");
        database.superuser().sql("update account set mail = 'chief@acme.example' where username = 'tamara'").update();
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
        provider.close();
    }

    @Test
    void theNameItselfComesBeforeWhatBeginsSoAndThatBeforeWhatContainsIt() {
        var accounts = group(json(get("ada", api + "?q=MaRa"), 200), "account");

        assertThat(accounts).extracting(hit -> hit.at("/name").asString()).containsExactly("mara", "mara.moss",
                "tamara");
        assertThat(accounts).extracting(hit -> hit.at("/why").asString()).containsExactly("username is exactly this",
                "username begins so", "username contains it");
        assertThat(accounts.getFirst().at("/tenant/shortName").asString()).isEqualTo("acme");
        assertThat(accounts.getFirst().at("/path").asString()).startsWith("/t/acme/identities/");
    }

    @Test
    void anAccountIsFoundOnceByItsMailAddressToo() {
        var accounts = group(json(get("ada", api + "?q=chief@"), 200), "account");

        assertThat(accounts).extracting(hit -> hit.at("/why").asString()).containsExactly("mail address begins so");
        assertThat(accounts.getFirst().at("/name").asString()).isEqualTo("tamara");
    }

    @Test
    void aListOfOneKindGoesOnWhereItEnded() {
        var first = json(get("ada", api + "?q=mara&kind=account&limit=2"), 200);
        var cursor = first.at("/groups/0/nextCursor").asString();
        var second = json(get("ada", api + "?q=mara&kind=account&limit=2&cursor=" + cursor), 200);

        assertThat(group(first, "account")).extracting(hit -> hit.at("/name").asString()).containsExactly("mara",
                "mara.moss");
        assertThat(group(second, "account")).extracting(hit -> hit.at("/name").asString()).containsExactly("tamara");
        assertThat(second.at("/groups/0/nextCursor").isNull()).isTrue();
        var foreign = json(get("ada", api + "?q=tamara&kind=account&cursor=" + cursor), 400);
        assertThat(foreign.at("/type").asString()).isEqualTo("/problems/invalid-cursor");
    }

    @Test
    void whoHasOneTenantLearnsNothingOfAnotherNotEvenACount() {
        assertThat(get("ada", api + "?q=zenith").body()).isEqualTo(get("ada", api + "?q=nothing-is-called-so").body());
        assertThat(get("ada", api + "?q=mara").body()).doesNotContain("zenith");
        assertThat(get("ada", "/t/acme/search?q=zenith").body()).contains("Nothing that you may see matches")
                .doesNotContain("Tenant zenith");
        assertThat(get("ada", "/t/zenith/search?q=mara").statusCode()).isEqualTo(404);
        assertThat(get("ada", "/search?q=mara").statusCode()).isEqualTo(404);
        assertThat(get("ada", "/api/v1/oversight/search?q=mara").statusCode()).isEqualTo(404);
    }

    @Test
    void whoMayNotReadTheRegisterFindsNothingOfIt() {
        assertThat(json(get("vera", api + "?q=mara"), 200).at("/groups").isEmpty()).isTrue();
        assertThat(get("vera", "/t/acme/search/options?q=search").body()).contains("/t/acme/search")
                .doesNotContain("/t/acme/register");
    }

    @Test
    void overTheEstateEachHitSaysItsTenantAndTheLookIsOnRecord() {
        var before = looks();

        var found = json(get("rosa", "/api/v1/oversight/search?q=mara."), 200);

        assertThat(group(found, "account")).extracting(hit -> hit.at("/tenant/name").asString())
                .containsExactly("Tenant acme", "Tenant zenith");
        assertThat(looks()).isEqualTo(before + 1);
        assertThat(group(json(get("rosa", "/api/v1/oversight/search?q=zen&kind=tenant"), 200), "tenant"))
                .extracting(hit -> hit.at("/why").asString()).containsExactly("short name begins so");
    }

    @Test
    void ticketsAreFoundByTheirKeyWithOrWithoutTheSystem() {
        long role = acme.entitlement(new EntitlementKey(EntitlementKey.REALM_ROLE, "r-1"), "payroll");
        var account = acme.account("u-9", "noor");
        var grant = acme.grant(account, role, true, "[[%d]]".formatted(role));
        var decided = post("ada", api.replace("/search", "/grants/") + grant + "/decision",
                """
                {"decision":"REVOKE","justification":"left","ticket":{"system":"HALO","key":"T-4711"}}""");
        assertThat(decided.statusCode()).as(decided.body()).isEqualTo(201);

        for (var typed : List.of("t-4711", "HALO T-4711", "4711")) {
            var tickets = group(json(get("ada", api + "?q=" + encoded(typed)), 200), "ticket");
            assertThat(tickets).as(typed).extracting(hit -> hit.at("/name").asString())
                    .containsExactly("HALO T-4711");
            assertThat(tickets).extracting(hit -> hit.at("/path").asString())
                    .anyMatch(path -> path.startsWith("/t/acme/changes/"));
        }
        assertThat(group(json(get("ada", api + "?q=noor"), 200), "change"))
                .extracting(hit -> hit.at("/why").asString()).containsExactly("account is exactly this");
        assertThat(group(json(get("ada", api + "?q=payroll"), 200), "entitlement"))
                .extracting(hit -> hit.at("/path").asString())
                .containsExactly("/t/acme/register/grants?q=payroll");
    }

    @Test
    void signsThatMeanSomethingInPatternsMeanThemselves() {
        for (var sign : List.of("%%", "__", "m_ra", "mara%", "' or 1=1", "\\d\\d")) {
            assertThat(json(get("ada", api + "?q=" + encoded(sign)), 200).at("/groups").isEmpty()).as(sign).isTrue();
        }
    }

    @Test
    void wordsThatMeanNothingAreRefused() {
        for (var query : List.of("q=x", "q=mara&kind=things", "q=" + "x".repeat(201), "q=a%00b",
                "q=mara&limit=0")) {
            assertThat(json(get("ada", api + "?" + query), 400).at("/type").asString()).as(query)
                    .isEqualTo("/problems/invalid-parameter");
        }
        assertThat(json(get("ada", api), 200).at("/groups").isEmpty()).isTrue();
    }

    @Test
    void thePageShowsGroupsAndThePaletteTheSameHitsAsOptions() {
        var page = get("ada", "/t/acme/search?q=mara").body();
        var options = get("ada", "/t/acme/search/options?q=mara").body();
        var pages = get("ada", "/t/acme/search/options?q=").body();

        assertThat(page).contains("Accounts", "username is exactly this", "mara.moss", "id=\"find\"",
                "href=\"/t/acme/identities/");
        assertThat(options).contains("role=\"option\"", "mara.moss").doesNotContain("<html");
        assertThat(pages).contains("Pages", "href=\"/t/acme/changes\"");
        assertThat(get("rosa", "/search?q=mara").body()).contains("Tenant zenith", "Tenant acme");
    }

    private static List<JsonNode> group(JsonNode found, String kind) {
        return found.at("/groups").valueStream().filter(group -> group.at("/kind").asString().equals(kind))
                .flatMap(group -> group.at("/items").valueStream()).toList();
    }

    private PersonId know(ProviderId from, String subject) {
        return server.bean(Persons.class).know(from, subject, TenantId.MSP, Persons.Profile.named(subject));
    }

    private static void give(SampleTenant tenant, PersonId person, String... capabilities) {
        for (var capability : capabilities) {
            tenant.give(capability, person, capability, "tenant");
        }
    }

    private UUID publicId(SampleTenant tenant) {
        return database.superuser().sql("select public_id from tenant where tenant_id = :id")
                .param("id", tenant.id().value()).query(UUID.class).single();
    }

    private long looks() {
        return database.superuser()
                .sql("select count(*) from ev_entry where tenant_id = 1 and action = 'oversight read'")
                .query(Long.class).single();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> get(String who, String path) {
        return send(who, path, HttpRequest.newBuilder().GET());
    }

    private HttpResponse<String> post(String who, String path, String body) {
        return send(who, path, HttpRequest.newBuilder().header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(String who, String path, HttpRequest.Builder request) {
        try {
            return http.send(request.uri(URI.create(server.url() + path))
                    .header("Authorization", "Bearer " + provider.accessToken(who)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body());
    }
}
