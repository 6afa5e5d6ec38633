package org.bailiwick.ledger.log;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * While it is not lifted, nothing of the tenant's record is removed.
 *
 * @param ofTenant whether somebody of the tenant set it, so that nobody of the provider lifts it
 * @param liftedAt null where it holds
 * @param liftReason null where it holds
 */
public record LegalHold(UUID id, String reason, @Nullable String ticket, Instant setAt, boolean ofTenant,
        @Nullable Instant liftedAt,
        @Nullable String liftReason) {
    public boolean holds() {
        return liftedAt == null;
    }
}
