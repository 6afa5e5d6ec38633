package org.bailiwick.connector;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.Secrets;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.springframework.stereotype.Component;

/** The tenants' systems: sets, checks and opens connections to them. */
@Component
public final class Connections {
    private final Transactions transactions;
    private final ConnectionStore store;
    private final Secrets secrets;
    private final SetConnection setConnection;
    private final Map<String, ConnectorFactory> factories;

    Connections(Transactions transactions, ConnectionStore store, Secrets secrets, SetConnection setConnection,
            List<ConnectorFactory> factories) {
        this.transactions = transactions;
        this.store = store;
        this.secrets = secrets;
        this.setConnection = setConnection;
        this.factories = factories.stream()
                .collect(Collectors.toUnmodifiableMap(ConnectorFactory::system, Function.identity()));
    }

    public List<Connection> list(TenantTx tx) {
        return store.list(tx);
    }

    public Optional<Connection> find(TenantTx tx, long id) {
        return store.find(tx, id);
    }

    /**
     * Tries the connection and keeps it. A first contact is kept with what the try brought, so that a system that is
     * down now is reached later; a connection that works is replaced only by one that works and leads to the same
     * system. Never inside a transaction.
     *
     * @param permit for {@code tenant.manage} in the tenant
     */
    public Result<Connection, ConnectionProblem> connect(Permit permit, Wanted wanted) {
        return setConnection.set(permit, wanted, factories);
    }

    /**
     * Tries a connection and keeps nothing of it. Never inside a transaction.
     *
     * @param permit for {@code tenant.manage} in the tenant
     */
    public Result<Trial, ConnectionProblem> attempt(Permit permit, Wanted wanted) {
        return setConnection.attempt(permit, wanted, factories);
    }

    /** By which accounts the product itself is in the tenant's systems: usernames by the connection's inside id. */
    public Map<Long, String> ownAccounts(TenantTx tx) {
        return ownAccounts(list(tx).stream().filter(each -> !each.disconnected())
                .map(each -> new ConnectionStore.Settings(each.id(), each.system(), each.settings())));
    }

    /** As {@link #ownAccounts(TenantTx)}, over these tenants, and by which it was in systems that are disconnected. */
    public Map<Long, String> ownAccounts(ReadTx tx, Set<TenantId> tenants) {
        return ownAccounts(store.settings(tx, tenants).stream());
    }

    private Map<Long, String> ownAccounts(Stream<ConnectionStore.Settings> connected) {
        var own = new HashMap<Long, String>();
        connected.forEach(each -> {
            var factory = factories.get(each.system());
            if (factory != null) {
                factory.ownAccount(each.values()).ifPresent(username -> own.put(each.id(), username));
            }
        });
        return own;
    }

    /** The kinds of systems there are connectors for, each with the settings that it needs. */
    public Map<String, Set<String>> systems() {
        return factories.values().stream()
                .collect(Collectors.toUnmodifiableMap(ConnectorFactory::system, ConnectorFactory::settings));
    }

    /** What was found before says nothing about now: the tenant's connections are not known until tried again. */
    public void forgetState(TenantTx tx) {
        store.forgetState(tx);
    }

    /**
     * Opens a connector, in a transaction of its own for the secret; call it outside of one. What its preflight finds
     * is kept with the connection.
     */
    public Connector open(TenantId tenant, long id) {
        var details = transactions.worker(tenant, tx -> details(tx, id));
        var factory = factories.get(details.system());
        if (factory == null) {
            throw new IllegalStateException("there is no connector for `%s`".formatted(details.system()));
        }
        return new CheckedConnector(factory.open(details),
                found -> transactions.worker(tenant, tx -> kept(tx, id, details.system(), found)));
    }

    /** Two connections that turn out to lead to one system would show everybody twice. */
    private Preflight kept(TenantTx tx, long id, String system, Preflight found) {
        var twice = Found.of(found).externalKey().flatMap(key -> store.connectedTo(tx, system, key))
                .filter(other -> other.id() != id);
        Preflight result = twice.isEmpty()
                ? found
                : new Preflight.Refused(List.of("the connection `%s` leads to the same system: set only one of them"
                        .formatted(twice.get().name())));
        store.checked(tx, id, Found.of(result));
        return result;
    }

    private ConnectionDetails details(TenantTx tx, long id) {
        var row = store.row(tx, id).orElseThrow(
                () -> new IllegalStateException("there is no connection %d in tenant %d".formatted(id,
                        tx.tenant().value())));
        if (row.connection().disconnected()) {
            throw new IllegalStateException("`%s` was disconnected; connect it again first".formatted(
                    row.connection().name()));
        }
        var sealed = row.sealedSecret();
        var secret = sealed == null
                ? ""
                : new String(secrets.open(tx, SetConnection.place(id), sealed), StandardCharsets.UTF_8);
        var connection = row.connection();
        return new ConnectionDetails(tx.tenant(), id, connection.system(), connection.address(), connection.settings(),
                secret, connection.externalKey().orElse(null));
    }

    /**
     * @param settings what the kind of system needs beside the address, never a secret
     * @param externalKey the system's own immutable id, pinned at first contact
     * @param state {@code not known}, {@code ready}, {@code refused}, {@code unreachable} or {@code disconnected}
     * @param problem why, in words, with the next step; empty when ready
     * @param provider the sign-in provider whose subjects are this system's account ids
     */
    public record Connection(TenantId tenant, long id, UUID publicId, String system, String name, String address,
            Map<String, String> settings, Optional<String> externalKey, String state, Optional<String> problem,
            Optional<Long> provider, Optional<Instant> checkedAt, Optional<Instant> disconnectedAt) {
        public Connection {
            settings = Map.copyOf(settings);
        }

        /** The part of the system that it leads to, for example a realm; empty where a system has no parts. */
        public String within() {
            return settings.getOrDefault("realm", "");
        }

        /** Nothing is read or changed through it any more. */
        public boolean disconnected() {
            return disconnectedAt.isPresent();
        }
    }

    /**
     * @param name how people know the system; setting a connection of the same name again replaces it
     */
    public record Wanted(String system, String name, String address, Map<String, String> settings, String secret,
            Optional<Long> provider) {
        public Wanted {
            settings = Map.copyOf(settings);
        }

        @Override
        public String toString() {
            return "%s at %s".formatted(system, address);
        }
    }
}
