package org.bailiwick.authority;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.tenant.TenantProblem;
import org.bailiwick.tenant.Tenants;
import org.springframework.stereotype.Component;

/**
 * Takes a customer on: the tenant, and in it the MSP's side for who created it and for who reads the whole estate. Each
 * row stands on the root its holder has in the MSP, so one revocation there counts here. Never the right to decide about the tenant's own people.
 */
@Component
public final class CreateTenant {
    private static final List<String> CREATOR = List.of(Capabilities.TENANT_READ, Capabilities.TENANT_MANAGE,
            Capabilities.REGISTER_READ, Capabilities.SNAPSHOT_REQUEST, Capabilities.CHANGE_READ,
            Capabilities.CHANGE_EXECUTE, Capabilities.EVIDENCE_READ, Capabilities.AUTHORITY_DELEGATE,
            Capabilities.ACCOUNT_UNLOCK, Capabilities.SCOPE_PROPOSE, Capabilities.STAFF_OFFBOARD,
            Capabilities.RECORD_KEEP);
    private static final List<String> ESTATE_READER = List.of(Capabilities.TENANT_READ, Capabilities.REGISTER_READ,
            Capabilities.CHANGE_READ, Capabilities.EVIDENCE_READ, Capabilities.STAFF_OFFBOARD);

    private final Transactions transactions;
    private final Tenants tenants;
    private final AuthorityStore store;
    private final DecisionPoint decisions;
    private final GiveAuthority give;
    private final Persons persons;
    private final Ledger ledger;

    CreateTenant(Transactions transactions, Tenants tenants, AuthorityStore store, DecisionPoint decisions,
            GiveAuthority give, Persons persons, Ledger ledger) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.store = store;
        this.decisions = decisions;
        this.give = give;
        this.persons = persons;
        this.ledger = ledger;
    }

    /** @param permit for {@code tenant.manage} in the MSP's own tenant */
    public Result<TenantId, TenantProblem> create(Permit permit, String shortName, String name) {
        if (!(permit.principal() instanceof Principal.Person creator)) {
            throw new AuthorityLostException("only a person creates a tenant");
        }
        var holders = transactions.tenant(TenantId.MSP, tx -> holders(tx, permit, creator));
        return tenants.create(shortName, name, tx -> {
            for (var holder : holders) {
                persons.introduce(tx, holder.person(), holder.profile());
                holder.capabilities().forEach(
                        capability -> give.give(tx, basis(permit, holder.root()), holder.person(), capability));
            }
            ledger.append(tx, Tenants.created(creator.actor(), shortName, name, permit.evaluation())
                    .under(permit.authority(), permit.evaluation()));
        });
    }

    /**
     * Gives in a customer that was taken on by an earlier version what that version did not know yet, to the same people
     * on the same roots.
     *
     * @param permit for {@code tenant.manage} in the MSP's own tenant
     */
    public void catchUp(Permit permit, TenantId tenant) {
        if (!(permit.principal() instanceof Principal.Person creator)) {
            throw new AuthorityLostException("only a person hands on what a newer version knows");
        }
        var holders = transactions.tenant(TenantId.MSP, tx -> holders(tx, permit, creator));
        transactions.tenant(tenant, tx -> {
            for (var holder : holders) {
                var held = store.held(tx, holder.person()).stream().map(Held::capability).toList();
                holder.capabilities().stream().filter(capability -> !held.contains(capability)).forEach(
                        capability -> give.give(tx, basis(permit, holder.root()), holder.person(), capability));
            }
            return true;
        });
    }

    private record Holder(PersonId person, long root, Persons.Profile profile, Set<String> capabilities) {}

    private List<Holder> holders(TenantTx tx, Permit permit, Principal.Person creator) {
        decisions.confirm(tx, permit);
        var capabilities = new LinkedHashMap<AuthorityStore.Holder, Set<String>>();
        capabilities.put(new AuthorityStore.Holder(creator.id(), store.get(tx, permit.authorityId()).root()),
                new LinkedHashSet<>(CREATOR));
        for (var reader : store.holders(tx, Capabilities.ESTATE_READ)) {
            capabilities.computeIfAbsent(reader, each -> new LinkedHashSet<>()).addAll(ESTATE_READER);
        }
        return capabilities.entrySet().stream().map(each -> new Holder(each.getKey().person(), each.getKey().root(),
                persons.profile(tx, each.getKey().person()).orElse(Persons.Profile.named("name not known")),
                each.getValue())).toList();
    }

    private static GiveAuthority.Basis basis(Permit permit, long root) {
        return new GiveAuthority.Basis(root, Side.MSP, "expansion", null, null, null,
                "from the authority held in the MSP, when the tenant was created", null, permit.principal().actor(),
                permit);
    }
}
