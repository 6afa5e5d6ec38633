package org.bailiwick.register;

import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.connector.AfterConnect;
import org.bailiwick.connector.Connections;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** A system that was connected is read at once, whichever way it was connected; the readings after that follow of themselves. */
@Component
final class ReadWhenConnected implements AfterConnect {
    private final Snapshots snapshots;

    ReadWhenConnected(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public void connected(TenantTx tx, Permit permit, Connections.Connection connection) {
        snapshots.request(tx, connection.id(),
                permit.principal() instanceof Principal.Person person ? person.id() : null);
    }
}
