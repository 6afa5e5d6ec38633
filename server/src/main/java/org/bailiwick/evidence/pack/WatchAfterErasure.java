package org.bailiwick.evidence.pack;

import org.bailiwick.ledger.log.AfterErasure;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Work;
import org.springframework.stereotype.Component;

/**
 * Has every pack looked at as soon as something was erased; without it they are, within a day and before each fetch. What
 * was collected for one that is being built goes at once; when it is put together, what was erased is missed.
 */
@Component
final class WatchAfterErasure implements AfterErasure {
    private final AuditPackStore store;
    private final PackFolder folder;
    private final Work work;

    WatchAfterErasure(AuditPackStore store, PackFolder folder, Work work) {
        this.store = store;
        this.folder = folder;
        this.work = work;
    }

    @Override
    public void erased(TenantTx tx) {
        for (var pack : store.sealed(tx)) {
            folder.letGo(pack.id());
            if (!pack.state().underWay()) {
                work.hasten(tx, WatchPack.KIND, pack.id(), tx.now());
            }
        }
    }
}
