package org.bailiwick.register;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.connector.AccountProviders;
import org.bailiwick.connector.ConnectionProblem;
import org.bailiwick.connector.ConnectionRefusals;
import org.bailiwick.connector.Connections;
import org.bailiwick.connector.Connections.Connection;
import org.bailiwick.connector.Connections.Wanted;
import org.bailiwick.connector.Trial;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A tenant's systems: how healthy each connection is, and connecting another one, tried before it is kept. */
@Controller
@RequestMapping("/t/{tenant}/connections")
final class ConnectionPages {
    private static final String SYSTEM = "keycloak";

    private final Transactions transactions;
    private final Connections connections;
    private final ConnectionHealth health;
    private final DecisionPoint decisionPoint;
    private final AccountProviders providers;

    ConnectionPages(Transactions transactions, Connections connections, ConnectionHealth health,
            DecisionPoint decisionPoint, AccountProviders providers) {
        this.providers = providers;
        this.transactions = transactions;
        this.connections = connections;
        this.health = health;
        this.decisionPoint = decisionPoint;
    }

    @GetMapping
    @Access(capability = "tenant.read", scope = Access.Reach.TENANT)
    View list(Permit permit, VisibleTenant tenant) {
        var own = providers.byInsideId(tenant);
        return transactions.tenant(tenant.id(), tx -> View.of("register/connections.jte",
                new ConnectionsPage(tenant, health.of(tx, own), may(tx, permit, Capabilities.TENANT_MANAGE),
                        may(tx, permit, Capabilities.SNAPSHOT_REQUEST))));
    }

    @GetMapping("/new")
    @Access(capability = "tenant.manage", scope = Access.Reach.TENANT)
    View form(VisibleTenant tenant) {
        return View.of("register/connect.jte", new ConnectPage(tenant, SYSTEM, "Keycloak", "", settings(Map.of()),
                choice(tenant, null), null, null));
    }

    /** @param all also what this kind of system needs, each as {@code setting.NAME} */
    @PostMapping
    @Access(capability = "tenant.manage", scope = Access.Reach.TENANT)
    Object connect(Permit permit, VisibleTenant tenant, @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String address, @RequestParam(defaultValue = "") String secret,
            @RequestParam(required = false) @Nullable UUID provider,
            @RequestParam(defaultValue = "false") boolean keep, @RequestParam Map<String, String> all) {
        var typed = new ConnectPage(tenant, SYSTEM, name, address, settings(all), choice(tenant, provider), null,
                null);
        return switch (providers.chosen(tenant.id(), provider)) {
            case Result.No<Optional<Long>, ConnectionProblem>(var problem) -> refused(typed, problem);
            case Result.Ok<Optional<Long>, ConnectionProblem>(var chosen) -> {
                var wanted = new Wanted(SYSTEM, name.strip(), address.strip(), typed.settings(), secret.strip(),
                        chosen);
                yield keep ? kept(permit, typed, wanted) : tried(permit, typed, wanted);
            }
        };
    }

    private Object kept(Permit permit, ConnectPage typed, Wanted wanted) {
        return switch (connections.connect(permit, wanted)) {
            case Result.Ok<Connection, ConnectionProblem>(var connection) -> Redirect.to(typed.path()).withNotice(
                    "`%s` is set and is being read; load this page again in a moment".formatted(connection.name()));
            case Result.No<Connection, ConnectionProblem>(var problem) -> refused(typed, problem);
        };
    }

    private View tried(Permit permit, ConnectPage typed, Wanted wanted) {
        return switch (connections.attempt(permit, wanted)) {
            case Result.Ok<Trial, ConnectionProblem>(var trial) -> View.of("register/connect.jte", typed.tried(trial));
            case Result.No<Trial, ConnectionProblem>(var problem) -> refused(typed, problem);
        };
    }

    /** What was typed comes back with what is wrong with it. */
    private static View refused(ConnectPage typed, ConnectionProblem problem) {
        var refusal = ConnectionRefusals.of(problem);
        return View.of("register/connect.jte", typed.refused(refusal)).withStatus(refusal.status());
    }

    private ConnectPage.Choice choice(VisibleTenant tenant, @Nullable UUID chosen) {
        return new ConnectPage.Choice(providers.of(tenant), chosen);
    }

    private Map<String, String> settings(Map<String, String> typed) {
        var settings = new TreeMap<String, String>();
        for (var setting : connections.systems().getOrDefault(SYSTEM, Set.of())) {
            settings.put(setting, typed.getOrDefault("setting." + setting, "").strip());
        }
        return settings;
    }

    /** Only whether to show the button; the route decides again. */
    private boolean may(TenantTx tx, Permit permit, String capability) {
        return decisionPoint.decide(tx, permit.principal(), capability) instanceof Evaluation.Permitted;
    }
}
