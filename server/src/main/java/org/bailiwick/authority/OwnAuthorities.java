package org.bailiwick.authority;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bailiwick.platform.PersonId;
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
        if (tenants.isEmpty()) {
            return Map.of();
        }
        return transactions.oversight(tenants, tx -> store.inForce(tx, person, tenants)).stream()
                .collect(Collectors.groupingBy(OwnAuthority::tenant));
    }
}
