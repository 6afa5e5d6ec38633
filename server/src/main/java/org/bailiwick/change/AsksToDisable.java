package org.bailiwick.change;

import java.util.Optional;
import org.bailiwick.platform.TenantTx;

/** What is asked for and not ordered yet, in other modules: an account that is to be disabled is not let in meanwhile. */
public interface AsksToDisable {
    /**
     * @param account inside id
     * @return that it is asked for, in words; empty where it is not
     */
    Optional<String> asked(TenantTx tx, long account);
}
