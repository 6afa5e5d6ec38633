package org.bailiwick.evidence.pack;

import org.bailiwick.ledger.log.AfterErasure;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Work;
import org.springframework.stereotype.Component;

/** Has every pack looked at as soon as something was erased; without it they are, within a day and before each fetch. */
@Component
final class WatchAfterErasure implements AfterErasure {
    private final AuditPackStore store;
    private final Work work;

    WatchAfterErasure(AuditPackStore store, Work work) {
        this.store = store;
        this.work = work;
    }

    @Override
    public void erased(TenantTx tx) {
        store.sealed(tx).forEach(pack -> work.hasten(tx, WatchPack.KIND, pack.id(), tx.now()));
    }
}
