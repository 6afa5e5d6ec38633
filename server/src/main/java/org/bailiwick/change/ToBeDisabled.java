package org.bailiwick.change;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Says whose account is disabled on purpose, or is to be: letting them in again would undo what somebody decided. */
@Component
final class ToBeDisabled {
    private final ChangeStore store;
    private final List<AsksToDisable> asking;

    ToBeDisabled(ChangeStore store, ObjectProvider<AsksToDisable> asking) {
        this.store = store;
        this.asking = asking.orderedStream().toList();
    }

    Optional<String> why(TenantTx tx, long account) {
        return Optional.ofNullable(why(tx::sql, Set.of(tx.tenant()), Set.of(account)).get(account));
    }

    /** By account; against whom nothing stands is absent. */
    Map<Long, String> why(Function<String, StatementSpec> sql, Set<TenantId> tenants, Collection<Long> accounts) {
        if (accounts.isEmpty()) {
            return Map.of();
        }
        var why = new HashMap<Long, String>();
        store.toBeDisabled(sql, tenants, accounts).forEach(
                account -> why.put(account, "it was ordered to be disabled and was not seen enabled since"));
        asking.forEach(each -> each.asked(sql, tenants, accounts).forEach(why::putIfAbsent));
        return Map.copyOf(why);
    }
}
