package org.bailiwick.authority;

import java.util.List;
import java.util.Optional;
import org.bailiwick.ledger.Actor;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.springframework.stereotype.Component;

/** The two beginnings of every chain: the first administrator on the MSP's side, the owner on a tenant's side. */
@Component
public final class RootAuthorities {
    static final String FIRST_ADMINISTRATOR = "first administrator";
    /** With deciding and carrying out, which here are about the MSP's own systems alone; in no customer they follow. */
    private static final List<String> RISK_OWNER = List.of(Capabilities.TENANT_READ, Capabilities.TENANT_MANAGE,
            Capabilities.REGISTER_READ, Capabilities.EVIDENCE_READ, Capabilities.OVERSIGHT_READ,
            Capabilities.ESTATE_READ, Capabilities.AUTHORITY_DELEGATE, Capabilities.CHANGE_READ,
            Capabilities.SNAPSHOT_REQUEST, Capabilities.IDENTITY_CORRELATE, Capabilities.STAFF_OFFBOARD,
            Capabilities.RECORD_KEEP, Capabilities.PATTERN_ASSIGN, Capabilities.GRANT_DECIDE,
            Capabilities.CHANGE_EXECUTE);
    private static final List<String> OWNER_BEFORE_ACCEPTANCE = List.of(Capabilities.TENANT_READ,
            Capabilities.CONTRACT_ACCEPT);

    private final Transactions transactions;
    private final AuthorityStore store;
    private final DecisionPoint decisions;
    private final ContractStore contracts;
    private final GiveAuthority give;

    RootAuthorities(Transactions transactions, AuthorityStore store, DecisionPoint decisions, ContractStore contracts,
            GiveAuthority give) {
        this.transactions = transactions;
        this.store = store;
        this.decisions = decisions;
        this.contracts = contracts;
        this.give = give;
    }

    /** Makes this person the risk owner, at the top of the MSP's side; asked twice, it gives nothing twice. */
    public void firstAdministrator(PersonId person) {
        transactions.tenant(TenantId.MSP, tx -> {
            if (store.held(tx, person).isEmpty()) {
                giveAll(tx, person, RISK_OWNER, new GiveAuthority.Basis(store.addRoot(tx, null, null), Side.MSP,
                        FIRST_ADMINISTRATOR, null, null, null, "first administrator of this installation", null,
                        Actor.PRODUCT, null));
            }
            return true;
        });
    }

    /**
     * Gives the first administrator what came with a newer version, on the root that they hold: an installation is never
     * locked out of what it was upgraded to. Whoever's root was revoked gets nothing, and nothing that was taken from
     * them comes back.
     *
     * @return how many capabilities were given
     */
    public int catchUp(PersonId person) {
        return transactions.tenant(TenantId.MSP, tx -> {
            var root = store.rootOf(tx, person, FIRST_ADMINISTRATOR);
            var ever = store.everHeld(tx, person);
            var missing = root.isEmpty()
                    ? List.<String>of()
                    : RISK_OWNER.stream().filter(capability -> !ever.contains(capability)).toList();
            root.ifPresent(found -> giveAll(tx, person, missing, new GiveAuthority.Basis(found, Side.MSP,
                    FIRST_ADMINISTRATOR, null, null, null, "came with a newer version", null, Actor.PRODUCT, null)));
            return missing.size();
        });
    }

    /**
     * Names the tenant's owner, who may read the tenant and accept its contract and nothing else before that. Whoever was
     * named before and did not accept is the owner no more.
     *
     * @param permit for {@code tenant.manage} in the tenant
     * @param reason how the MSP knows, for example which signed paper says so
     */
    public Result<PersonId, OwnerProblem> owner(Permit permit, PersonId owner, String reason) {
        return transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            var hindrance = hindrance(tx, reason);
            if (hindrance.isPresent()) {
                return Result.no(hindrance.get());
            }
            store.holders(tx, Capabilities.CONTRACT_ACCEPT).stream()
                    .filter(former -> !former.person().equals(owner))
                    .forEach(former -> store.revokeRoot(tx, former.root()));
            var held = store.held(tx, owner).stream().filter(each -> each.inForce(tx.now())).map(Held::capability)
                    .toList();
            giveAll(tx, owner, OWNER_BEFORE_ACCEPTANCE.stream().filter(each -> !held.contains(each)).toList(),
                    new GiveAuthority.Basis(store.addRoot(tx, null, null), Side.TENANT, "tenant owner", null, null,
                            null, reason.strip(), null, permit.principal().actor(), permit));
            return Result.ok(owner);
        });
    }

    /**
     * Why an owner could not be named now, whoever it is: to be asked before anything else is changed for them. After an
     * acceptance not even the same one, for with the name comes the provider whose tokens are believed.
     */
    public Optional<OwnerProblem> hindrance(Permit permit, String reason) {
        return transactions.tenant(permit.tenant(), tx -> hindrance(tx, reason));
    }

    private Optional<OwnerProblem> hindrance(TenantTx tx, String reason) {
        if (reason.isBlank()) {
            return Optional.of(new OwnerProblem.ReasonMissing());
        }
        return contracts.accepted(tx) && !store.holders(tx, Capabilities.CONTRACT_ACCEPT).isEmpty()
                ? Optional.of(new OwnerProblem.OwnedAlready())
                : Optional.empty();
    }

    private void giveAll(TenantTx tx, PersonId person, List<String> capabilities, GiveAuthority.Basis basis) {
        capabilities.forEach(capability -> give.give(tx, basis, person, capability));
    }
}
