package org.bailiwick.connector;

import java.util.List;
import java.util.Optional;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.TenantTx;

/** What rests on a connection: a module says what it would lose with it, and lets go when it is disconnected. */
public interface DependsOnConnection {
    /** One sentence for each consequence, for who is to decide. */
    List<String> consequences(TenantTx tx, long connection);

    /** Why it cannot be disconnected at this moment, with what to do; empty where it can. */
    default Optional<String> hindrance(TenantTx tx, long connection) {
        return Optional.empty();
    }

    /** In the transaction that disconnects; the secret is gone by then. */
    void disconnected(TenantTx tx, Permit permit, long connection);
}
