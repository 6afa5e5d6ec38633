package org.bailiwick.connector;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.connector.Connections.Connection;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.Json;
import org.springframework.stereotype.Component;

/**
 * Takes a connection away: its secret is overwritten, nothing is read or changed through it any more, and what was
 * observed through it is not known from then on. Setting a connection of the same name again connects it anew.
 */
@Component
public final class Disconnection {
    private final Transactions transactions;
    private final ConnectionStore store;
    private final DecisionPoint decisions;
    private final Ledger ledger;
    private final List<DependsOnConnection> dependents;

    Disconnection(Transactions transactions, ConnectionStore store, DecisionPoint decisions, Ledger ledger,
            List<DependsOnConnection> dependents) {
        this.transactions = transactions;
        this.store = store;
        this.decisions = decisions;
        this.ledger = ledger;
        this.dependents = dependents.stream()
                .sorted(Comparator.comparing(each -> each.getClass().getName())).toList();
    }

    /** @param hindrance why it cannot be done at this moment */
    public record Preview(Connection connection, List<String> consequences, Optional<String> hindrance) {
        public Preview {
            consequences = List.copyOf(consequences);
        }
    }

    /** @param ticketSystem for example {@code HALO} */
    public record Wanted(String reason, String ticketSystem, String ticketKey) {
        String ticket() {
            return Inert.text(ticketSystem.strip() + " " + ticketKey.strip(), 240);
        }
    }

    /** @param permit for {@code tenant.manage} in the tenant */
    public Result<Preview, ConnectionProblem> preview(Permit permit, UUID id) {
        return transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            return switch (connected(tx, id)) {
                case Result.No<Connection, ConnectionProblem>(var problem) -> Result.no(problem);
                case Result.Ok<Connection, ConnectionProblem>(var connection) -> Result.ok(new Preview(connection,
                        consequences(tx, connection), hindrance(tx, connection)));
            };
        });
    }

    /** @param permit for {@code tenant.manage} in the tenant */
    public Result<Connection, ConnectionProblem> disconnect(Permit permit, UUID id, Wanted wanted) {
        if (wanted.reason().isBlank()) {
            return Result.no(new ConnectionProblem.ReasonMissing());
        }
        if (wanted.ticketSystem().isBlank() || wanted.ticketKey().isBlank()) {
            return Result.no(new ConnectionProblem.TicketMissing());
        }
        return transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            store.lock(tx, id);
            return switch (connected(tx, id)) {
                case Result.No<Connection, ConnectionProblem> no -> no;
                case Result.Ok<Connection, ConnectionProblem>(var connection) -> hindrance(tx, connection)
                        .<Result<Connection, ConnectionProblem>>map(
                                why -> Result.no(new ConnectionProblem.InUse(connection.name(), why)))
                        .orElseGet(() -> Result.ok(end(tx, permit, connection, wanted)));
            };
        });
    }

    private Connection end(TenantTx tx, Permit permit, Connection connection, Wanted wanted) {
        var consequences = consequences(tx, connection);
        store.disconnect(tx, connection.id());
        ledger.append(tx, Entry.of(Activity.CONNECTION_ENDED, permit.principal().actor(),
                new Target("connection", connection.publicId().toString(), connection.name()), Outcome.SUCCESS,
                permit.evaluation(), "connection disconnected and its secret destroyed: "
                        + Inert.text(wanted.reason().strip(), 2000))
                .under(permit.authority(), permit.evaluation()).withTicket(wanted.ticket())
                .withChange(state(connection.state(), "kept sealed", List.of()),
                        state("disconnected", "destroyed", consequences)));
        dependents.forEach(each -> each.disconnected(tx, permit, connection.id()));
        return store.find(tx, connection.id()).orElseThrow();
    }

    private static Json state(String state, String secret, List<String> consequences) {
        return Json.object().put("state", state).put("secret", secret)
                .put("consequences", Json.array(consequences.stream().map(Json::text).toList())).build();
    }

    private Result<Connection, ConnectionProblem> connected(TenantTx tx, UUID id) {
        return store.list(tx).stream().filter(each -> each.publicId().equals(id)).findFirst()
                .<Result<Connection, ConnectionProblem>>map(found -> found.disconnected()
                        ? Result.no(new ConnectionProblem.AlreadyDisconnected(found.name()))
                        : Result.ok(found))
                .orElseGet(() -> Result.no(new ConnectionProblem.NoSuchConnection()));
    }

    private List<String> consequences(TenantTx tx, Connection connection) {
        return dependents.stream().flatMap(each -> each.consequences(tx, connection.id()).stream()).toList();
    }

    private Optional<String> hindrance(TenantTx tx, Connection connection) {
        return dependents.stream().flatMap(each -> each.hindrance(tx, connection.id()).stream()).findFirst();
    }
}
