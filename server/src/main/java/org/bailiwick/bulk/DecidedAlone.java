package org.bailiwick.bulk;

import java.util.HashSet;
import java.util.Set;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Transactions;
import org.springframework.stereotype.Component;

/**
 * What one person decided about in bulk without anybody else. It counts over all tenants: several small bulks are a large
 * one, wherever they are. It is read of that person alone and by no tenant's role, so no tenant learns of another by it.
 */
@Component
final class DecidedAlone {
    private final Transactions transactions;
    private final AloneStore store;

    DecidedAlone(Transactions transactions, AloneStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    /** Inside ids of the accounts. */
    Set<Long> accounts(PersonId person) {
        return transactions.signin(person,
                tx -> store.accounts(tx, person, tx.now().minus(SecondPerson.COUNTED)));
    }

    /**
     * Counts these accounts with the earlier ones before anything is asked for. Where nobody else is needed they are
     * remembered at once; whatever then comes of it, they count.
     *
     * @return all that count together
     */
    Set<Long> with(PersonId person, Set<Long> accounts) {
        return transactions.signin(person, tx -> {
            store.oneAtATime(tx, person);
            var since = tx.now().minus(SecondPerson.COUNTED);
            store.forget(tx, person, since);
            var together = new HashSet<>(store.accounts(tx, person, since));
            together.addAll(accounts);
            if (!SecondPerson.neededFor(together.size())) {
                store.remember(tx, person, accounts);
            }
            return Set.copyOf(together);
        });
    }
}
