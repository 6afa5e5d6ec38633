package org.bailiwick.authority;

import java.util.Optional;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** The co-management contract of a tenant: who decides and who executes. */
@Component
public final class Contracts {
    /** What the accepted contract says about one capability; empty where no contract is accepted. */
    public Optional<Term> term(TenantTx tx, String capability) {
        throw new UnsupportedOperationException();
    }

    /**
     * @param decides {@code tenant}, {@code msp} or {@code both}
     * @param automatic whether the product executes by the contract's leave; otherwise an operator does
     */
    public record Term(String capability, String decides, boolean automatic) {}
}
