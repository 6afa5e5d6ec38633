package org.bailiwick.authority;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/**
 * Whom the decision point would permit something in a tenant now, so that somebody can be named to do it. By the same
 * rule, and it permits nothing: when they act, they are asked about themselves.
 */
@Component
public final class WhoMay {
    private final AuthorityStore store;
    private final ContractStore contracts;
    private final PersonStore persons;

    WhoMay(AuthorityStore store, ContractStore contracts, PersonStore persons) {
        this.store = store;
        this.contracts = contracts;
        this.persons = persons;
    }

    /**
     * Somebody who may.
     *
     * @param authority public id of an authority by which they may
     * @param name as the tenant knows them; empty where it does not
     */
    public record Holder(PersonId person, UUID authority, Side side, Optional<String> name) {}

    /** Each by one authority of theirs, by name. */
    public List<Holder> all(TenantTx tx, String capability) {
        return store.holders(tx, capability).stream().map(AuthorityStore.Holder::person).distinct()
                .flatMap(person -> fitting(tx, person, capability).limit(1).map(held -> holder(tx, person, held)))
                .sorted(Comparator.comparing((Holder each) -> each.name().orElse("")).thenComparing(Holder::authority))
                .toList();
    }

    /** Who may by this very authority. */
    public Optional<Holder> by(TenantTx tx, UUID authority, String capability) {
        return store.find(tx, authority).map(AuthorityStore.Row::person)
                .flatMap(person -> fitting(tx, person, capability).filter(held -> held.publicId().equals(authority))
                        .findFirst().map(held -> holder(tx, person, held)));
    }

    public boolean may(TenantTx tx, PersonId person, String capability) {
        return fitting(tx, person, capability).findAny().isPresent();
    }

    private Stream<Held> fitting(TenantTx tx, PersonId person, String capability) {
        var term = AuthorityRule.said(tx.tenant(), capability, contracts.acceptedTerm(tx, capability));
        return store.held(tx, person).stream()
                .filter(held -> held.capability().equals(capability) && held.inForce(tx.now()))
                .filter(held -> AuthorityRule.leftTo(term, held));
    }

    private Holder holder(TenantTx tx, PersonId person, Held held) {
        return new Holder(person, held.publicId(), held.side(),
                persons.profile(tx, person).map(Persons.Profile::name));
    }
}
