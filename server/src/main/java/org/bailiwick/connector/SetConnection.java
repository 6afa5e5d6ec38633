package org.bailiwick.connector;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.connector.Connections.Connection;
import org.bailiwick.connector.Connections.Wanted;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.Secrets;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.WebAddress;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Sets a tenant's connection: checks what was given, tries it, keeps it with its secret sealed, records it. */
@Component
final class SetConnection {
    private final Transactions transactions;
    private final ConnectionStore store;
    private final Secrets secrets;
    private final DecisionPoint decisions;
    private final Ledger ledger;
    private final Ids ids;
    private final ObjectProvider<AfterConnect> followers;

    SetConnection(Transactions transactions, ConnectionStore store, Secrets secrets, DecisionPoint decisions,
            Ledger ledger, Ids ids, ObjectProvider<AfterConnect> followers) {
        this.transactions = transactions;
        this.store = store;
        this.secrets = secrets;
        this.decisions = decisions;
        this.ledger = ledger;
        this.ids = ids;
        this.followers = followers;
    }

    Result<Connection, ConnectionProblem> set(Permit permit, Wanted wanted, Map<String, ConnectorFactory> factories) {
        var unfit = unfit(wanted, factories);
        if (unfit.isPresent()) {
            return Result.no(unfit.get());
        }
        var before = transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            return store.named(tx, wanted.system(), wanted.name());
        });
        var pinned = before.flatMap(Connection::externalKey);
        var details = new ConnectionDetails(permit.tenant(), before.map(Connection::id).orElse(0L), wanted.system(),
                wanted.address(), wanted.settings(), wanted.secret(), pinned.orElse(null));
        var found = Found.of(preflight(factories, details));
        if (pinned.isPresent() && !found.ready()) {
            var why = found.problem().orElse("it is not ready");
            return Result.no(before.filter(Connection::disconnected).isPresent()
                    ? new ConnectionProblem.NotReconnected(wanted.name(), why)
                    : new ConnectionProblem.NotReplaced(wanted.name(), why));
        }
        return transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            // The system was asked outside of any transaction, and somebody may have disconnected it meanwhile.
            if (before.isPresent() && !store.locked(tx, before.get().id()).map(Connection::disconnectedAt)
                    .equals(before.map(Connection::disconnectedAt))) {
                return Result.no(new ConnectionProblem.ChangedMeanwhile(wanted.name()));
            }
            var other = found.externalKey().flatMap(key -> store.connectedTo(tx, wanted.system(), key))
                    .filter(connection -> !connection.name().equals(wanted.name()));
            return other.isPresent()
                    ? Result.no(new ConnectionProblem.AlreadyConnected(other.get().name()))
                    : Result.ok(keep(tx, permit, before, wanted, found));
        });
    }

    /** As {@link #set}, but only tries. */
    Result<Trial, ConnectionProblem> attempt(Permit permit, Wanted wanted, Map<String, ConnectorFactory> factories) {
        var unfit = unfit(wanted, factories);
        if (unfit.isPresent()) {
            return Result.no(unfit.get());
        }
        var pinned = transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            return store.named(tx, wanted.system(), wanted.name()).flatMap(Connection::externalKey);
        });
        var preflight = preflight(factories, new ConnectionDetails(permit.tenant(), 0L, wanted.system(),
                wanted.address(), wanted.settings(), wanted.secret(), pinned.orElse(null)));
        return Result.ok(Trial.of(preflight, transactions.tenant(permit.tenant(), tx -> Found.of(preflight)
                .externalKey().flatMap(key -> store.connectedTo(tx, wanted.system(), key)).map(Connection::name)
                .filter(name -> !name.equals(wanted.name())))));
    }

    /** The text that binds a sealed secret to its connection. */
    static String place(long id) {
        return "connection/" + id;
    }

    private static Preflight preflight(Map<String, ConnectorFactory> factories, ConnectionDetails details) {
        var factory = factories.get(details.system());
        if (factory == null) {
            throw new IllegalStateException("there is no connector for `%s`".formatted(details.system()));
        }
        try (var connector = factory.open(details)) {
            return connector.preflight();
        }
    }

    private Connection keep(TenantTx tx, Permit permit, Optional<Connection> before, Wanted wanted, Found found) {
        long id = before.map(Connection::id).orElseGet(() -> store.next(tx));
        var sealed = secrets.seal(tx, place(id), wanted.secret().getBytes(StandardCharsets.UTF_8));
        if (before.isPresent()) {
            store.update(tx, id, wanted, sealed, found);
        } else {
            store.insert(tx, id, ids.uuid(), wanted, sealed, found);
        }
        var after = store.find(tx, id).orElseThrow();
        ledger.append(tx, Entry.of(Activity.CONNECTION_SET, permit.principal().actor(),
                new Target("connection", after.publicId().toString(), after.name()), Outcome.SUCCESS,
                permit.evaluation(), "connection set").under(permit.authority(), permit.evaluation())
                .withChange(before.map(SetConnection::told).orElse(null), told(after)));
        followers.forEach(each -> each.connected(tx, permit, after));
        return after;
    }

    private static Json told(Connection connection) {
        var settings = Json.object();
        connection.settings().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(setting -> settings.put(setting.getKey(), Json.text(setting.getValue())));
        return Json.object().put("system", connection.system()).put("address", connection.address())
                .put("settings", settings.build()).put("state", connection.state()).build();
    }

    private static Optional<ConnectionProblem> unfit(Wanted wanted, Map<String, ConnectorFactory> factories) {
        var factory = factories.get(wanted.system());
        if (factory == null) {
            return Optional.of(new ConnectionProblem.SystemUnknown(wanted.system(), factories.keySet()));
        }
        if (wanted.name().isBlank()) {
            return Optional.of(new ConnectionProblem.Missing("name"));
        }
        if (wanted.secret().isBlank()) {
            return Optional.of(new ConnectionProblem.Missing("secret"));
        }
        for (var setting : new TreeSet<>(factory.settings())) {
            if (blank(wanted.settings().get(setting))) {
                return Optional.of(new ConnectionProblem.Missing(setting));
            }
        }
        var unknown = wanted.settings().keySet().stream().filter(given -> !factory.settings().contains(given)).sorted()
                .findFirst();
        if (unknown.isPresent()) {
            return Optional.of(new ConnectionProblem.SettingUnknown(unknown.get(), factory.settings()));
        }
        return WebAddress.fits(wanted.address())
                ? Optional.empty()
                : Optional.of(new ConnectionProblem.AddressUnfit(wanted.address()));
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
