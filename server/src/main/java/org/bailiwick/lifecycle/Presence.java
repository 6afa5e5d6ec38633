package org.bailiwick.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What the register shows of one person in one tenant.
 *
 * @param readAt everything that access rests on was read completely at this time or later; empty where it never was
 */
public record Presence(TenantId tenant, List<Account> accounts, Optional<Instant> readAt) {
    public Presence {
        accounts = List.copyOf(accounts);
    }

    /**
     * @param person inside id of whoever signs in with this identity; null where nobody known does
     * @param disconnected nothing can be ordered in the account's system, whatever was seen there before
     * @param enabled null where the system does not tell, which is not no
     */
    public record Account(UUID id, UUID identity, @Nullable Long person, String username, String displayName,
            String system, boolean disconnected, @Nullable Boolean enabled, List<Grant> grants) {
        public Account {
            grants = List.copyOf(grants);
        }

        public boolean toDisable() {
            return !disconnected && !Boolean.FALSE.equals(enabled);
        }

        public List<Grant> memberships() {
            return disconnected ? List.of() : grants.stream().filter(Grant::direct).toList();
        }
    }

    /** @param paths names, from the account's direct membership to the entitlement */
    public record Grant(UUID id, String kind, String name, String tier, boolean selfRaising, boolean direct,
            List<List<String>> paths) {
        public Grant {
            paths = paths.stream().map(List::copyOf).toList();
        }
    }

    /** Public ids of accounts in systems that are disconnected: nothing is ordered about them. */
    Set<UUID> outOfReach() {
        return accounts.stream().filter(Account::disconnected).map(Account::id).collect(Collectors.toUnmodifiableSet());
    }

    static Presence none(TenantId tenant) {
        return new Presence(tenant, List.of(), Optional.empty());
    }

    /** What must be done so that nothing is left here; empty where nothing is. */
    PartPlan plan(boolean memberships) {
        return new PartPlan(accounts.stream()
                .map(account -> new PartPlan.OfAccount(account.id(), account.toDisable(),
                        memberships ? account.memberships().stream().map(Grant::id).toList() : List.of()))
                .filter(account -> !account.empty()).toList());
    }
}
