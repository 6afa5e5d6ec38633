package org.bailiwick.register;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.connector.AccountProvider;
import org.bailiwick.connector.AccountProviders;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Slice;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A tenant's systems and their health, as the page of connections shows them. */
@RestController
final class ConnectionsApi {
    private final Transactions transactions;
    private final ConnectionHealth health;
    private final AccountProviders providers;

    ConnectionsApi(Transactions transactions, ConnectionHealth health, AccountProviders providers) {
        this.transactions = transactions;
        this.health = health;
        this.providers = providers;
    }

    /**
     * @param provider whose subjects are this system's account ids; null where they are nobody's sign-in
     * @param observedAt every kind was read completely at this time or later; null where that is not known
     * @param completeness of each kind by itself
     */
    record ConnectedSystem(UUID id, String system, String name, String address, Map<String, String> settings,
            @Nullable AccountProvider provider, String state, @Nullable String problem, @Nullable Instant checkedAt,
            @Nullable Instant disconnectedAt, @Nullable Instant observedAt, List<DataAge.Completeness> completeness,
            NextReading nextReading) {
        static ConnectedSystem of(ConnectionsPage.Row row) {
            var connection = row.connection();
            return new ConnectedSystem(connection.publicId(), connection.system(), connection.name(),
                    connection.address(), connection.settings(), row.provider(), connection.state(),
                    connection.problem().orElse(null),
                    connection.checkedAt().orElse(null), connection.disconnectedAt().orElse(null), row.observedAt(),
                    row.kinds(), row.next());
        }
    }

    @GetMapping("/api/v1/tenants/{tenant}/connections")
    @Access(capability = "tenant.read", scope = Access.Reach.TENANT)
    @Operation(operationId = "listConnections", summary = "A tenant's systems: how they are reached, who signs in with their accounts, how old and how whole what is known of each is, and when it is read next")
    Slice<ConnectedSystem> list(VisibleTenant tenant) {
        var own = providers.byInsideId(tenant);
        return new Slice<>(
                transactions.tenant(tenant.id(), tx -> health.of(tx, own)).stream().map(ConnectedSystem::of).toList(),
                null);
    }
}
