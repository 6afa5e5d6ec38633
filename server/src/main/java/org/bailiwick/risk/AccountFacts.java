package org.bailiwick.risk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rules look at in an account. Null is not known, never no.
 *
 * @param id whatever names it to the caller
 * @param inUse not whoever is disabled, unless its system did that itself by a permanent lockout
 * @param pendingActions what the system still asks for, for example {@code UPDATE_PASSWORD}
 * @param lastSignIn the newest one ever seen
 * @param signInsSince every sign-in from then on was seen; null where sign-ins are not known
 * @param privileged what it effectively holds of critical or high tier
 */
public record AccountFacts(long id, String username, String displayName, boolean service, @Nullable Boolean inUse,
        @Nullable Instant createdAt, @Nullable List<String> pendingActions, @Nullable Instant lastSignIn,
        @Nullable Instant signInsSince, List<Held> privileged) {
    public AccountFacts {
        pendingActions = pendingActions == null ? null : List.copyOf(pendingActions);
        privileged = List.copyOf(privileged);
    }
}
