package org.bailiwick.lifecycle;

import java.util.List;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.Snapshots;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Has the systems read on which the end of a case waits. The tenant's record says of it what it says of every reading;
 * that somebody leaves is not in it.
 */
@Component
final class HaveRead {
    private static final Logger log = LoggerFactory.getLogger(HaveRead.class);

    private final Transactions transactions;
    private final Snapshots snapshots;

    HaveRead(Transactions transactions, Snapshots snapshots) {
        this.transactions = transactions;
        this.snapshots = snapshots;
    }

    /** A tenant where it fails holds up no other; the next look asks again. */
    void where(List<LookAtCase.Seen> seen) {
        seen.stream().filter(each -> !each.toRead().isEmpty()).forEach(each -> {
            try {
                transactions.worker(each.tenant(), tx -> each.toRead().stream()
                        .map(connection -> snapshots.request(tx, connection, null)).toList());
            } catch (RuntimeException failed) {
                log.warn("a reading of tenant {} could not be ordered and is tried again", each.tenant().value(),
                        failed);
            }
        });
    }
}
