package org.bailiwick.authority;

import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/**
 * The one place that says whether a principal may do something in a tenant. Called for every tenant action of console,
 * API and jobs; default deny, an error is a deny, no role bypasses it. Denials are recorded.
 */
@Component
public final class DecisionPoint {
    /** Decides in a transaction of its own, and records a denial in the tenant's ledger. */
    public Evaluation decide(Principal principal, String capability, TenantId tenant) {
        throw new UnsupportedOperationException();
    }

    /** Decides inside an open transaction; the caller records a denial. */
    public Evaluation decide(TenantTx tx, Principal principal, String capability) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads the permit's authority again in the transaction that acts: what was revoked since counts at once.
     *
     * @throws AuthorityLostException where it no longer holds
     */
    public void confirm(TenantTx tx, Permit permit) {
        throw new UnsupportedOperationException();
    }
}
