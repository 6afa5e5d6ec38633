package org.bailiwick.decision;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.authority.Contracts;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.change.ChangeOrder;
import org.bailiwick.change.Changes;
import org.bailiwick.connector.Connections;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.DataAge;
import org.bailiwick.register.GrantView;
import org.bailiwick.register.Register;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Somebody with authority in the tenant keeps or revokes a grant, and says why. Decision, change order and ledger entry
 * are one transaction: there is no decision without its change, and no change without who asked for it.
 */
@Component
public final class GrantDecisions {
    static final String CAPABILITY = "grant.decide";
    private static final String EXECUTION = "change.execute";

    private final Transactions transactions;
    private final DecisionPoint decisionPoint;
    private final Contracts contracts;
    private final Register register;
    private final Connections connections;
    private final Changes changes;
    private final DecisionStore store;
    private final DecisionRecord record;
    private final Ids ids;
    private final List<AfterDecision> followers;

    GrantDecisions(Transactions transactions, DecisionPoint decisionPoint, Contracts contracts, Register register,
            Connections connections, Changes changes, DecisionStore store, DecisionRecord record, Ids ids,
            List<AfterDecision> followers) {
        this.transactions = transactions;
        this.decisionPoint = decisionPoint;
        this.contracts = contracts;
        this.register = register;
        this.connections = connections;
        this.changes = changes;
        this.store = store;
        this.record = record;
        this.ids = ids;
        this.followers = List.copyOf(followers);
    }

    /**
     * @param removal what a revocation of this grant would take away now
     * @param age how old and how whole what is known about grants is
     * @param disconnected the system's name, where nothing can be revoked because it is disconnected
     * @param connectorAccess whether it is access by which the product itself reads and changes the system
     */
    public record Dossier(GrantView grant, Removal removal, List<Decision> decisions,
            Optional<ChangeOrder> openChange, DataAge age, Optional<String> disconnected, boolean connectorAccess) {
        public Dossier {
            decisions = List.copyOf(decisions);
        }
    }

    /** @param removes what a revocation takes away; empty for every other decision */
    public record Decided(Decision decision, Optional<Removal.Removes> removes) {}

    /** What was decided about this grant under this id. */
    public Optional<Decision> find(TenantTx tx, UUID grant, UUID decision) {
        return register.grant(tx, grant).flatMap(found -> store.find(tx, found.id(), decision));
    }

    /** Everything somebody should see before deciding. */
    public Optional<Dossier> dossier(TenantTx tx, UUID grant) {
        return register.grant(tx, grant).map(found -> {
            var removal = removal(tx, found);
            return new Dossier(found, removal, store.about(tx, found.id()), open(tx, found, removal),
                    register.ageOfGrants(tx), changes.disconnected(tx, found.account().connection()),
                    !connectorAccounts(tx, List.of(found)).isEmpty());
        });
    }

    /** Inside ids of those of the grants' accounts by which the product itself reads and changes their systems. */
    public Set<Long> connectorAccounts(TenantTx tx, Collection<GrantView> grants) {
        var own = connections.ownAccounts(tx);
        return grants.stream().map(GrantView::account)
                .filter(account -> account.username().equalsIgnoreCase(own.get(account.connection())))
                .map(GrantView.AccountRef::id).collect(Collectors.toUnmodifiableSet());
    }

    public Removal removal(TenantTx tx, GrantView grant) {
        return Removal.of(grant, register.grantsOf(tx, grant.account().id()));
    }

    public Result<Decided, DecisionProblem> decide(Permit permit, UUID grant, DecisionRequest request) {
        try {
            return once(permit, grant, request);
        } catch (DuplicateKeyException decidedAtTheSameMoment) {
            // The other decision's change is there now, so this time it is found.
            return once(permit, grant, request);
        }
    }

    private Result<Decided, DecisionProblem> once(Permit permit, UUID grant, DecisionRequest request) {
        return transactions.tenant(permit.tenant(), tx -> decide(tx, permit, grant, request));
    }

