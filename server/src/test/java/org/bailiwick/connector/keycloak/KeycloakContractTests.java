package org.bailiwick.connector.keycloak;

import java.time.Duration;
import org.bailiwick.connector.ConnectorContract;
import org.bailiwick.testing.TestRealm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The Keycloak connector keeps the contract, with the real Keycloak behind the proxy. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakContractTests extends ConnectorContract {
    private static final Limits SMALL_PAGES = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20),
            Duration.ofSeconds(5), 3, 64L * 1024 * 1024, 1_000);

    private TestRealm realm;

    @BeforeAll
    void aRealmForAllCases() {
        realm = KeycloakSample.realm();
    }

    @Override
    protected Sample create() {
        return new KeycloakSample(realm, new KeycloakFactory(SMALL_PAGES)::open);
    }
}
