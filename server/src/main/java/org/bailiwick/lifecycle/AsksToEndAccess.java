package org.bailiwick.lifecycle;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bailiwick.change.AsksToDisable;
import org.bailiwick.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Nobody who leaves is let in again while the tenant has not answered yet, nor where it did not answer in time. */
@Component
final class AsksToEndAccess implements AsksToDisable {
    private final RequestStore store;

    AsksToEndAccess(RequestStore store) {
        this.store = store;
    }

    @Override
    public Map<Long, String> asked(Function<String, StatementSpec> sql, Set<TenantId> tenants,
            Collection<Long> accounts) {
        return store.asksToDisable(sql, tenants, accounts).stream().collect(Collectors.toUnmodifiableMap(
                account -> account,
                account -> "somebody asked for the end of its access, and that is not answered yet"));
    }
}
