package org.bailiwick.change;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.springframework.stereotype.Component;

/** How many changes of each tenant are not proven yet. */
@Component
public final class WaitingChanges {
    private final Transactions transactions;
    private final WaitingChangesStore store;

    WaitingChanges(Transactions transactions, WaitingChangesStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    /** @param stillEffective those of the waiting ones after which the access was found again */
    public record Waiting(TenantId tenant, long changes, long stillEffective) {}

    public Map<TenantId, Waiting> of(Set<TenantId> tenants) {
        if (tenants.isEmpty()) {
            return Map.of();
        }
        var found = transactions.oversight(tenants, tx -> store.count(tx, tenants)).stream()
                .collect(Collectors.toMap(Waiting::tenant, Function.identity()));
        return tenants.stream().collect(Collectors.toMap(Function.identity(),
                tenant -> found.getOrDefault(tenant, new Waiting(tenant, 0, 0))));
    }
}
