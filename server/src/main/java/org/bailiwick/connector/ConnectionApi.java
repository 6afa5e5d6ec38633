package org.bailiwick.connector;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.Transactions;
import org.bailiwick.signin.Providers;
import org.bailiwick.web.Access;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Slice;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A tenant's connections over REST. A secret goes in and never comes out. */
@RestController
@RequestMapping("/api/v1/tenants/{tenant}")
final class ConnectionApi {
    private final Transactions transactions;
    private final Connections connections;
    private final Providers providers;

    ConnectionApi(Transactions transactions, Connections connections, Providers providers) {
        this.transactions = transactions;
        this.connections = connections;
        this.providers = providers;
    }

    record ConnectionJson(UUID id, String system, String name, String address, Map<String, String> settings,
            String state, @Nullable String problem, @Nullable Instant checkedAt) {
        static ConnectionJson of(Connections.Connection connection) {
            return new ConnectionJson(connection.publicId(), connection.system(), connection.name(),
                    connection.address(), connection.settings(), connection.state(), connection.problem().orElse(null),
                    connection.checkedAt().orElse(null));
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

    @GetMapping("/connections")
    @Access(capability = Capabilities.TENANT_READ, scope = Access.Reach.TENANT)
    Slice<ConnectionJson> list(VisibleTenant tenant) {
        return new Slice<>(
                transactions.tenant(tenant.id(), connections::list).stream().map(ConnectionJson::of).toList(), null);
    }

    /** Answers with the state that the try of the connection brought. */
    @PutMapping("/connection")
    @Access(capability = Capabilities.TENANT_MANAGE, scope = Access.Reach.TENANT)
    ConnectionJson set(Permit permit, VisibleTenant tenant, @RequestBody NewConnection body) {
        return ConnectionJson.of(connections.connect(permit, body.wanted(provider(tenant, body.provider())))
                .orThrow(problem -> new RefusedException(refusal(problem))));
    }

    private Optional<Long> provider(VisibleTenant tenant, @Nullable UUID wanted) {
        if (wanted == null) {
            return Optional.empty();
        }
        var found = providers.byPublicId(wanted).filter(provider -> provider.tenant().equals(tenant.id()));
        return Optional.of(found.orElseThrow(() -> new RefusedException(unfit("provider-unknown",
                "provider is not known", "the tenant has no sign-in provider `%s`; leave it out or give one of its own"
                        .formatted(wanted))))
                .id().value());
    }

    private static Refusal refusal(ConnectionProblem problem) {
        return switch (problem) {
            case ConnectionProblem.SystemUnknown(var system, var known) -> unfit("system-unknown",
                    "system is not known",
                    "there is no connector for `%s`; use one of %s".formatted(Inert.text(system, 100), words(known)));
            case ConnectionProblem.Missing(var setting) -> unfit("connection-incomplete", "connection is not complete",
                    "`%s` is missing; give it and send it again".formatted(setting));
            case ConnectionProblem.SettingUnknown(var setting, var known) -> unfit("connection-incomplete",
                    "connection is not complete", "there is no setting `%s`; give %s".formatted(
                            Inert.text(setting, 100), words(known)));
            case ConnectionProblem.AddressUnfit(var address) -> unfit("address-unfit", "address does not fit",
                    "`%s` is not the base address of a system; give one like `https://login.example.com`"
                            .formatted(Inert.text(address, 200)));
            case ConnectionProblem.NotReplaced(var name, var finding) -> Refusal.of(HttpStatus.CONFLICT,
                    "connection-not-replaced", "the connection was left as it is",
                    "`%s` works and stays, since what was to replace it does not: %s".formatted(name, finding));
            case ConnectionProblem.AlreadyConnected(var name) -> Refusal.of(HttpStatus.CONFLICT, "already-connected",
                    "the system is connected already",
                    "the connection `%s` leads to the same system; set that one again instead".formatted(name));
        };
    }

    private static Refusal unfit(String name, String title, String detail) {
        return Refusal.of(HttpStatus.UNPROCESSABLE_ENTITY, name, title, detail);
    }

    private static String words(Iterable<String> known) {
        var sorted = new TreeSet<String>();
        known.forEach(sorted::add);
        return "`" + String.join("`, `", sorted) + "`";
    }
}
