package org.bailiwick.ledger.log;

import java.time.Instant;
import java.util.UUID;
import org.bailiwick.ledger.Activity;
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
    /** What its entries are about; by them the self-audit sees whether the row was edited. */
    public static final String TARGET = "legal hold";
    /** The fact by which the entry that sets one says whose it is. */
    public static final String OF_TENANT = "of_tenant";

    /** How its entries tell the reason. */
    public static String message(Activity activity, String reason) {
        return "%s: %s".formatted(activity.text(), reason.strip());
    }

    public boolean holds() {
        return liftedAt == null;
    }
}
