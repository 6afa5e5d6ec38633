package org.bailiwick.template;

import org.bailiwick.platform.TenantTx;

/** Told when another expected scope came into force, in the transaction that put it there. */
public interface AfterScope {
    void approved(TenantTx tx, ScopeVersion version);
}
