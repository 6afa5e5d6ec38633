package org.bailiwick.connector;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a connector reads in a tenant's system. Null is "not known", never "no". */
public sealed interface Observed {
    /**
     * @param id the system's own immutable id
     * @param service a service account, not a person
     * @param locked locked out by the system's brute-force protection
     * @param pendingActions what the system will ask for at the next sign-in, for example {@code UPDATE_PASSWORD}
     * @param lastSignInAt the newest sign-in among those the system has stored; {@link SignIns} says how far they reach
     * @param origin where else the same person is known
     * @param lockout what the system says of the lockout; {@link Lockout#NOT_KNOWN} also where there is none
     */
    record Account(String id, String username, String displayName, @Nullable String mail,
            @Nullable Boolean mailVerified, boolean service, @Nullable Boolean enabled, @Nullable Boolean locked,
            @Nullable Instant createdAt, @Nullable List<String> pendingActions,
            @Nullable Instant lastSignInAt, Origin origin, Lockout lockout) implements Observed {
        public Account {
            pendingActions = pendingActions == null ? null : List.copyOf(pendingActions);
            if (!Boolean.TRUE.equals(locked) && !lockout.equals(Lockout.NOT_KNOWN)) {
                throw new IllegalArgumentException("an account that is not locked has no lockout");
            }
        }

        /** Enabled, or disabled by the system itself with a permanent lockout; as the register's {@code account.in_use}. */
        public @Nullable Boolean inUse() {
            return Boolean.FALSE.equals(enabled) ? Boolean.valueOf(Boolean.TRUE.equals(lockout.permanent())) : enabled;
        }

        public Account(String id, String username, String displayName, @Nullable String mail,
                @Nullable Boolean mailVerified, boolean service, @Nullable Boolean enabled, @Nullable Boolean locked,
                @Nullable Instant createdAt, @Nullable List<String> pendingActions, @Nullable Instant lastSignInAt,
                Origin origin) {
            this(id, username, displayName, mail, mailVerified, service, enabled, locked, createdAt, pendingActions,
                    lastSignInAt, origin, Lockout.NOT_KNOWN);
        }

        public Account(String id, String username, String displayName, @Nullable String mail,
                @Nullable Boolean mailVerified, boolean service, @Nullable Boolean enabled, @Nullable Boolean locked,
                @Nullable Instant createdAt, @Nullable List<String> pendingActions, @Nullable Instant lastSignInAt) {
            this(id, username, displayName, mail, mailVerified, service, enabled, locked, createdAt, pendingActions,
                    lastSignInAt, Origin.NOT_KNOWN);
        }

        public Account(String id, String username, String displayName, @Nullable String mail,
                @Nullable Boolean mailVerified, boolean service, @Nullable Boolean enabled, @Nullable Boolean locked,
                @Nullable Instant createdAt) {
            this(id, username, displayName, mail, mailVerified, service, enabled, locked, createdAt, null, null);
        }
    }

    /**
     * What ties an account to a person beyond this system.
     *
     * @param employeeId the number under which an employer knows the person
     * @param federatedAs accounts of identity providers that sign in to this one; empty where there are none
     */
    record Origin(@Nullable String employeeId, @Nullable List<FederatedAs> federatedAs) {
        public static final Origin NOT_KNOWN = new Origin(null, null);

        public Origin {
            federatedAs = federatedAs == null ? null : List.copyOf(federatedAs);
        }
    }

    /**
     * The system's own words about a lockout. From where somebody tried is personal and is never read.
     *
     * @param since the system's time of the failed sign-in that locked the account
     * @param failures failed sign-ins that the system counted
     * @param permanent whether only somebody's unlocking ends it; else it ends by itself
     */
    record Lockout(@Nullable Instant since, @Nullable Integer failures, @Nullable Boolean permanent) {
        public static final Lockout NOT_KNOWN = new Lockout(null, null, null);
    }

    /**
     * An account of an identity provider.
     *
     * @param issuer OpenID Connect's name of the provider
     * @param subject the provider's own immutable id of the account
     */
    record FederatedAs(String issuer, String subject) {}

    /**
     * How far the sign-ins reach that the system has stored.
     *
     * @param since every sign-in from then on was read; null where nothing is known of sign-ins
     * @param problem why not, or why not farther, in words for an operator
     */
    record SignIns(@Nullable Instant since, @Nullable String problem) implements Observed {}

    /** Key, secret, certificate or password: what is known about it, never the secret. */
    record Credential(String accountId, String kind, String id, @Nullable String label, @Nullable Instant createdAt,
            @Nullable Instant expiresAt) implements Observed {}

    /** @param name as an administrator knows it; a client role is {@code client/role}, a group its path */
    record Entitlement(EntitlementKey key, String name, @Nullable String description) implements Observed {}

    /** Who holds the parent holds the child: composite roles, roles of groups, parent groups of groups. */
    record Containment(EntitlementKey parent, EntitlementKey child) implements Observed {}

    /** A direct membership. */
    record Membership(String accountId, EntitlementKey entitlement) implements Observed {}

    /** @param value as JSON text */
    record Setting(String key, String value) implements Observed {}
}
