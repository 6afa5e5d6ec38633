package org.bailiwick.register;

import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.bailiwick.connector.Connections;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** By which accounts the product itself reads: there is one in each system, and nobody has to be asked whose they are. */
@Component
final class OwnAccounts {
    /** Of account {@code a}; with {@link #parameters}. */
    static final String NOT_OWN = """
                                  not exists (
                                    select from unnest(:own_connections::bigint[], :own_usernames::text[]) o (id, username)
                                    where o.id = a.connection_id and lower(o.username) = lower(a.username))
                                  """;

    private final BiFunction<ReadTx, Set<TenantId>, Map<Long, String>> over;

    @Autowired
    OwnAccounts(Connections connections) {
        this(connections::ownAccounts);
    }

    /** @param over usernames by the connection's inside id */
    OwnAccounts(BiFunction<ReadTx, Set<TenantId>, Map<Long, String>> over) {
        this.over = over;
    }

    Map<String, Object> parameters(ReadTx tx, Set<TenantId> tenants) {
        var own = over.apply(tx, tenants).entrySet();
        return Map.of("own_connections", own.stream().map(Map.Entry::getKey).toArray(Long[]::new), "own_usernames",
                own.stream().map(Map.Entry::getValue).toArray(String[]::new));
    }
}
