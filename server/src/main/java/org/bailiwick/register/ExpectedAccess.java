package org.bailiwick.register;

import java.util.List;
import java.util.Map;
import org.bailiwick.platform.TenantTx;

/** Says of grants whether anybody expects them; answered by a module above, which knows what is expected. */
public interface ExpectedAccess {
    /** By the grant's inside id, for each of the grants that is effective. */
    Map<Long, Expectation> of(TenantTx tx, List<GrantView> grants);
}
