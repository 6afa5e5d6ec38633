package org.bailiwick.connector;

/** Opens connectors of one kind of system. */
public interface ConnectorFactory {
    /** For example {@code keycloak}. */
    String system();

    Connector open(ConnectionDetails details);
}
