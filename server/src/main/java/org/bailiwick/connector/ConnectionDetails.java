package org.bailiwick.connector;

import java.util.Map;
import org.bailiwick.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant's system is reached. The secret is in memory only while the connector is open.
 *
 * @param address base URL, for example {@code http://127.0.0.1:8081}
 * @param settings what the kind of system needs: for Keycloak {@code realm} and {@code clientId}
 * @param externalKey the system's immutable id pinned at first contact; null before
 */
public record ConnectionDetails(TenantId tenant, long id, String system, String address, Map<String, String> settings,
        String secret, @Nullable String externalKey) {
    public ConnectionDetails {
        settings = Map.copyOf(settings);
    }

    @Override
    public String toString() {
        return "connection %d of tenant %d (%s at %s)".formatted(id, tenant.value(), system, address);
    }
}
