package org.bailiwick.template;

import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.AfterSnapshot;
import org.bailiwick.register.Owners;
import org.bailiwick.register.SnapshotRef;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * A machine may be expected, and somebody named who answers for it, before it is there: its owner is known as soon as it
 * is first read. Whom a person named in the meantime stays.
 */
@Component
final class OwnersOfNewcomers implements AfterSnapshot {
    private final ScopeStore store;
    /** The register asks its followers to be there before it is. */
    private final ObjectProvider<Owners> owners;

    OwnersOfNewcomers(ScopeStore store, ObjectProvider<Owners> owners) {
        this.store = store;
        this.owners = owners;
    }

    @Override
    public void taken(TenantTx tx, SnapshotRef snapshot) {
        store.inState(tx, "approved").map(version -> store.owners(tx, version.id())).filter(named -> !named.isEmpty())
                .ifPresent(named -> owners.getObject().ofNewcomers(tx, named));
    }
}
