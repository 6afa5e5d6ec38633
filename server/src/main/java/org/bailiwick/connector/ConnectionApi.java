package org.bailiwick.connector;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Slice;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Setting a tenant's connections over REST. A secret goes in and never comes out. */
@RestController
@RequestMapping("/api/v1/tenants/{tenant}")
final class ConnectionApi {
    private final Connections connections;
    private final AccountProviders providers;

    ConnectionApi(Connections connections, AccountProviders providers) {
        this.connections = connections;
        this.providers = providers;
    }

    /** @param provider whose subjects are this system's account ids; null where they are nobody's sign-in */
    record ConnectionJson(UUID id, String system, String name, String address, Map<String, String> settings,
            @Nullable AccountProvider provider, String state, @Nullable String problem, @Nullable Instant checkedAt,
            @Nullable Instant disconnectedAt) {
        /** @param providers the tenant's, by their inside ids */
        static ConnectionJson of(Connections.Connection connection, Map<Long, AccountProvider> providers) {
            return new ConnectionJson(connection.publicId(), connection.system(), connection.name(),
                    connection.address(), connection.settings(), connection.provider().map(providers::get).orElse(null),
                    connection.state(), connection.problem().orElse(null), connection.checkedAt().orElse(null),
                    connection.disconnectedAt().orElse(null));
        }
    }

    /** @param provider the tenant's sign-in provider whose subjects are this system's account ids, where there is one */
    record NewConnection(@Nullable String system, @Nullable String name, @Nullable String address,
            @Nullable Map<String, String> settings, @Nullable String secret, @Nullable UUID provider) {
        Connections.Wanted wanted(Optional<Long> providerId) {
            return new Connections.Wanted(text(system), text(name), text(address),
                    settings == null ? Map.of() : settings, text(secret), providerId);
        }

        private static String text(@Nullable String value) {
            return value == null ? "" : value.strip();
        }
    }

    @GetMapping("/providers")
    @Access(capability = Capabilities.TENANT_MANAGE, scope = Access.Reach.TENANT)
    @Operation(operationId = "listProviders", summary = "The tenant's own sign-in providers: each can be the `provider` of a connection")
    Slice<AccountProvider> providers(VisibleTenant tenant) {
        return new Slice<>(providers.of(tenant), null);
    }

    /** Answers with the state that the try of the connection brought; the system is read at once. */
    @PutMapping("/connection")
    @Access(capability = Capabilities.TENANT_MANAGE, scope = Access.Reach.TENANT)
    ConnectionJson set(Permit permit, VisibleTenant tenant, @RequestBody NewConnection body) {
        return ConnectionJson.of(connections.connect(permit, body.wanted(provider(tenant, body.provider())))
                .orThrow(problem -> new RefusedException(ConnectionRefusals.of(problem))),
                providers.byInsideId(tenant));
    }

    /** @param connectedAs name of the connection that leads to the same system already */
    record TrialJson(String state, List<String> findings, List<String> notes, @Nullable String connectedAs) {}

    /** A dry run: nothing is kept, nothing is changed. */
    @PostMapping("/connection/trial")
    @Access(capability = Capabilities.TENANT_MANAGE, scope = Access.Reach.TENANT)
    TrialJson attempt(Permit permit, VisibleTenant tenant, @RequestBody NewConnection body) {
        var trial = connections.attempt(permit, body.wanted(provider(tenant, body.provider())))
                .orThrow(problem -> new RefusedException(ConnectionRefusals.of(problem)));
        return new TrialJson(trial.state(), trial.findings(), trial.notes(), trial.connectedAs().orElse(null));
    }

    private Optional<Long> provider(VisibleTenant tenant, @Nullable UUID wanted) {
        return providers.chosen(tenant.id(), wanted)
                .orThrow(problem -> new RefusedException(ConnectionRefusals.of(problem)));
    }
}
