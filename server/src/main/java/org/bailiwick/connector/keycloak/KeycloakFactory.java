package org.bailiwick.connector.keycloak;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bailiwick.connector.ConnectionDetails;
import org.bailiwick.connector.Connector;
import org.bailiwick.connector.ConnectorFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Opens connectors to Keycloak realms; the settings of such a connection are {@code realm} and {@code clientId}. */
@Component
public final class KeycloakFactory implements ConnectorFactory {
    private final Limits limits;

    public KeycloakFactory() {
        this(Limits.DEFAULT);
    }

    /** @param requestsPerSecond that one connection makes at most, so that no customer's Keycloak is overrun */
    @Autowired
    KeycloakFactory(@Value("${bailiwick.keycloak.requests-per-second:200}") int requestsPerSecond) {
        this(Limits.DEFAULT.withRequestsPerSecond(requestsPerSecond));
    }

    KeycloakFactory(Limits limits) {
        this.limits = limits;
    }

    @Override
    public String system() {
        return "keycloak";
    }

    @Override
    public Set<String> settings() {
        return Set.of("realm", "clientId");
    }

    /** Keycloak names the service account of a client after it, in small letters, and renames both together. */
    @Override
    public Optional<String> ownAccount(Map<String, String> settings) {
        return Optional.ofNullable(settings.get("clientId"))
                .map(client -> "service-account-" + client.toLowerCase(Locale.ROOT));
    }

    @Override
    public Connector open(ConnectionDetails details) {
        return new KeycloakConnector(details, limits);
    }
}
