package org.bailiwick.evidence.pack;

import java.time.Duration;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Looks each day whether something that a pack tells was erased, for as long as the pack keeps something. */
@Component
final class WatchPack implements WorkHandler {
    static final String KIND = "watch audit pack";

    private final Transactions transactions;
    private final AuditPackStore store;
    private final PackErasure erasure;
    private final PlatformClock clock;
    private final Duration every;

    WatchPack(Transactions transactions, AuditPackStore store, PackErasure erasure, PlatformClock clock,
            @Value("${bailiwick.packs.watch-every:1d}") Duration every) {
        this.transactions = transactions;
        this.store = store;
        this.erasure = erasure;
        this.clock = clock;
        this.every = every;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        boolean keeps = transactions.worker(item.tenant(), tx -> {
            store.find(tx, item.subject()).ifPresent(pack -> erasure.look(tx, pack));
            return store.keeps(tx, item.subject());
        });
        return keeps ? Outcome.again(clock.now().plus(every)) : Outcome.done();
    }
}
