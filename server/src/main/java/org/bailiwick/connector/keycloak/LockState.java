package org.bailiwick.connector.keycloak;

import java.time.Instant;
import org.bailiwick.connector.Observed;
import org.bailiwick.connector.keycloak.Representations.BruteForce;
import org.bailiwick.connector.keycloak.Representations.User;
import org.jspecify.annotations.Nullable;

/**
 * Whether Keycloak has locked an account out, and what it says of that. A temporary lockout stands in its counters, which
 * a restart empties; for a permanent one it disables the account and marks it, and its list of counters says nothing.
 *
 * @param locked null where it is not known
 */
record LockState(@Nullable Boolean locked, Observed.Lockout lockout) {
    private static final LockState NOT_KNOWN = new LockState(null, Observed.Lockout.NOT_KNOWN);
    private static final LockState NOT_LOCKED = new LockState(false, Observed.Lockout.NOT_KNOWN);

    /** @param counters null where they were not told */
    static LockState of(User user, @Nullable BruteForce counters) {
        if (user.lockedForGood() || counters != null && counters.forGood()) {
            return new LockState(true, told(counters, true));
        }
        if (counters == null || counters.disabled() == null) {
            return NOT_KNOWN;
        }
        return counters.disabled() ? new LockState(true, told(counters, permanent(user, counters))) : NOT_LOCKED;
    }

    /** Where the realm locks nobody out any longer, only what it once locked for good stays so. */
    static LockState withoutProtection(User user) {
        return user.lockedForGood() ? of(user, null) : NOT_LOCKED;
    }

    private static @Nullable Boolean permanent(User user, BruteForce counters) {
        return Boolean.TRUE.equals(user.enabled()) || counters.failedLoginNotBefore() != null ? false : null;
    }

    /** A locked account without a failed sign-in has lost its counters: that is not zero. */
    private static Observed.Lockout told(@Nullable BruteForce counters, @Nullable Boolean permanent) {
        var last = counters == null ? null : counters.lastFailure();
        var failures = counters == null ? null : counters.numFailures();
        return new Observed.Lockout(last == null || last <= 0 ? null : Instant.ofEpochMilli(last),
                failures == null || failures <= 0 ? null : failures, permanent);
    }
}
