package org.bailiwick.remediation;

import java.time.Instant;
import java.util.UUID;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * A lockout as the API shows it.
 *
 * @param lockedSince at least since then; null where no reading tells
 * @param asOf when the system was last read
 * @param change the unlock that is under way
 */
record LockoutJson(UUID tenant, UUID account, UUID identity, String username, String displayName, String connection,
        @Nullable Instant lockedSince, Instant asOf, String cause, @Nullable String change) {
    static LockoutJson of(VisibleTenant tenant, Lockout lockout) {
        var account = lockout.account();
        return new LockoutJson(tenant.publicId(), account.publicId(), account.identity(), account.username(),
                account.displayName(), lockout.connection(), lockout.seenSince().orElse(null), lockout.asOf(),
                lockout.cause(), lockout.openUnlock()
                        .map(change -> "/api/v1/tenants/%s/changes/%s".formatted(tenant.publicId(), change))
                        .orElse(null));
    }
}
