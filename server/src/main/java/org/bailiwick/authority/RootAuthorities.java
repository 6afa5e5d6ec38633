package org.bailiwick.authority;

import java.util.List;
import org.bailiwick.ledger.Actor;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.springframework.stereotype.Component;

/** The two beginnings of every chain: the first administrator on the MSP's side, the owner on a tenant's side. */
@Component
public final class RootAuthorities {
    static final String FIRST_ADMINISTRATOR = "first administrator";
    private static final List<String> RISK_OWNER = List.of(Capabilities.TENANT_READ, Capabilities.TENANT_MANAGE,
            Capabilities.REGISTER_READ, Capabilities.EVIDENCE_READ, Capabilities.OVERSIGHT_READ,
            Capabilities.ESTATE_READ, Capabilities.AUTHORITY_DELEGATE, Capabilities.CHANGE_READ,
            Capabilities.SNAPSHOT_REQUEST);
    private static final List<String> OWNER_BEFORE_ACCEPTANCE = List.of(Capabilities.TENANT_READ,
            Capabilities.CONTRACT_ACCEPT);

    private final Transactions transactions;
    private final AuthorityStore store;
    private final DecisionPoint decisions;
    private final GiveAuthority give;

    RootAuthorities(Transactions transactions, AuthorityStore store, DecisionPoint decisions, GiveAuthority give) {
        this.transactions = transactions;
        this.store = store;
        this.decisions = decisions;
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

    /** Names the tenant's owner, who may read the tenant and accept its contract and nothing else before that. */
    public void owner(TenantTx tx, Permit permit, PersonId owner, String reason) {
        decisions.confirm(tx, permit);
        var held = store.held(tx, owner).stream().filter(each -> each.inForce(tx.now())).map(Held::capability).toList();
        giveAll(tx, owner, OWNER_BEFORE_ACCEPTANCE.stream().filter(each -> !held.contains(each)).toList(),
                new GiveAuthority.Basis(store.addRoot(tx, null, null), Side.TENANT, "tenant owner", null, null, null,
                        reason, null, permit.principal().actor(), permit));
    }

    private void giveAll(TenantTx tx, PersonId person, List<String> capabilities, GiveAuthority.Basis basis) {
        capabilities.forEach(capability -> give.give(tx, basis, person, capability));
    }
}
