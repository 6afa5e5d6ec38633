package org.bailiwick.authority;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes an authority down and on record: the one place that makes such rows. Whoever calls has checked the right to. */
@Component
final class GiveAuthority {
    private static final List<String> OWNER = List.of(Capabilities.GRANT_DECIDE, Capabilities.TENANT_READ,
            Capabilities.REGISTER_READ, Capabilities.CHANGE_READ, Capabilities.EVIDENCE_READ,
            Capabilities.AUTHORITY_DELEGATE, Capabilities.CONTRACT_ACCEPT, Capabilities.ACCOUNT_UNLOCK,
            Capabilities.SCOPE_PROPOSE, Capabilities.SCOPE_APPROVE, Capabilities.RECORD_KEEP);

    private final AuthorityStore store;
    private final PersonStore persons;
    private final Ledger ledger;
    private final Ids ids;

    GiveAuthority(AuthorityStore store, PersonStore persons, Ledger ledger, Ids ids) {
        this.store = store;
        this.persons = persons;
        this.ledger = ledger;
        this.ids = ids;
    }

    /**
     * Where an authority comes from.
     *
     * @param from the authority it is handed on from, and by whom; both null where it stands on its root
     * @param permit what allows the giving; null only where the product itself gives
     */
    record Basis(long root, Side side, String source, @Nullable Long from, @Nullable PersonId by,
            @Nullable Instant until, String reason, @Nullable String ticket, Actor actor, @Nullable Permit permit) {}

    UUID give(TenantTx tx, Basis basis, @Nullable PersonId to, String capability) {
        var id = ids.uuid();
        store.add(tx, new AuthorityStore.NewAuthority(id, basis.root(), to, capability, basis.side(), basis.source(),
                basis.from(), basis.by(), basis.until(), basis.reason(), basis.ticket()));
        var permit = basis.permit();
        ledger.append(tx, Entry
                .of(Activity.AUTHORITY_GIVEN, basis.actor(), new Target("authority", id.toString(), capability),
                        Outcome.SUCCESS, permit == null ? ids.uuid() : permit.evaluation(),
                        "`%s` given to %s: %s".formatted(capability, holder(tx, to), basis.reason()))
                .under(permit == null ? null : permit.authority(), permit == null ? null : permit.evaluation())
                .withTicket(basis.ticket()).withAccess(access(tx, id, to, capability)));
        return id;
    }

    /** How a tenant's people know whom they gave something to. */
    String holder(TenantTx tx, @Nullable PersonId holder) {
        return holder == null
                ? "the product"
                : name(tx, holder).map("`%s`"::formatted).orElse("somebody who has not signed in yet");
    }

    /** The record names a holder by the authority they hold: inside ids are never shown. */
    Entry.Access access(TenantTx tx, UUID authority, @Nullable PersonId holder, String capability) {
        return holder == null
                ? new Entry.Access("Bailiwick", null, capability)
                : new Entry.Access("holder of " + authority, name(tx, holder).orElse(null), capability);
    }

    private Optional<String> name(TenantTx tx, PersonId person) {
        return persons.profile(tx, person).map(Persons.Profile::name);
    }

    /** What acceptance would give those who may accept, in the order in which it is given. */
    Set<String> gains(TenantTx tx) {
        return store.holders(tx, Capabilities.CONTRACT_ACCEPT).stream()
                .flatMap(owner -> missing(tx, owner.person()).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<String> missing(TenantTx tx, PersonId owner) {
        var held = store.held(tx, owner).stream().filter(each -> each.inForce(tx.now()) && each.side() == Side.TENANT)
                .map(Held::capability).toList();
        return OWNER.stream().filter(capability -> !held.contains(capability)).toList();
    }

    /** The acceptance is the root of what the owner and the product may do on the tenant's side. */
    void byContract(TenantTx tx, Permit permit, Contract contract, PersonId owner) {
        var basis = new Basis(store.addRoot(tx, null, null), Side.TENANT, "contract", null, null, null,
                "acceptance of contract version %d".formatted(contract.version()), null, permit.principal().actor(),
                permit);
        missing(tx, owner).forEach(capability -> give(tx, basis, owner, capability));
        store.revokeProducts(tx);
        if (contract.terms().stream()
                .anyMatch(term -> term.capability().equals(Capabilities.CHANGE_EXECUTE) && term.automatic())) {
            give(tx, basis, null, Capabilities.CHANGE_EXECUTE);
        }
    }
}
