package org.bailiwick.connector;

import java.util.Set;

/** Opens connectors of one kind of system. */
public interface ConnectorFactory {
    /** For example {@code keycloak}. */
    String system();

    /** The settings that a connection of this kind needs, none more and none less. */
    default Set<String> settings() {
        return Set.of();
    }

    Connector open(ConnectionDetails details);
}
