package org.bailiwick.register;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An identity of one tenant with its accounts, how much of what tier it effectively holds, and what tells whether it is
 * still needed.
 *
 * @param subject the same for the identities of several tenants that are the same person or service
 */
public record IdentityView(UUID id, UUID subject, String kind, String displayName, boolean signsIn,
        @Nullable Owner owner, List<Account> accounts, Tiers grants, LastUse lastUse, OldestSecret oldestSecret) {
    public IdentityView {
        accounts = List.copyOf(accounts);
    }

    /** Who answers for it: a username or mail address of the tenant. */
    public record Owner(String name, Instant namedAt) {}

    /** Null means not known, never no. */
    public record Account(UUID id, UUID connection, String system, String externalId, String username,
            String displayName, @Nullable String mail, @Nullable Boolean mailVerified, @Nullable Boolean enabled,
            @Nullable Boolean locked, @Nullable Instant createdAt, @Nullable Instant lastSignInAt,
            @Nullable Instant goneAt) {
        /** Nothing about its state deserves attention; not known whether enabled does. */
        public boolean plainlyEnabled() {
            return Boolean.TRUE.equals(enabled) && !Boolean.TRUE.equals(locked) && goneAt == null;
        }
    }

    /** How many effective grants of each tier. */
    public record Tiers(long critical, long high, long moderate, long low, long notKnown) {
        static final Tiers NONE = new Tiers(0, 0, 0, 0, 0);

        public long all() {
            return critical + high + moderate + low + notKnown;
        }
    }
}
