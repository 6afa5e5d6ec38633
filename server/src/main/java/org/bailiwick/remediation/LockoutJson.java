package org.bailiwick.remediation;

import java.time.Instant;
import java.util.UUID;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * A lockout as the API shows it.
 *
 * @param lockedAt the system's own time of the failed sign-in that locked it; null where it does not tell
 * @param lockedSince at least since then, by our readings; null where none tells
 * @param failedSignIns as the system counted them; null where it does not tell
 * @param permanent whether only unlocking ends it, else it ends by itself; null where that is not known
 * @param asOf when the system was last read
 * @param change the unlock that is under way
 * @param problem why an unlock would be refused, told to those alone who may unlock; null where nothing stands against it
 */
record LockoutJson(UUID tenant, UUID account, UUID identity, String username, String displayName, String connection,
        @Nullable Instant lockedAt, @Nullable Instant lockedSince, @Nullable Integer failedSignIns,
        @Nullable Boolean permanent, Instant asOf, String cause, @Nullable String change,
        LockoutApi.@Nullable Why problem) {
    static LockoutJson of(VisibleTenant tenant, Lockout lockout, boolean mayUnlock) {
        var account = lockout.account();
        var told = lockout.told();
        return new LockoutJson(tenant.publicId(), account.publicId(), account.identity(), account.username(),
                account.displayName(), lockout.connection(), told.since().orElse(null),
                lockout.seenSince().orElse(null),
                told.failures().isPresent() ? told.failures().getAsInt() : null, told.permanent().orElse(null),
                lockout.asOf(),
                lockout.cause(), lockout.openUnlock()
                        .map(change -> "/api/v1/tenants/%s/changes/%s".formatted(tenant.publicId(), change))
                        .orElse(null),
                lockout.problem().filter(problem -> mayUnlock).map(problem -> LockoutApi.Why.of(tenant, problem))
                        .orElse(null));
    }
}
