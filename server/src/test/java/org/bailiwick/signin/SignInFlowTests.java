package org.bailiwick.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInFlowTests {
    private final FakeProvider fake = new FakeProvider();
    private TestDatabase database;
    private TestServer server;
    private Provider provider;
    private Browser browser;

    @BeforeAll
    void serve() {
        database = TestDatabase.create();
        server = TestServer.start(database);
        provider = server.bean(Providers.class)
                .register(TenantId.MSP, "MSP login", fake.issuer(), FakeProvider.CLIENT, FakeProvider.SECRET)
                .orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
        fake.close();
    }

    @BeforeEach
    void freshBrowser() {
        browser = new Browser(server.url());
    }

    @Test
    void signingInAtTheProviderStartsASessionHere() {
        var back = browser.signIn(provider, fake, idToken("ada"));

        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(Browser.location(back)).isEqualTo("/");
        var me = browser.get("/api/v1/me");
        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(me.body()).contains("\"subject\":\"ada\"", "\"name\":\"Name of ada\"", "\"acr\":null");
    }

    @Test
    void theBrowserIsSentAwayWithStateNonceAndProofKey() {
        var query = Browser.query(Browser
                .location(browser.get(Browser.location(browser.get("/sign-in/to/" + provider.publicId())))));

        assertThat(query).containsEntry("response_type", "code").containsEntry("code_challenge_method", "S256")
                .containsKeys("state", "nonce", "code_challenge")
                .containsEntry("redirect_uri", server.url() + "/sign-in/callback/" + provider.publicId());
    }

    @Test
    void thePersonIsLedToThePageThatTheyWanted() {
        assertThat(Browser.location(browser.get("/t/acme"))).isEqualTo("/sign-in?then=%2Ft%2Facme");
        browser.get("/sign-in?then=%2Ft%2Facme");

        assertThat(Browser.location(browser.signIn(provider, fake, idToken("ada")))).isEqualTo("/t/acme");
    }

    @Test
    void nobodyIsLedToAnotherSite() {
        browser.get("/sign-in?then=https://evil.example/");
        browser.get("/sign-in?then=//evil.example/");

        assertThat(Browser.location(browser.signIn(provider, fake, idToken("ada")))).isEqualTo("/");
    }

    @Test
    void answerWithoutTheStateOfThisBrowserIsRefused() {
        var elsewhere = new Browser(server.url());
        var query = Browser.query(Browser
                .location(elsewhere.get(Browser.location(elsewhere.get("/sign-in/to/" + provider.publicId())))));
        var code = fake.code(idToken("ada").apply(query.get("nonce")), query.get("code_challenge"));

        var back = browser.get("/sign-in/callback/%s?code=%s&state=%s".formatted(provider.publicId(), code,
                query.get("state")));

        assertThat(Browser.location(back)).isEqualTo("/sign-in?failed");
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void idTokenWithoutTheNonceOfThisSignInIsRefused() {
        var back = browser.signIn(provider, fake, nonce -> idToken("ada").apply("another nonce"));

        assertThat(Browser.location(back)).isEqualTo("/sign-in?failed");
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void idTokenOfAForgedKeyIsRefused() {
        var back = browser.signIn(provider, fake, nonce -> FakeProvider.sign(
                fake.claims("ada", FakeProvider.CLIENT).claim("nonce", nonce).build(), FakeProvider.key(),
                header -> {}));

        assertThat(Browser.location(back)).isEqualTo("/sign-in?failed");
    }

    @Test
    void tokensOfTheDemosClientAreNobodysOutsideTheDemo() {
        var demo = fake.claims("ada", "bailiwick").audience(List.of("bailiwick", FakeProvider.CLIENT))
                .claim("azp", "bailiwick-demo");

        assertThat(browser.get("/api/v1/me", "Authorization", "Bearer " + fake.sign(demo.build())).statusCode())
                .isEqualTo(401);
        assertThat(browser.get("/api/v1/me", "Authorization", "Bearer " + fake.accessToken("ada")).statusCode())
                .isEqualTo(200);
        var back = browser.signIn(provider, fake, nonce -> fake.sign(demo.claim("nonce", nonce).build()));
        assertThat(Browser.location(back)).isEqualTo("/sign-in?failed");
    }

    @Test
    void cookieIsOutOfReachOfScriptsAndOtherSites() {
        var page = browser.get("/sign-in");

        assertThat(page.headers().allValues("Set-Cookie")).filteredOn(cookie -> cookie.startsWith("bailiwick="))
                .singleElement().asString().contains("HttpOnly", "SameSite=Lax");
    }

    @Test
    void sessionIdThatWasThereBeforeSigningInIsWorthNothingAfter() {
        var before = cookieOf(browser.get("/sign-in"));

        browser.signIn(provider, fake, idToken("ada"));

        var thief = new Browser(server.url());
        assertThat(thief.get("/api/v1/me", "Cookie", before).statusCode()).isEqualTo(401);
    }

    @Test
    void sessionsAreJsonAndNothingElse() {
        browser.signIn(provider, fake, idToken("ada"));

        var stored = database.superuser().sql("select attribute_bytes from spring_session_attributes")
                .query(byte[].class).list();
        assertThat(stored).isNotEmpty()
                .allSatisfy(bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8)).startsWith("{\"kind\":\""));
    }

    @Test
    void signInStandsInTheRecordWithTheProvidersAssurance() {
        browser.signIn(provider, fake, nonce -> fake.sign(fake.claims("grace", FakeProvider.CLIENT)
                .claim("nonce", nonce).claim("acr", "urn:aal1")
                .claim("amr", List.of("pwd", "otp")).build()));

        var body = database.superuser().sql("""
                                            select convert_from(body, 'UTF8') from ev_entry
                                            where action = 'signed in' order by occurred_at desc limit 1""")
                .query(String.class).single();
        assertThat(body).contains("urn:aal1", "\"amr\":[\"pwd\",\"otp\"]");

        assertThat(browser.get("/witnesses").statusCode()).isEqualTo(404);
        assertThat(database.superuser()
                .sql("""
                     select convert_from(body, 'UTF8') from ev_entry where action = 'access denied' and strpos(convert_from(body, 'UTF8'), '"grace"') > 0
                     order by occurred_at desc limit 1""")
                .query(String.class).single()).as("what the session's decisions are recorded with")
                .contains("urn:aal1", "\"amr\":[\"pwd\",\"otp\"]");
    }

    @Test
    void signingOutEndsTheSession() {
        browser.signIn(provider, fake, idToken("ada"));
        var page = browser.get("/sign-in");

        var out = browser.submit("/sign-out", Map.of("_csrf", Browser.csrf(page)));

        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void formWithoutItsTokenDoesNothing() {
        browser.signIn(provider, fake, idToken("ada"));

        assertThat(browser.submit("/sign-out", Map.of()).statusCode()).isEqualTo(403);
        assertThat(browser.post("/api/v1/tenants", "{}").statusCode()).isEqualTo(403);
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(200);
    }

    @Test
    void sessionEndsTwelveHoursAfterItsStartHoweverMuchItIsUsed() {
        browser.signIn(provider, fake, idToken("ada"));

        database.time().advance(Duration.ofHours(13));
        try {
            assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
        } finally {
            database.time().advance(Duration.ofHours(-13));
        }
    }

    @Test
    void providerThatDoesNotAnswerIsNamedAndLiveSessionsGoOnEvenAfterARestart() {
        browser.signIn(provider, fake, idToken("ada"));
        fake.fallSilent();
        try (var again = TestServer.start(database)) {
            assertThat(browser.at(again.url()).get("/api/v1/me").statusCode()).isEqualTo(200);

            var page = new Browser(again.url()).get("/sign-in");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("MSP login", "Does not answer");
        } finally {
            fake.answerAgain();
        }
    }

    @Test
    void bearerTokenNeedsNoSessionAndStartsNone() {
        var api = new Browser(server.url());

        var me = api.get("/api/v1/me", "Authorization", "Bearer " + fake.accessToken("robin"));

        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(me.body()).contains("\"subject\":\"robin\"");
        assertThat(me.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(api.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void refusedTokenIsAProblemThatSaysWhyAndIsRecorded() {
        var forged = FakeProvider.sign(fake.claims("ada", "bailiwick").build(), FakeProvider.key(), header -> {});

        var me = browser.get("/api/v1/me", "Authorization", "Bearer " + forged);

        assertThat(me.statusCode()).isEqualTo(401);
        assertThat(me.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(me.headers().firstValue("WWW-Authenticate")).get().asString().startsWith("Bearer");
        assertThat(database.superuser().sql("""
                                            select count(*) from ev_entry
                                            where tenant_id = 1 and action = 'access denied'""")
                .query(Long.class).single()).isPositive();
    }

    @Test
    void strangerGetsAProblemFromTheApiAndTheSignInPageFromTheConsole() {
        var api = browser.get("/api/v1/tenants");
        var page = browser.get("/t/acme");
        var part = browser.get("/t/acme", "HX-Request", "true");

        assertThat(api.statusCode()).isEqualTo(401);
        assertThat(api.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(Browser.location(page)).startsWith("/sign-in");
        assertThat(part.statusCode()).isEqualTo(401);
        assertThat(part.headers().firstValue("HX-Redirect")).hasValue("/sign-in");
    }

    @Test
    void pagesMayNotBeStoredFramedOrScriptedFromElsewhere() {
        var page = browser.get("/sign-in");

        assertThat(page.headers().firstValue("Content-Security-Policy")).get().asString()
                .contains("default-src 'self'", "frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Cache-Control")).get().asString().contains("no-store");
        assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void strangersSeeNoListOfCustomers() {
        var acme = database.tenant("acme-hidden");
        server.bean(Providers.class).register(acme, "Acme's own login", "http://127.0.0.1:1/acme", "x", null);

        assertThat(browser.get("/sign-in").body()).doesNotContain("Acme");
        assertThat(browser.get("/sign-in?tenant=acme-hidden").body()).contains("Acme's own login");
    }

    private UnaryOperator<String> idToken(String subject) {
        return nonce -> fake
                .sign(fake.claims(subject, FakeProvider.CLIENT).claim("typ", "ID").claim("nonce", nonce)
                        .claim("name", "Name of " + subject).build());
    }

    private static String cookieOf(java.net.http.HttpResponse<String> response) {
        return response.headers().allValues("Set-Cookie").stream().filter(cookie -> cookie.startsWith("bailiwick="))
                .findFirst().orElseThrow().split(";")[0];
    }
}
