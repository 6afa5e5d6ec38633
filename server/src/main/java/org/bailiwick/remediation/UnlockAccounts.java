package org.bailiwick.remediation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Contracts;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.change.AccountState;
import org.bailiwick.change.ChangeOrder;
import org.bailiwick.change.Changes;
import org.bailiwick.connector.Inert;
import org.bailiwick.decision.Ticket;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.Json;
import org.bailiwick.register.Register;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Unlocks accounts of one tenant: one decision with its reason, and for each account a change of its own that is only
 * over when a read shows the account unlocked. All of them are ordered, or none. Any account in use can be named: whether
 * it is locked is read right before, and what the last reading showed is no reason to let somebody wait.
 */
@Component
public final class UnlockAccounts {
    static final String CAPABILITY = Capabilities.ACCOUNT_UNLOCK;
    static final int MOST = 100;
    private static final int LONGEST_REASON = 2_000;

    private final Transactions transactions;
    private final DecisionPoint decisionPoint;
    private final Contracts contracts;
    private final Register register;
    private final LockoutStore store;
    private final Changes changes;
    private final Ledger ledger;
    private final Ids ids;

    UnlockAccounts(Transactions transactions, DecisionPoint decisionPoint, Contracts contracts, Register register,
            LockoutStore store, Changes changes, Ledger ledger, Ids ids) {
        this.transactions = transactions;
        this.decisionPoint = decisionPoint;
        this.contracts = contracts;
        this.register = register;
        this.store = store;
        this.changes = changes;
        this.ledger = ledger;
        this.ids = ids;
    }

    /** @param accounts public ids */
    public record Request(Set<UUID> accounts, String reason, Optional<Ticket> ticket) {
        public Request {
            accounts = Set.copyOf(accounts);
            reason = Inert.text(reason.strip(), LONGEST_REASON);
        }
    }

    public Result<List<ChangeOrder>, UnlockProblem> unlock(Permit permit, Request request) {
        if (!(permit.principal() instanceof Principal.Person person) || !permit.capability().equals(CAPABILITY)) {
            throw new IllegalArgumentException("only a person who may unlock unlocks");
        }
        var refusal = refusal(request);
        if (refusal.isPresent()) {
            return Result.no(refusal.get());
        }
        try {
            return once(permit, person, request);
        } catch (DuplicateKeyException orderedAtTheSameMoment) {
            // The other order's change is there now, so this time it is found.
            return once(permit, person, request);
        }
    }

    /** What is wrong with a request whatever the accounts are. */
    static Optional<UnlockProblem> refusal(Request request) {
        if (request.accounts().isEmpty()) {
            return Optional.of(new UnlockProblem.NothingNamed());
        }
        if (request.accounts().size() > MOST) {
            return Optional.of(new UnlockProblem.TooMany(MOST));
        }
        if (request.reason().isEmpty()) {
            return Optional.of(new UnlockProblem.ReasonMissing());
        }
        return request.ticket().filter(ticket -> !ticket.whole()).map(ticket -> new UnlockProblem.TicketIncomplete());
    }

    private Result<List<ChangeOrder>, UnlockProblem> once(Permit permit, Principal.Person person, Request request) {
        return transactions.tenant(permit.tenant(), tx -> {
            decisionPoint.confirm(tx, permit);
            var accounts = new ArrayList<LockoutStore.Known>();
            for (var account : request.accounts().stream().sorted().toList()) {
                var found = store.known(tx, account);
                var problem = problem(tx, person, account, found.map(LockoutStore.Known::account));
                if (problem.isPresent()) {
                    return Result.no(problem.get());
                }
                accounts.add(found.orElseThrow());
            }
            return Result.ok(order(tx, permit, accounts, request));
        });
    }

    private Optional<UnlockProblem> problem(TenantTx tx, Principal.Person person, UUID account,
            Optional<Lockout> found) {
        if (found.isEmpty()) {
            return Optional.of(new UnlockProblem.AccountNotFound(account));
        }
        if (register.isOwnAccount(tx, found.get().account().id(), person)) {
            return Optional.of(new UnlockProblem.OwnAccount(account));
        }
        var ended = changes.whyToBeDisabled(tx, found.get().account().id());
        if (ended.isPresent()) {
            return Optional.of(new UnlockProblem.AccessEnded(account, ended.get()));
        }
        var disconnected = changes.holdConnected(tx, List.of(found.get().account().connection())).values();
        if (!disconnected.isEmpty()) {
            return Optional.of(new UnlockProblem.Disconnected(account, disconnected.iterator().next()));
        }
        return found.get().openUnlock().map(change -> new UnlockProblem.UnlockOpen(account, change));
    }

    private List<ChangeOrder> order(TenantTx tx, Permit permit, List<LockoutStore.Known> accounts, Request request) {
        var correlation = ids.uuid();
        boolean automatic = contracts.term(tx, Capabilities.CHANGE_EXECUTE).filter(Contracts.Term::automatic)
                .isPresent();
        return accounts.stream().map(known -> {
            var lockout = known.account();
            var order = changes.order(tx, new Changes.NewChange(lockout.account(),
                    new Changes.Wanted.Account(AccountState.UNLOCKED), "lockout/" + lockout.account().publicId(),
                    permit, automatic, request.ticket().map(Ticket::text), correlation));
            record(tx, permit, known, request, correlation, order);
            return order;
        }).toList();
    }

    private void record(TenantTx tx, Permit permit, LockoutStore.Known known, Request request, UUID correlation,
            ChangeOrder order) {
        var lockout = known.account();
        ledger.append(tx, Entry
                .of(Activity.UNLOCK_DECIDED, permit.principal().actor(),
                        new Target("account", lockout.account().publicId().toString(), lockout.account().username()),
                        Outcome.SUCCESS, correlation,
                        "unlock of `%s`: %s".formatted(lockout.account().username(), request.reason()))
                .under(permit.authority(), permit.evaluation())
                .withTicket(request.ticket().map(Ticket::text).orElse(null))
                .withChange(before(known),
                        Json.object().put("change", order.publicId().toString()).build()));
    }

    /** As the last reading showed it: what was not locked then, or not told, has no cause. */
    private static Json before(LockoutStore.Known known) {
        return known.locked().map(locked -> {
            var before = Json.object().put("locked", locked);
            return (locked ? before.put("cause", known.account().cause()) : before).build();
        }).orElseGet(() -> Json.object().put("locked", "not known").build());
    }
}
