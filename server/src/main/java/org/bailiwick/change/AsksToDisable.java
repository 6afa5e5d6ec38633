package org.bailiwick.change;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.bailiwick.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** What is asked for and not ordered yet, in other modules: an account that is to be disabled is not let in meanwhile. */
public interface AsksToDisable {
    /**
     * @param sql in a transaction of one tenant or of several
     * @param accounts inside ids
     * @return that it is asked for, in words, by account; whose end nobody asks for is absent
     */
    Map<Long, String> asked(Function<String, StatementSpec> sql, Set<TenantId> tenants, Collection<Long> accounts);
}
