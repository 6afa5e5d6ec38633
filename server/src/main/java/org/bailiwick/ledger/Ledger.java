package org.bailiwick.ledger;

import java.time.Duration;
import java.util.UUID;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/**
 * The tenant's record. An entry is written in the transaction of what it records: no entry, no change. Body and leaf
 * hash are final from the start; the position in the log is given later and stands beside the entry.
 */
@Component
public final class Ledger {
    /** @return the entry's id */
    public UUID append(TenantTx tx, Entry entry) {
        throw new UnsupportedOperationException();
    }

    /**
     * For what may repeat often: the first occurrence of {@code key} in a period is an entry at once, the count becomes
     * a second entry when the period ends.
     */
    public void tally(TenantTx tx, String key, Duration period, Entry entry) {
        throw new UnsupportedOperationException();
    }
}
