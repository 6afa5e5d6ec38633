package org.bailiwick.register;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;

/**
 * A grant as people and other modules see it: who, what, over which paths.
 *
 * @param direct whether the account holds the entitlement itself
 * @param paths each from a direct membership of the account to the entitlement; a direct grant has one of length one
 * @param since when the newest period began, as far as observed
 * @param person the person who signs in with this identity, where known
 */
public record GrantView(TenantId tenant, long id, UUID publicId, AccountRef account, EntitlementRef entitlement,
        boolean direct, boolean effective, List<List<EntitlementRef>> paths, Instant since, Optional<Instant> until,
        Optional<PersonId> person) {
    public GrantView {
        paths = paths.stream().map(List::copyOf).toList();
    }

    public record AccountRef(long id, UUID publicId, long connection, String externalId, String username,
            String displayName, UUID identity, UUID subject, String identityKind) {}

    public record EntitlementRef(long id, UUID publicId, EntitlementKey key, String name, String tier,
            boolean selfRaising) {}

    /** The direct memberships that the access comes from; removing one of several does not end it. */
    public List<EntitlementRef> sources() {
        return paths.stream().map(List::getFirst).distinct().toList();
    }
}
