package org.bailiwick.register;

import java.util.List;
import java.util.UUID;
import org.bailiwick.platform.TenantTx;

/** Says what rules have open about an identity; answered by a module above, which asks the rules. */
public interface OpenFindings {
    /** About it, its accounts, what these hold and their credentials; the worst first. */
    List<OpenFinding> about(TenantTx tx, UUID identity);
}
