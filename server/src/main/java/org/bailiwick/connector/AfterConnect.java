package org.bailiwick.connector;

import org.bailiwick.authority.Permit;
import org.bailiwick.platform.TenantTx;

/** What a module does about a connection that was just set: in the same transaction, so that neither is without the other. */
public interface AfterConnect {
    void connected(TenantTx tx, Permit permit, Connections.Connection connection);
}
