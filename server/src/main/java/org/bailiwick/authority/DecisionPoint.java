package org.bailiwick.authority;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The one place that says whether a principal may do something in a tenant. Called for every tenant action of console,
 * API and jobs; default deny, an error is a deny, no role bypasses it. Denials are recorded.
 */
@Component
public final class DecisionPoint {
    private static final Logger log = LoggerFactory.getLogger(DecisionPoint.class);
    private static final Duration TALLY = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final AuthorityStore store;
    private final ContractStore contracts;
    private final Ledger ledger;
    private final Ids ids;

    DecisionPoint(Transactions transactions, AuthorityStore store, ContractStore contracts, Ledger ledger, Ids ids) {
        this.transactions = transactions;
        this.store = store;
        this.contracts = contracts;
        this.ledger = ledger;
        this.ids = ids;
    }

    /** Decides in a transaction of its own, and records a denial in the tenant's ledger. */
    public Evaluation decide(Principal principal, String capability, TenantId tenant) {
        try {
            return transactions.tenant(tenant, tx -> {
                var evaluation = decide(tx, principal, capability);
                if (evaluation instanceof Evaluation.Denied denied) {
                    record(tx, principal.actor(), capability, denied);
                }
                return evaluation;
            });
        } catch (RuntimeException failed) {
            log.error("`{}` in tenant {} could not be decided, so it is denied", capability, tenant.value(), failed);
            return new Evaluation.Denied(ids.uuid(), false, "the decision could not be made; try again");
        }
    }

    /** Decides inside an open transaction; the caller records a denial. */
    public Evaluation decide(TenantTx tx, Principal principal, String capability) {
        return AuthorityRule.evaluate(facts(tx, ids.uuid(), principal, capability, store.held(tx, principal)));
    }

    /**
     * Reads the permit's authority again in the transaction that acts: what was revoked since counts at once.
     *
     * @throws AuthorityLostException where it no longer holds
     */
    public void confirm(TenantTx tx, Permit permit) {
        if (!tx.tenant().equals(permit.tenant())) {
            throw new AuthorityLostException("a permit of one tenant was used in another");
        }
        var same = store.held(tx, permit.principal()).stream().filter(held -> held.id() == permit.authorityId());
        var again = AuthorityRule.evaluate(
                facts(tx, permit.evaluation(), permit.principal(), permit.capability(), same.toList()));
        if (again instanceof Evaluation.Denied denied) {
            throw new AuthorityLostException(denied.reason());
        }
    }

    /**
     * For a job that does later what a person ordered: the authority they ordered it by, where it still holds. Decided
     * by the same rule as {@link #confirm}, though nobody is signed in any more.
     */
    public Optional<Entry.Authority> stands(TenantTx tx, PersonId person, String capability, long authorityId) {
        var term = AuthorityRule.said(tx.tenant(), capability, contracts.acceptedTerm(tx, capability));
        return store.held(tx, person).stream().filter(held -> held.id() == authorityId)
                .filter(held -> held.capability().equals(capability) && held.inForce(tx.now()))
                .filter(held -> AuthorityRule.leftTo(term, held)).findFirst()
                .map(held -> held.forTheRecord(AuthorityRule.contract(capability, term)));
    }

    /** An authority as the record names it, whether or not it still holds. */
    public Optional<Entry.Authority> authority(TenantTx tx, long authorityId) {
        return store.held(tx, authorityId).map(Held::forTheRecord);
    }

    /** Whether the permit's authority stands on the tenant's own side of the contract, and not on the provider's. */
    public boolean ofTheTenant(TenantTx tx, Permit permit) {
        return store.held(tx, permit.authorityId()).filter(held -> held.side() == Side.TENANT).isPresent();
    }

    private Facts facts(TenantTx tx, UUID evaluation, Principal principal, String capability, List<Held> held) {
        return new Facts(tx.tenant(), evaluation, principal, capability, tx.now(), held,
                contracts.acceptedTerm(tx, capability));
    }

    /** Somebody signed in asked for a tenant that is not there: recorded in the MSP's ledger, as nobody else's. */
    public Evaluation.Denied unknownTenant(Principal principal, String capability) {
        return refused(principal.actor(), capability, "there is no such tenant");
    }

    /**
     * Nobody is signed in, or the token is not to be believed: recorded in the MSP's ledger.
     *
     * @param address where the request came from
     */
    public Evaluation.Denied notSignedIn(String capability, String reason, @Nullable String address) {
        return refused(Actor.anonymous(address), capability, reason);
    }

    private Evaluation.Denied refused(Actor actor, String capability, String reason) {
        var denied = new Evaluation.Denied(ids.uuid(), false, reason);
        try {
            return transactions.tenant(TenantId.MSP, tx -> {
                record(tx, actor, capability, denied);
                return denied;
            });
        } catch (RuntimeException failed) {
            log.error("a denial of `{}` could not be recorded", capability, failed);
            return denied;
        }
    }

    /** The key holds nothing that a stranger chooses, so nobody can fill the record by asking. */
    private void record(TenantTx tx, Actor actor, String capability, Evaluation.Denied denied) {
        var who = actor.person() == null ? actor.name() : Long.toString(actor.person().value());
        ledger.tally(tx, String.join("\n", "denied", who, capability, denied.reason()), TALLY,
                Entry.of(Activity.ACCESS_DENIED, actor, new Target("capability", capability, capability),
                        Outcome.FAILURE, denied.evaluation(), denied.reason()).under(null, denied.evaluation()));
    }
}
