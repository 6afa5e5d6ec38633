package org.bailiwick.authority;

import java.time.Instant;
import java.util.Optional;
import org.bailiwick.platform.TenantId;

/**
 * An authority in force, as its holder reads it.
 *
 * @param side {@code tenant} or {@code msp}
 * @param origin from this authority back to its root, in words without names or ids
 * @param until the earliest end of what it stands on
 */
public record OwnAuthority(TenantId tenant, String capability, String side, String origin, Instant since,
        Optional<Instant> until) {
    Attempt attempt() {
        return new Attempt(tenant, capability);
    }
}
