package org.bailiwick.connector;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a connector reads in a tenant's system. Null is "not known", never "no". */
public sealed interface Observed {
    /**
     * @param id the system's own immutable id
     * @param service a service account, not a person
     * @param locked locked out by the system's brute-force protection
     */
    record Account(String id, String username, String displayName, @Nullable String mail,
            @Nullable Boolean mailVerified, boolean service, @Nullable Boolean enabled, @Nullable Boolean locked,
            @Nullable Instant createdAt) implements Observed {}

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
