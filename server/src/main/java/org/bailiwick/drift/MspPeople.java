package org.bailiwick.drift;

import java.util.Set;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.springframework.stereotype.Component;

/** Reads from the MSP's own tenant by what its staff is recognised in a customer's systems. */
@Component
final class MspPeople {
    private final Transactions transactions;
    private final MspPeopleStore store;

    MspPeople(Transactions transactions, MspPeopleStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    /**
     * @param persons who signs in through the MSP
     * @param domains of the MSP's mail; a mail address counts only where the system says it is verified
     */
    record Staff(Set<PersonId> persons, Set<String> domains) {
        static final Staff NOBODY = new Staff(Set.of(), Set.of());

        Staff {
            persons = Set.copyOf(persons);
            domains = Set.copyOf(domains);
        }

        Long[] personIds() {
            return persons.stream().map(PersonId::value).toArray(Long[]::new);
        }

        String[] domainNames() {
            return domains.toArray(String[]::new);
        }
    }

    /** Opens a transaction of its own. */
    Staff read() {
        return transactions.worker(TenantId.MSP, store::staff);
    }
}
