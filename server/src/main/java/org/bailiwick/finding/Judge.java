package org.bailiwick.finding;

import java.util.Optional;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.Basis;

/** One rule, asked about one tenant whenever something that it looks at may have changed. */
public interface Judge {
    /** The id of its {@link Rule}. */
    String rule();

    Judgement judge(TenantTx tx);

    /**
     * All that the answer is made of, time included: the rule is not asked again after a reading while that is the same.
     * What changes otherwise than by readings and has all rules asked ({@link Judging#order}) need not be in it. Empty
     * where the rule is to be asked in any case.
     */
    default Optional<Basis> basis(TenantTx tx) {
        return Optional.empty();
    }

    /**
     * Looks at what stands outside of this tenant, while no transaction is open, and answers with the judge that knows
     * it. Most rules need nothing from outside.
     */
    default Judge prepared(TenantId tenant) {
        return this;
    }
}
