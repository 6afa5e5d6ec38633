package org.bailiwick.connector.keycloak;

import java.time.Duration;
import org.bailiwick.connector.ConnectorContract;

/** The Keycloak connector keeps the contract, with the real Keycloak behind the proxy. */
class KeycloakContractTests extends ConnectorContract {
    private static final Limits SMALL_PAGES = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20),
            Duration.ofSeconds(5), 3, 64L * 1024 * 1024, 1_000);

    @Override
    protected Sample create() {
        return new KeycloakSample(new KeycloakFactory(SMALL_PAGES)::open);
    }
}