    /**
     * As {@link #decide(Permit, UUID, DecisionRequest)}, as part of the caller's transaction.
     *
     * @throws DuplicateKeyException where the same membership was decided at the same moment; asked again in a new
     *         transaction, it says so
     */
    public Result<Decided, DecisionProblem> decide(TenantTx tx, Permit permit, UUID grant, DecisionRequest request) {
        var person = person(permit);
        decisionPoint.confirm(tx, permit);
        var found = register.grant(tx, grant);
        if (found.isEmpty()) {
            return Result.no(new DecisionProblem.GrantNotFound(grant));
        }
        if (register.isOwn(tx, found.get(), person)) {
            ownAccess(tx, permit, found.get());
            return Result.no(new DecisionProblem.OwnAccess());
        }
        var refusal = request.problem();
        if (refusal.isPresent()) {
            return Result.no(refusal.get());
        }
        return found.get().effective()
                ? decide(tx, permit, found.get(), request)
                : Result.no(new DecisionProblem.NotEffective(grant));
    }

    /** Writes down that somebody tried to decide about their own access, or to approve such a decision. */
    public void ownAccess(TenantTx tx, Permit permit, GrantView grant) {
        record.ownAccess(tx, permit, grant);
    }

    /** Public ids of the newest decision about each of these grants, by the grant's inside id. */
    public Map<Long, UUID> newest(TenantTx tx, Collection<Long> grants) {
        return store.newest(tx, grants);
    }

    private Result<Decided, DecisionProblem> decide(TenantTx tx, Permit permit, GrantView grant,
            DecisionRequest request) {
        var removal = removal(tx, grant);
        var open = open(tx, grant, removal);
        if (open.isPresent()) {
            return Result.no(new DecisionProblem.ChangeOpen(open.get().publicId(), open.get().state()));
        }
        return switch (request.kind()) {
            case KEEP, ABSTAIN -> Result.ok(take(tx, permit, grant, request, Optional.empty()));
            case REVOKE -> revoke(tx, permit, grant, request, removal);
            case REDUCE, EXCEPT -> Result.no(new DecisionProblem.NotOfferedYet(request.kind()));
        };
    }

    private Result<Decided, DecisionProblem> revoke(TenantTx tx, Permit permit, GrantView grant,
            DecisionRequest request, Removal removal) {
        var disconnected = changes.holdConnected(tx, List.of(grant.account().connection())).values();
        if (!disconnected.isEmpty()) {
            return Result.no(new DecisionProblem.Disconnected(disconnected.iterator().next()));
        }
        return switch (removal) {
            case Removal.Removes removes -> Result.ok(take(tx, permit, grant, request, Optional.of(removes)));
            case Removal.NotRemovable not -> Result.no(new DecisionProblem.NotRemovable(not));
        };
    }

    private Decided take(TenantTx tx, Permit permit, GrantView grant, DecisionRequest request,
            Optional<Removal.Removes> removes) {
        var id = ids.uuid();
        var correlation = ids.uuid();
        boolean automatic = contracts.term(tx, EXECUTION).filter(Contracts.Term::automatic).isPresent();
        var change = removes.map(removal -> changes.order(tx, new Changes.NewChange(grant.account(),
                new Changes.Wanted.Removal(removal.edge(), grant.entitlement()), "decision/" + id, permit, automatic,
                request.ticket().map(Ticket::text),
                correlation)));
        store.insert(tx, id, grant, request, person(permit).id(), permit, change.map(ChangeOrder::id));
        record.decided(tx, permit, grant, request, correlation, removes, change);
        var decision = store.find(tx, grant.id(), id).orElseThrow();
        followers.forEach(each -> each.decided(tx, permit, grant, decision, change.map(ChangeOrder::id)));
        return new Decided(decision, removes);
    }

    private Optional<ChangeOrder> open(TenantTx tx, GrantView grant, Removal removal) {
        return switch (removal) {
            case Removal.Removes removes -> changes.open(tx, grant.account().id(), removes.edge().id());
            case Removal.NotRemovable not -> Optional.empty();
        };
    }

    private static Principal.Person person(Permit permit) {
        if (!permit.capability().equals(CAPABILITY)) {
            throw new IllegalArgumentException("a permit for `%s` decides nothing".formatted(permit.capability()));
        }
        return switch (permit.principal()) {
            case Principal.Person person -> person;
            case Principal.Product product -> throw new IllegalArgumentException("the product never decides");
        };
    }
}
