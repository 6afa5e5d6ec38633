package org.bailiwick.register;

import java.util.ArrayList;
import java.util.List;
import org.bailiwick.authority.Permit;
import org.bailiwick.connector.AfterConnect;
import org.bailiwick.connector.Connections.Connection;
import org.bailiwick.connector.DependsOnConnection;
import org.bailiwick.platform.TenantTx;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the register loses with a connection: it keeps what was last seen, as not known any longer. A new one is not known. */
@Component
final class LosesSight implements DependsOnConnection, AfterConnect {
    private final SnapshotStore snapshots;
    private final ObjectProvider<AfterSnapshot> followers;

    LosesSight(SnapshotStore snapshots, ObjectProvider<AfterSnapshot> followers) {
        this.snapshots = snapshots;
        this.followers = followers;
    }

    @Override
    public List<String> consequences(TenantTx tx, long connection) {
        var seen = snapshots.seenThrough(tx, connection);
        var sentences = new ArrayList<String>();
        sentences.add(seen.at() == null
                ? "nothing was ever read completely through it"
                : "%d accounts with %d effective grants are kept as last seen at %s, and are not known from then on"
                        .formatted(seen.accounts(), seen.grants(), seen.at()));
        if (seen.readings() > 0) {
            sentences.add("%d readings that wait or run end without a result".formatted(seen.readings()));
        }
        return sentences;
    }

    @Override
    public void connected(TenantTx tx, Permit permit, Connection connection) {
        followers.forEach(each -> each.changed(tx));
    }

    @Override
    public void disconnected(TenantTx tx, Permit permit, long connection) {
        snapshots.breakOff(tx, connection, "the connection was disconnected");
        followers.forEach(each -> each.changed(tx));
    }
}
