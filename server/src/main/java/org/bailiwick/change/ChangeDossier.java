package org.bailiwick.change;

import java.util.List;
import java.util.Optional;
import org.bailiwick.ledger.Entry;

/**
 * A change with everything that explains it.
 *
 * @param decidedBy the decider's name as the tenant knows it now
 * @param authority under which it was decided, with its chain back to the root
 * @param executedBy the operator who ordered the execution; empty where the product acts by the contract
 */
public record ChangeDossier(ChangeOrder order, List<ChangeEvent> events, Optional<String> decidedBy,
        Optional<Entry.Authority> authority, Optional<String> executedBy,
        Optional<Entry.Authority> executionAuthority) {
    public ChangeDossier {
        events = List.copyOf(events);
    }
}
