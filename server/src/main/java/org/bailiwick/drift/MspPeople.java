package org.bailiwick.drift;

import java.util.Set;
import java.util.stream.Collectors;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.signin.Provider;
import org.bailiwick.signin.Providers;
import org.springframework.stereotype.Component;

/** Reads from the MSP's own tenant by what its staff is recognised in a customer's systems. */
@Component
final class MspPeople {
    private final Transactions transactions;
    private final MspPeopleStore store;
    private final Providers providers;

    MspPeople(Transactions transactions, MspPeopleStore store, Providers providers) {
        this.providers = providers;
        this.transactions = transactions;
        this.store = store;
    }

    /**
     * @param persons who signs in through the MSP
     * @param domains of the MSP's mail; a mail address counts only where the system says it is verified
     * @param issuers the MSP's identity providers; whoever one of them signs in elsewhere is of the MSP there
     */
    record Staff(Set<PersonId> persons, Set<String> domains, Set<String> issuers) {
        static final Staff NOBODY = new Staff(Set.of(), Set.of(), Set.of());

        Staff {
            persons = Set.copyOf(persons);
            domains = Set.copyOf(domains);
            issuers = Set.copyOf(issuers);
        }

        /** The same people by the same marks give the same text. */
        String text() {
            return "%s %s %s".formatted(persons.stream().map(PersonId::value).sorted().toList(),
                    domains.stream().sorted().toList(), issuers.stream().sorted().toList());
        }

        Long[] personIds() {
            return persons.stream().map(PersonId::value).toArray(Long[]::new);
        }

        String[] domainNames() {
            return domains.toArray(String[]::new);
        }

        String[] issuerNames() {
            return issuers.toArray(String[]::new);
        }
    }

    /** Opens transactions of its own. */
    Staff read() {
        var issuers = providers.of(TenantId.MSP).stream().map(Provider::issuer).collect(Collectors.toUnmodifiableSet());
        return transactions.worker(TenantId.MSP,
                tx -> new Staff(store.persons(tx), Set.copyOf(store.domains(tx)), issuers));
    }
}
