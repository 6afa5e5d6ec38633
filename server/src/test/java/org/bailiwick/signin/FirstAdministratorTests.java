package org.bailiwick.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FirstAdministratorTests {
    private final FakeProvider fake = new FakeProvider();
    private final TestDatabase database = TestDatabase.create();
    private TestServer server;
    private String token;

    @BeforeEach
    void serve() {
        server = TestServer.start(database);
        token = server.bean(FirstAdministrator.class).issue().orElseThrow();
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
        fake.close();
    }

    @Test
    void whoComesThroughTheLinkAndSignsInBecomesTheRootOnce() {
        var browser = new Browser(server.url());

        register(browser, token);
        browser.signIn(provider(), fake, idToken("ada"));

        assertThat(browser.get("/api/v1/me").body()).contains("\"estate\":true", "\"shortName\":\"msp\"");
        assertThat(new Browser(server.url()).get("/first-administrator?token=" + token).statusCode()).isEqualTo(404);
        assertThat(server.bean(FirstAdministrator.class).issue()).isEmpty();
    }

    @Test
    void whoSignsInWithoutTheLinkBecomesNothing() {
        var browser = new Browser(server.url());
        register(browser, token);
        var bystander = new Browser(server.url());

        bystander.signIn(provider(), fake, idToken("eve"));

        assertThat(bystander.get("/api/v1/me").body()).contains("\"estate\":false", "\"tenants\":[]");
        assertThat(browser.get("/first-administrator?token=" + token).statusCode()).isEqualTo(200);
    }

    @Test
    void wrongLinkAndNoLinkAreNothing() {
        var browser = new Browser(server.url());

        assertThat(browser.get("/first-administrator?token=guess").statusCode()).isEqualTo(404);
        assertThat(browser.get("/first-administrator").statusCode()).isEqualTo(404);
    }

    @Test
    void nextStartReplacesAnUnusedLink() {
        var newer = server.bean(FirstAdministrator.class).issue().orElseThrow();

        assertThat(server.bean(FirstAdministrator.class).valid(token)).isFalse();
        assertThat(server.bean(FirstAdministrator.class).valid(newer)).isTrue();
    }

    @Test
    void linkIsStoredHashedOnly() {
        assertThat(database.superuser().sql("select encode(token_hash, 'escape') from first_administrator")
                .query(String.class).single()).doesNotContain(token);
    }

    @Test
    void providerThatDoesNotAnswerIsSaidAndNothingIsRegistered() {
        var browser = new Browser(server.url());
        fake.fallSilent();

        var answer = submit(browser, token, fake.issuer());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("no connection; check that it runs");
        assertThat(server.bean(Providers.class).of(TenantId.MSP)).isEmpty();
    }

    @Test
    void plainHttpToAnotherMachineIsRefused() {
        var answer = submit(new Browser(server.url()), token, "http://login.example/realms/msp");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("give the https address");
    }

    @Test
    void claimThatWasCutOffIsFinishedAtTheNextStart() {
        var browser = new Browser(server.url());
        register(browser, token);
        browser.signIn(provider(), fake, idToken("ada"));
        database.superuser().sql("update first_administrator set used_at = null").update();
        database.superuser().sql("update authority set revoked_at = now()").update();
        database.superuser().sql("delete from authority").update();

        server.bean(FirstAdministrator.class).issue();

        assertThat(browser.get("/api/v1/me").body()).contains("\"estate\":true");
    }

    @Test
    void thereCanBeOnlyOneRowForever() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> database.superuser().sql(
                """
                insert into first_administrator (only_one, token_hash, issued_at) values (false, '\\x00', now())""")
                .update()).hasMessageContaining("first_administrator_is_only_one");
    }

    private void register(Browser browser, String with) {
        assertThat(submit(browser, with, fake.issuer()).statusCode()).isEqualTo(303);
    }

    private static java.net.http.HttpResponse<String> submit(Browser browser, String token, String issuer) {
        var form = browser.get("/first-administrator?token=" + token);
        return browser.submit("/first-administrator",
                Map.of("_csrf", Browser.csrf(form), "token", token, "name", "MSP login", "issuer", issuer, "clientId",
                        FakeProvider.CLIENT, "clientSecret", FakeProvider.SECRET));
    }

    private Provider provider() {
        return server.bean(Providers.class).byIssuer(fake.issuer()).orElseThrow();
    }

    private UnaryOperator<String> idToken(String subject) {
        return nonce -> fake
                .sign(fake.claims(subject, FakeProvider.CLIENT).claim("typ", "ID").claim("nonce", nonce).build());
    }
}
