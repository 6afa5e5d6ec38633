package org.bailiwick.remediation;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.bailiwick.platform.TenantId;
import org.bailiwick.register.GrantView.AccountRef;

/**
 * An account that its own system has locked out.
 *
 * @param connection the system's name
 * @param told what the system itself says of it
 * @param seenSince the reading that showed it locked first: it is locked at least since then
 * @param asOf when the system was last read
 * @param cause the system's rule, in words
 * @param openUnlock public id of the change that unlocks it, where one is under way
 * @param problem why nobody can unlock it from here, whoever asks
 */
public record Lockout(TenantId tenant, AccountRef account, String connection, Told told, Optional<Instant> seenSince,
        Instant asOf, String cause, Optional<UUID> openUnlock, Optional<UnlockProblem.Standing> problem) {
    Lockout refusedFor(UnlockProblem.Standing why) {
        return new Lockout(tenant, account, connection, told, seenSince, asOf, cause, openUnlock, Optional.of(why));
    }

    /**
     * Empty is not known.
     *
     * @param since the system's own time of the failed sign-in that locked it
     * @param failures failed sign-ins that it counted
     * @param permanent whether only unlocking ends it; else it ends by itself
     */
    public record Told(Optional<Instant> since, OptionalInt failures, Optional<Boolean> permanent) {}
}
