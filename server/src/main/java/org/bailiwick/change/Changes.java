package org.bailiwick.change;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Persons;
import org.bailiwick.authority.Principal;
import org.bailiwick.change.ChangeProgress.Witness;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.register.GrantView;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Orders changes and has them carried out. What asked for one is an opaque reference here. */
@Component
public final class Changes {
    private final Transactions transactions;
    private final ChangeStore store;
    private final ChangeProgress progress;
    private final ToBeDisabled toBeDisabled;
    private final DecisionPoint decisions;
    private final Persons persons;
    private final Work work;
    private final Ids ids;

    Changes(Transactions transactions, ChangeStore store, ChangeProgress progress, ToBeDisabled toBeDisabled,
            DecisionPoint decisions, Persons persons, Work work, Ids ids) {
        this.transactions = transactions;
        this.store = store;
        this.progress = progress;
        this.toBeDisabled = toBeDisabled;
        this.decisions = decisions;
        this.persons = persons;
        this.work = work;
        this.ids = ids;
    }

    /** Of these connections those through which nothing is changed any more, with their names. */
    public Map<Long, String> disconnected(TenantTx tx, Collection<Long> connections) {
        return store.disconnected(tx, connections);
    }

    /** As {@link #disconnected(TenantTx, Collection)}, of one. */
    public Optional<String> disconnected(TenantTx tx, long connection) {
        return Optional.ofNullable(disconnected(tx, List.of(connection)).get(connection));
    }

    /**
     * As {@link #disconnected(TenantTx, Collection)}, and none of the others is disconnected before the transaction
     * ends. Whoever orders changes asks first: what is ordered against a system that is disconnected could neither be
     * sent nor proven.
     */
    public Map<Long, String> holdConnected(TenantTx tx, Collection<Long> connections) {
        return store.holdConnected(tx, connections);
    }

    /**
     * An authorised change. It is bound to the hash of its plan; with {@code automatic} the product carries it out,
     * otherwise it waits for an operator's execution. A second open one on the same membership violates a constraint.
     */
    public ChangeOrder order(TenantTx tx, NewChange change) {
        var connection = store.connection(tx, change.account().connection());
        var id = store.insert(tx, change, ids.uuid(), change.plan(connection));
        var order = store.find(tx, id).orElseThrow();
        progress.ordered(tx, order, new Witness(change.permit().principal().actor(), change.permit().authority(),
                change.permit().evaluation(), null));
        if (order.automatic()) {
            work.order(tx, CarryOut.KIND, id, tx.now());
        }
        return order;
    }

    /** The change on this account and entitlement that is not ended, where there is one. */
    public Optional<ChangeOrder> open(TenantTx tx, long account, long entitlement) {
        return store.open(tx, account, entitlement);
    }

    /** The change that sets this account itself and is not ended, where there is one. */
    public Optional<ChangeOrder> open(TenantTx tx, long account, AccountState wanted) {
        return store.open(tx, account, wanted);
    }

    /** Why this account, by its inside id, is not to be let in again; empty where nothing stands against it. */
    public Optional<String> whyToBeDisabled(TenantTx tx, long account) {
        return toBeDisabled.why(tx, account);
    }

    /**
     * As {@link #whyToBeDisabled(TenantTx, long)}, by account; against whom nothing stands is absent.
     *
     * @param sql in a transaction of one tenant or of several
     * @param accounts inside ids
     */
    public Map<Long, String> whyToBeDisabled(Function<String, StatementSpec> sql, Set<TenantId> tenants,
            Collection<Long> accounts) {
        return toBeDisabled.why(sql, tenants, accounts);
    }

    /** The removals from these accounts that are not ended. */
    public List<ChangeOrder> openRemovals(TenantTx tx, Collection<Long> accounts) {
        return store.openRemovals(tx, accounts);
    }

    public Optional<ChangeOrder> find(TenantTx tx, UUID publicId) {
        return store.find(tx, publicId);
    }

