package org.bailiwick.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From where somebody called stands beside the entry of what they did; what they say of it themselves does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallerAddressTests {
    private static final String SAID = "198.51.100.9";
    private final FakeProvider fake = new FakeProvider();
    private final TestDatabase database = TestDatabase.create();

    @BeforeAll
    void provider() {
        try (var server = TestServer.start(database)) {
            server.bean(Providers.class)
                    .register(TenantId.MSP, "MSP login", fake.issuer(), FakeProvider.CLIENT, FakeProvider.SECRET)
                    .orThrow(problem -> new IllegalStateException(problem.toString()));
        }
    }

    @AfterAll
    void stop() {
        database.close();
        fake.close();
    }

    @Test
    void addressIsTheConnectionsOwnWhateverTheRequestSays() {
        try (var server = TestServer.start(database)) {
            ask(server, "ada");

            assertThat(addressOf("ada")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void addressThatATrustedProxyForwardsCounts() {
        try (var server = TestServer.start(database, "--server.forward-headers-strategy=native")) {
            ask(server, "grace");

            assertThat(addressOf("grace")).isEqualTo(SAID);
        }
    }

    private void ask(TestServer server, String subject) {
        var answer = new Browser(server.url()).get("/api/v1/oversight/identities", "Authorization",
                "Bearer " + fake.accessToken(subject), "X-Forwarded-For", SAID);
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    /** Beside the one denial that this person caused. */
    private String addressOf(String subject) {
        return database.superuser()
                .sql("""
                     select a.value from ev_entry e
                     join ev_disclosure a on a.tenant_id = e.tenant_id and a.event_id = e.event_id
                     where e.action = 'access denied' and a.pointer = '/src_endpoint/ip'
                       and convert_from(e.body, 'UTF8')::json #>> '{actor,user,uid}' = :subject""")
                .param("subject", subject).query(String.class).single();
    }
}
