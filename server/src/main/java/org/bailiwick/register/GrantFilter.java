package org.bailiwick.register;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which grants of a tenant are asked for; null asks for all.
 *
 * @param effective grants that have ended are not
 * @param search part of a name of account or entitlement
 */
record GrantFilter(@Nullable String tier, @Nullable Boolean direct, @Nullable Boolean effective,
        @Nullable UUID identity, @Nullable UUID entitlement, @Nullable String search) {
    static final GrantFilter EFFECTIVE = new GrantFilter(null, null, true, null, null, null);

    GrantFilter ofIdentity(UUID id) {
        return new GrantFilter(tier, direct, effective, id, entitlement, search);
    }
}
