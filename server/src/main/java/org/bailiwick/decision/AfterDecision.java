package org.bailiwick.decision;

import java.util.Optional;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.GrantView;

/** What other modules do when somebody decided about a grant, in the transaction of the decision. */
public interface AfterDecision {
    /** @param change inside id of the change that was ordered */
    void decided(TenantTx tx, Permit permit, GrantView grant, Decision decision, Optional<Long> change);
}
