package org.bailiwick.ledger;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.bailiwick.proof.Json;
import org.springframework.stereotype.Component;

/** Ends a tally's period: what happened more than once becomes an entry with the count. */
@Component
final class CloseTally implements WorkHandler {
    static final String KIND = "tally";

    private final Transactions transactions;
    private final LedgerStore store;
    private final Ids ids;

    CloseTally(Transactions transactions, LedgerStore store, Ids ids) {
        this.transactions = transactions;
        this.store = store;
        this.ids = ids;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        return transactions.worker(item.tenant(), tx -> {
            store.closeTally(tx, item.subject()).filter(tally -> tally.occurrences() > 1)
                    .ifPresent(tally -> append(tx, tally));
            return Outcome.done();
        });
    }

    private void append(TenantTx tx, Tally tally) {
        StoredEntry first = store.entry(tx, tally.firstEvent()).orElseThrow();
        Json said = Json.parse(first.bytes());
        UUID eventId = ids.uuid();
        Instant at = Ledger.time(tx);
        Body body = BodyOfCount.write(eventId, at, said, tally);
        // Whoever looks for what a person did, or what was done to something, finds the repetitions too.
        var about = first.foundBy();
        var keys = new LedgerStore.Keys(Activity.COUNT.text(), about.outcome(), about.person(),
                Objects.requireNonNull(about.target()), null, about.correlation(), null, null, null);
        store.insert(tx, eventId, at, keys, body);
    }
}
