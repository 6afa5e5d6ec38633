package org.bailiwick.authority;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands authorities on, takes them back, and says where a person holds any. */
@Component
public final class Authorities {
    private final Transactions transactions;
    private final AuthorityStore store;
    private final DecisionPoint decisions;
    private final GiveAuthority give;
    private final Ledger ledger;

    Authorities(Transactions transactions, AuthorityStore store, DecisionPoint decisions, GiveAuthority give,
            Ledger ledger) {
        this.transactions = transactions;
        this.store = store;
        this.decisions = decisions;
        this.give = give;
        this.ledger = ledger;
    }

    /** Where this person holds anything at all: these tenants exist for them, no others. */
    public Set<TenantId> tenants(PersonId person) {
        return transactions.signin(person, tx -> Set.copyOf(store.tenants(tx, person)));
    }

    /** Where this person holds this capability now; it permits nothing, that is the decision point's alone. */
    public Set<TenantId> tenants(PersonId person, String capability) {
        return transactions.signin(person, tx -> Set.copyOf(store.tenants(tx, person, capability)));
    }

    /** Who holds this in the transaction's tenant now. */
    public Set<PersonId> holding(TenantTx tx, String capability) {
        return store.holders(tx, capability).stream().map(AuthorityStore.Holder::person)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the person was ever given this in the transaction's tenant, whatever became of it. */
    public boolean everGiven(TenantTx tx, PersonId person, String capability) {
        return store.everHeld(tx, person).contains(capability);
    }

    /** Whether the person reads over the whole estate, as the risk owner; asking leaves no trace. */
    public boolean readsEstate(PersonId person) {
        return transactions.tenant(TenantId.MSP, tx -> store.held(tx, person).stream()
                .anyMatch(held -> held.capability().equals(Capabilities.ESTATE_READ) && held.inForce(tx.now())));
    }

    /** All authorities of the permit's tenant, those in force first, the newest 1,000: both sides read who may what. */
    public List<AuthorityView> list(Permit permit) {
        return transactions.tenant(permit.tenant(), store::list);
    }

    /**
     * Hands on one capability in the permit's tenant; the side is the giver's.
     *
     * @param until null hands on for as long as the giver's own authority lasts
     * @return the new authority's public id
     */
    public Result<UUID, DelegationProblem> delegate(Permit permit, PersonId to, String capability,
            @Nullable Instant until, String reason, @Nullable String ticket) {
        if (!(permit.principal() instanceof Principal.Person giver)) {
            throw new AuthorityLostException("only a person hands on an authority");
        }
        return transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            var unfit = unfit(tx, giver, to, capability, until, reason);
            if (unfit.isPresent()) {
                return Result.no(unfit.get());
            }
            return switch (decisions.decide(tx, giver, capability)) {
                case Evaluation.Denied denied -> Result.no(new DelegationProblem.NotHeld(denied.reason()));
                case Evaluation.Permitted(var own) -> {
                    var from = store.get(tx, own.authorityId());
                    var root = store.addRoot(tx, from.root(), until);
                    yield Result.ok(give.give(tx, new GiveAuthority.Basis(root, from.side(), "delegation",
                            own.authorityId(), giver.id(), until, reason.strip(), ticket, giver.actor(), permit), to,
                            capability));
                }
            };
        });
    }

    /**
     * Ends an authority and all that was handed on from it, in this tenant or everywhere.
     *
     * @param everywhere ends its root, and with it every authority in every tenant that stands on it
     */
    public Result<UUID, DelegationProblem> revoke(Permit permit, UUID authority, boolean everywhere, String reason) {
        if (reason.isBlank()) {
            return Result.no(new DelegationProblem.ReasonMissing());
        }
        if (everywhere && !permit.tenant().equals(TenantId.MSP)) {
            return Result.no(new DelegationProblem.OnlyFromMsp());
        }
        return transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            var own = store.get(tx, permit.authorityId());
            var found = store.find(tx, authority);
            if (found.isEmpty()) {
                return Result.no(new DelegationProblem.NoSuchAuthority());
            }
            if (own.side() == Side.MSP && found.get().side() == Side.TENANT) {
                return Result.no(new DelegationProblem.OtherSide());
            }
            if (everywhere && found.get().root() == own.root()) {
                return Result.no(new DelegationProblem.OwnRoot());
            }
            if (everywhere) {
                store.revokeRoot(tx, found.get().root());
            }
            store.revoke(tx, authority);
            ledger.append(tx, Entry
                    .of(Activity.AUTHORITY_REVOKED, permit.principal().actor(),
                            new Target("authority", authority.toString(), found.get().capability()),
                            Outcome.SUCCESS, permit.evaluation(),
                            "`%s` of %s revoked%s: %s".formatted(found.get().capability(),
                                    give.holder(tx, found.get().person()), everywhere ? " everywhere" : "", reason))
                    .under(permit.authority(), permit.evaluation())
                    .withAccess(give.access(tx, authority, found.get().person(), found.get().capability())));
            return Result.ok(authority);
        });
    }

    private static Optional<DelegationProblem> unfit(TenantTx tx, Principal.Person giver, PersonId to,
            String capability, @Nullable Instant until, String reason) {
        if (reason.isBlank()) {
            return Optional.of(new DelegationProblem.ReasonMissing());
        }
        if (!Capabilities.known().contains(capability)) {
            return Optional.of(new DelegationProblem.CapabilityUnknown(capability));
        }
        if (capability.equals(Capabilities.CONTRACT_ACCEPT)) {
            return Optional.of(new DelegationProblem.NotToBeHandedOn(capability));
        }
        if (to.equals(giver.id())) {
            return Optional.of(new DelegationProblem.ToOneself());
        }
        return until != null && !until.isAfter(tx.now())
                ? Optional.of(new DelegationProblem.AlreadyOver())
                : Optional.empty();
    }
}
