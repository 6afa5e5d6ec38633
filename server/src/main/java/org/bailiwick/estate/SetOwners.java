package org.bailiwick.estate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bailiwick.authority.Authorities;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Persons;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.springframework.stereotype.Component;

/** Who may answer for a tenant set: whoever oversees tenants in the MSP's own tenant, and nobody else. */
@Component
public final class SetOwners {
    private final Transactions transactions;
    private final Authorities authorities;
    private final Persons persons;

    SetOwners(Transactions transactions, Authorities authorities, Persons persons) {
        this.transactions = transactions;
        this.authorities = authorities;
        this.persons = persons;
    }

    /** @param subject under which their provider knows them, as in delegations */
    public record Owner(PersonId person, String subject, String name) {}

    /** By name. */
    List<Owner> possible() {
        var named = transactions.tenant(TenantId.MSP,
                tx -> authorities.holding(tx, Capabilities.OVERSIGHT_READ).stream()
                        .map(person -> new Owner(person, "", persons.profile(tx, person).map(Persons.Profile::name)
                                .orElse("name not known")))
                        .toList());
        return named.stream()
                .flatMap(owner -> persons.key(owner.person())
                        .map(key -> new Owner(owner.person(), key.subject(), owner.name())).stream())
                .sorted(Comparator.comparing(Owner::name).thenComparing(Owner::subject)).toList();
    }

    Optional<Owner> find(String subject) {
        return possible().stream().filter(owner -> owner.subject().equals(subject)).findFirst();
    }
}
