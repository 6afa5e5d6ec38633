package org.bailiwick.register;

import org.bailiwick.platform.TenantTx;

/** What other modules do when the register has changed, in the transaction that changed it. */
public interface AfterSnapshot {
    /** A reading was merged, whether or not it changed anything. */
    void taken(TenantTx tx, SnapshotRef snapshot);

    /** What is known about identities changed otherwise: correlation, an owner. */
    default void changed(TenantTx tx) {}
}
