package org.bailiwick.ledger.log;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * While it is not lifted, nothing of the tenant's record is removed.
 *
 * @param liftedAt null where it holds
 * @param liftReason null where it holds
 */
public record LegalHold(UUID id, String reason, @Nullable String ticket, Instant setAt, @Nullable Instant liftedAt,
        @Nullable String liftReason) {
    public boolean holds() {
        return liftedAt == null;
    }
}