    /** With everything that explains it. */
    public Optional<ChangeDossier> dossier(TenantTx tx, UUID publicId) {
        return find(tx, publicId).map(order -> new ChangeDossier(order, events(tx, order),
                name(tx, order.requestedBy()), decisions.authority(tx, order.authority()),
                order.executedBy().flatMap(person -> name(tx, person)),
                order.execution().flatMap(id -> decisions.authority(tx, id))));
    }

    private Optional<String> name(TenantTx tx, PersonId person) {
        return persons.profile(tx, person).map(Persons.Profile::name);
    }

    public List<ChangeEvent> events(TenantTx tx, ChangeOrder order) {
        return store.events(tx, order.id());
    }

    /** Newest first. {@code after} is the public id of the last one seen. */
    public List<ChangeOrder> list(TenantTx tx, @Nullable ChangeState state, @Nullable UUID after, int limit) {
        return store.list(tx, state, after, limit);
    }

    /** An operator has the change carried out: for the first time, or once more where the access is still there. */
    public Result<ChangeOrder, ChangeProblem> execute(Permit permit, UUID publicId) {
        if (!permit.capability().equals(Executor.CAPABILITY)) {
            throw new IllegalArgumentException("a permit for `%s` executes nothing".formatted(permit.capability()));
        }
        return transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            var taken = store.takeToExecute(tx, publicId);
            if (taken.isPresent()) {
                return Result.ok(execute(tx, permit, taken.get()));
            }
            return Result.no(store.find(tx, publicId).<ChangeProblem>map(ChangeProblem.NotExecutable::new)
                    .orElseGet(() -> new ChangeProblem.NotFound(publicId)));
        });
    }

    private ChangeOrder execute(TenantTx tx, Permit permit, ChangeOrder order) {
        var operator = person(permit);
        var step = ChangeStep.from(order, ChangeState.AUTHORISED).applied(Applied.NO).due(tx.now())
                .under(Optional.of(operator), Optional.of(permit.authorityId()))
                .because("its execution was ordered by an operator");
        var ordered = progress.advance(tx, order, step,
                new Witness(permit.principal().actor(), permit.authority(), permit.evaluation(), null));
        work.order(tx, CarryOut.KIND, order.id(), tx.now());
        // Where the last carrying out is just being put down, the order above meets it and is lost; this one brings it.
        work.order(tx, ReadAgain.KIND, order.id(), Patience.nextRead(ordered, tx.now()));
        return ordered;
    }

    private static PersonId person(Permit permit) {
        return switch (permit.principal()) {
            case Principal.Person person -> person.id();
            case Principal.Product product -> throw new IllegalArgumentException(
                    "the product neither decides nor orders executions; a person does");
        };
    }

    /** What a change sets. */
    public sealed interface Wanted {
        /**
         * @param edge the direct membership to remove
         * @param ends what the account must not hold afterwards, over any path
         */
        record Removal(GrantView.EntitlementRef edge, GrantView.EntitlementRef ends) implements Wanted {}

        record Account(AccountState state) implements Wanted {}
    }

    /**
     * @param requestedFor opaque, for example {@code decision/…}
     * @param permit the decision's permit, whose authority stands in the order
     * @param correlation from request to read-back
     */
    public record NewChange(GrantView.AccountRef account, Wanted wanted, String requestedFor, Permit permit,
            boolean automatic, Optional<String> ticket, UUID correlation) {
        PersonId decider() {
            return person(permit);
        }

        Optional<Long> entitlement() {
            return switch (wanted) {
                case Wanted.Removal(var edge, var ends) -> Optional.of(edge.id());
                case Wanted.Account set -> Optional.empty();
            };
        }

        Plan plan(UUID connection) {
            return switch (wanted) {
                case Wanted.Removal(var edge, var ends) -> new Plan.RemoveMembership(connection, account.externalId(),
                        new Plan.Item(edge.key(), edge.name()), new Plan.Item(ends.key(), ends.name()), requestedFor);
                case Wanted.Account(var state) ->
                    new Plan.SetAccount(connection, account.externalId(), state, requestedFor);
            };
        }
    }
}
