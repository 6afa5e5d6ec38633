package org.bailiwick.connector;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens connectors of one kind of system. */
public interface ConnectorFactory {
    /** For example {@code keycloak}. */
    String system();

    /** The settings that a connection of this kind needs, none more and none less. */
    default Set<String> settings() {
        return Set.of();
    }

    /**
     * The username by which the product itself is an account of the system that such a connection leads to. Whoever takes
     * that account's access away takes the product's sight.
     *
     * @param settings of the connection
     */
    default Optional<String> ownAccount(Map<String, String> settings) {
        return Optional.empty();
    }

    Connector open(ConnectionDetails details);
}
