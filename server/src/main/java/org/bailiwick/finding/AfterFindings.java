package org.bailiwick.finding;

import org.bailiwick.platform.TenantTx;

/** Wants to know that what this tenant's findings have in common with others has changed; in the same transaction. */
public interface AfterFindings {
    void changed(TenantTx tx);
}
