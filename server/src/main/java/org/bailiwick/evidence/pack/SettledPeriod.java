package org.bailiwick.evidence.pack;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bailiwick.platform.Transactions;
import org.springframework.stereotype.Component;

/**
 * Whether everything of a pack's period is recorded. An entry has the time at which its transaction began and is seen once
 * that ends, so a period is settled when each transaction that was open at its end is over: by what the database says of
 * them, however long they take, and not after a time that is thought to be enough.
 */
@Component
final class SettledPeriod {
    /** Between taking its time and being listed, a transaction may be in neither. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final Transactions transactions;
    private final OpenTransactionsStore store;
    /** By pack. After a restart those are waited for that are open then, which are no fewer. */
    private final Map<Long, Set<String>> waitedFor = new ConcurrentHashMap<>();

    SettledPeriod(Transactions transactions, OpenTransactionsStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    /** What is chosen in a transaction that begins after this was true leaves nothing out. */
    boolean settled(AuditPack pack) {
        var open = transactions.worker(pack.tenant(), tx -> tx.now().isBefore(pack.until().plus(MARGIN))
                ? Optional.<Set<String>>empty()
                : Optional.of(store.names(tx)));
        if (open.isEmpty() || !Collections.disjoint(waitedFor.computeIfAbsent(pack.id(), first -> open.get()),
                open.get())) {
            return false;
        }
        forget(pack);
        return true;
    }

    void forget(AuditPack pack) {
        waitedFor.remove(pack.id());
    }
}
