package org.bailiwick.finding;

import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;

/** One rule, asked about one tenant whenever something there has changed. */
public interface Judge {
    /** The id of its {@link Rule}. */
    String rule();

    Judgement judge(TenantTx tx);

    /**
     * Looks at what stands outside of this tenant, while no transaction is open, and answers with the judge that knows
     * it. Most rules need nothing from outside.
     */
    default Judge prepared(TenantId tenant) {
        return this;
    }
}
