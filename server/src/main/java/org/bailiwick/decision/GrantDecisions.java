package org.bailiwick.decision;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Contracts;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.change.ChangeOrder;
import org.bailiwick.change.Changes;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
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
    private static final String EXECUTION = "change.execute";

    private final Transactions transactions;
    private final DecisionPoint decisionPoint;
    private final Contracts contracts;
    private final Register register;
    private final Changes changes;
    private final DecisionStore store;
    private final DecisionRecord record;
    private final Ids ids;

    GrantDecisions(Transactions transactions, DecisionPoint decisionPoint, Contracts contracts, Register register,
            Changes changes, DecisionStore store, DecisionRecord record, Ids ids) {
        this.transactions = transactions;
        this.decisionPoint = decisionPoint;
        this.contracts = contracts;
        this.register = register;
        this.changes = changes;
        this.store = store;
        this.record = record;
        this.ids = ids;
    }

    /** @param removal what a revocation of this grant would take away now */
    public record Dossier(GrantView grant, Removal removal, List<Decision> decisions,
            Optional<ChangeOrder> openChange) {
        public Dossier {
            decisions = List.copyOf(decisions);
        }
    }

    /** Everything somebody should see before deciding. */
    public Optional<Dossier> dossier(TenantTx tx, UUID grant) {
        return register.grant(tx, grant).map(found -> {
            var removal = removal(tx, found);
            return new Dossier(found, removal, store.about(tx, found.id()), open(tx, found, removal));
        });
    }

    public Removal removal(TenantTx tx, GrantView grant) {
        return Removal.of(grant, register.grantsOf(tx, grant.account().id()));
    }

    public Result<Decision, DecisionProblem> decide(Permit permit, UUID grant, DecisionRequest request) {
        try {
            return once(permit, grant, request);
        } catch (DuplicateKeyException decidedAtTheSameMoment) {
            // The other decision's change is there now, so this time it is found.
            return once(permit, grant, request);
        }
    }

    private Result<Decision, DecisionProblem> once(Permit permit, UUID grant, DecisionRequest request) {
        var person = person(permit);
        return transactions.tenant(permit.tenant(), tx -> {
            decisionPoint.confirm(tx, permit);
            var found = register.grant(tx, grant);
            if (found.isEmpty()) {
                return Result.no(new DecisionProblem.GrantNotFound(grant));
            }
            var refusal = register.isOwn(tx, found.get(), person)
                    ? Optional.<DecisionProblem>of(new DecisionProblem.OwnAccess())
                    : refusal(found.get(), request);
            if (refusal.isPresent()) {
                record.refused(tx, permit, found.get(), refusal.get());
                return Result.no(refusal.get());
            }
            return decide(tx, permit, found.get(), request, person.id());
        });
    }

    /** What can be said without knowing what a removal would be. */
    private static Optional<DecisionProblem> refusal(GrantView grant, DecisionRequest request) {
        if (!request.kind().offered()) {
            return Optional.of(new DecisionProblem.NotOfferedYet(request.kind()));
        }
        if (request.justification().isEmpty()) {
            return Optional.of(new DecisionProblem.JustificationMissing());
        }
        if (request.ticket().filter(ticket -> ticket.system().isBlank() || ticket.key().isBlank()).isPresent()) {
            return Optional.of(new DecisionProblem.TicketIncomplete());
        }
        return grant.effective() ? Optional.empty() : Optional.of(new DecisionProblem.NotEffective(grant.publicId()));
    }

    private Result<Decision, DecisionProblem> decide(TenantTx tx, Permit permit, GrantView grant,
            DecisionRequest request, PersonId person) {
        var removal = removal(tx, grant);
        var open = open(tx, grant, removal);
        if (open.isPresent()) {
            return Result.no(new DecisionProblem.ChangeOpen(open.get().publicId(), open.get().state()));
        }
        var publicId = ids.uuid();
        var correlation = ids.uuid();
        return switch (request.kind()) {
            case KEEP, ABSTAIN -> {
                store.insert(tx, publicId, grant, request, person, permit, null);
                record.decided(tx, permit, grant, request, correlation, Optional.empty(), Optional.empty());
                yield Result.ok(decision(tx, grant, publicId));
            }
            case REVOKE -> switch (removal) {
                case Removal.NotRemovable notRemovable -> Result.no(new DecisionProblem.NotRemovable(notRemovable));
                case Removal.Removes removes -> {
                    var change = changes.order(tx,
                            revocation(tx, permit, grant, removes, request, publicId, correlation));
                    store.insert(tx, publicId, grant, request, person, permit, change);
                    record.decided(tx, permit, grant, request, correlation, Optional.of(removes), Optional.of(change));
                    yield Result.ok(decision(tx, grant, publicId));
                }
            };
            case REDUCE, EXCEPT -> Result.no(new DecisionProblem.NotOfferedYet(request.kind()));
        };
    }

    private Changes.NewChange revocation(TenantTx tx, Permit permit, GrantView grant, Removal.Removes removes,
            DecisionRequest request, UUID decision, UUID correlation) {
        boolean automatic = contracts.term(tx, EXECUTION).filter(Contracts.Term::automatic).isPresent();
        return new Changes.NewChange(grant.account(), removes.edge(), grant.entitlement(), "decision/" + decision,
                permit, automatic, request.ticket().map(Ticket::text), correlation);
    }

    private Optional<ChangeOrder> open(TenantTx tx, GrantView grant, Removal removal) {
        return switch (removal) {
            case Removal.Removes(var edge, var alsoEnds, var stays) ->
                changes.open(tx, grant.account().id(), edge.id());
            case Removal.NotRemovable notRemovable -> Optional.empty();
        };
    }

    private Decision decision(TenantTx tx, GrantView grant, UUID publicId) {
        return store.about(tx, grant.id()).stream().filter(one -> one.publicId().equals(publicId)).findFirst()
                .orElseThrow();
    }

    private static Principal.Person person(Permit permit) {
        return switch (permit.principal()) {
            case Principal.Person person -> person;
            case Principal.Product product -> throw new IllegalArgumentException("the product never decides");
        };
    }
}
