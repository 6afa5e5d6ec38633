package org.bailiwick.authority;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.TenantId;

/**
 * All that a decision rests on, read in one transaction.
 *
 * @param evaluation the decision's own id
 * @param held everything the principal was ever given in the tenant, in force or not
 * @param term what the accepted contract says about the capability; empty where none is accepted
 */
record Facts(TenantId tenant, UUID evaluation, Principal principal, String capability, Instant now, List<Held> held,
        Optional<Contracts.Term> term) {
    Facts {
        held = List.copyOf(held);
    }
}
