package org.bailiwick.ledger.log;

import org.bailiwick.platform.TenantTx;

/** Something was erased from a tenant's record; whoever keeps a copy of what it told looks after it. */
public interface AfterErasure {
    /** @param tx a job's, after the erasure has committed; asked again where that failed */
    void erased(TenantTx tx);
}
