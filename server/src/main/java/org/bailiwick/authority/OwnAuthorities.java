package org.bailiwick.authority;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.springframework.stereotype.Component;

/**
 * What a person holds in the tenants they see: for their own page and for a menu that offers nothing they may not open.
 * It permits nothing; that is the decision point's alone.
 */
@Component
public final class OwnAuthorities {
    private final Transactions transactions;
    private final OwnAuthorityStore store;

    OwnAuthorities(Transactions transactions, OwnAuthorityStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    /** In force now; a tenant in which nothing is held is not in the map. */
    public Map<TenantId, List<OwnAuthority>> inForce(PersonId person, Set<TenantId> tenants) {
        return inForce(person, tenants, Set.of());
    }

    /**
     * As {@link #inForce(PersonId, Set)}, of some capabilities alone: over a thousand tenants that is a small part.
     *
     * @param capabilities empty for all
     */
    public Map<TenantId, List<OwnAuthority>> inForce(PersonId person, Set<TenantId> tenants,
            Set<String> capabilities) {
        if (tenants.isEmpty()) {
            return Map.of();
        }
        return transactions.oversight(tenants, tx -> store.inForce(tx, person, tenants, capabilities)).stream()
                .collect(Collectors.groupingBy(OwnAuthority::tenant));
    }

    /**
     * In which of these tenants the decision point would permit each of these people the capability now; two statements,
     * however many people and tenants there are.
     */
    public Map<PersonId, Set<TenantId>> promising(ReadTx tx, Set<PersonId> people, String capability,
            Set<TenantId> tenants) {
        if (people.isEmpty() || tenants.isEmpty()) {
            return Map.of();
        }
        var terms = store.acceptedTerms(tx, tenants);
        return store.inForce(tx, people, tenants, capability).stream()
                .filter(held -> leftTo(terms, held.authority()))
                .collect(Collectors.groupingBy(OwnAuthorityStore.Theirs::person,
                        Collectors.mapping(held -> held.authority().tenant(), Collectors.toUnmodifiableSet())));
    }

    /** Which of these the decision point would permit now; two statements, however many tenants there are. */
    public Set<Attempt> promising(ReadTx tx, PersonId person, Set<Attempt> attempts) {
        if (attempts.isEmpty()) {
            return Set.of();
        }
        var tenants = attempts.stream().map(Attempt::tenant).collect(Collectors.toUnmodifiableSet());
        var terms = store.acceptedTerms(tx, tenants);
        var capabilities = attempts.stream().map(Attempt::capability).collect(Collectors.toUnmodifiableSet());
        return store.inForce(tx, person, tenants, capabilities).stream().filter(held -> leftTo(terms, held))
                .map(OwnAuthority::attempt).filter(attempts::contains).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean leftTo(Map<Attempt, Contracts.Term> terms, OwnAuthority held) {
        var term = AuthorityRule.said(held.tenant(), held.capability(),
                Optional.ofNullable(terms.get(held.attempt())));
        return AuthorityRule.leftTo(term, held.capability(), Side.of(held.side()));
    }
}
