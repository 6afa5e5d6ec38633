package org.bailiwick.ledger.log;

import java.util.List;
import java.util.UUID;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Legal holds of a tenant, for whoever has checked the right to set and lift them and records it. */
@Component
public final class LegalHolds {
    private final HoldStore store;

    LegalHolds(HoldStore store) {
        this.store = store;
    }

    /** Waits for a removal that is under way, so that what it finds is there stays there. */
    public void set(TenantTx tx, UUID id, String reason, @Nullable String ticket, boolean ofTenant) {
        store.lock(tx);
        store.set(tx, id, reason, ticket, ofTenant);
    }

    /** False where there is no such hold, or it was lifted before. */
    public boolean lift(TenantTx tx, UUID id, String reason) {
        return store.lift(tx, id, reason);
    }

    /** Whether one stands, by its row or by what the record says of it. */
    public boolean held(TenantTx tx) {
        return store.held(tx);
    }

    /** The newest first. */
    public List<LegalHold> all(TenantTx tx) {
        return store.all(tx);
    }
}
