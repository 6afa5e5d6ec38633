package org.bailiwick.register;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The same person or service in every tenant where it may be seen.
 *
 * @param lastUse over all tenants where there is an account now
 * @param oldestSecret likewise
 * @param tenants in the order of their names
 */
public record SubjectView(UUID subject, String kind, String displayName, LastUse lastUse, OldestSecret oldestSecret,
        List<Presence> tenants) {
    public SubjectView {
        tenants = List.copyOf(tenants);
    }

    static SubjectView of(UUID subject, String kind, String displayName, List<Presence> tenants) {
        var present = tenants.stream().filter(presence -> !presence.accounts().isEmpty()).toList();
        return new SubjectView(subject, kind, displayName,
                LastUse.over(present.stream().map(Presence::lastUse).toList()),
                OldestSecret.over(present.stream().map(Presence::oldestSecret).toList()), tenants);
    }

    /** In how many tenants there is an account now. */
    public long presentIn() {
        return present().map(Presence::tenant).distinct().count();
    }

    /** Who answers for it, each once, in the tenants where there is an account now. */
    public List<String> owners() {
        return present().map(Presence::owner).filter(Objects::nonNull).distinct().toList();
    }

    /** In how many of them nobody is named. */
    public long withoutOwner() {
        return present().filter(presence -> presence.owner() == null).map(Presence::tenant).distinct().count();
    }

    private Stream<Presence> present() {
        return tenants.stream().filter(presence -> !presence.accounts().isEmpty());
    }

    public record TenantRef(UUID id, String shortName, String name) {}

    /**
     * @param owner who answers for it there; null where nobody is named
     * @param privileged critical and high grants with their paths, the first fifty
     * @param observedAt all of it was read completely at this time or later; null where that is not known
     */
    public record Presence(TenantRef tenant, UUID identity, String displayName, @Nullable String owner,
            List<String> accounts,
            IdentityView.Tiers grants, LastUse lastUse, OldestSecret oldestSecret, List<Privileged> privileged,
            @Nullable Instant observedAt) {
        public Presence {
            accounts = List.copyOf(accounts);
            privileged = List.copyOf(privileged);
        }
    }

    public record Privileged(UUID id, Entitlement entitlement, boolean direct, List<List<Step>> paths) {
        public Privileged {
            paths = paths.stream().map(List::copyOf).toList();
        }
    }

    public record Entitlement(UUID id, String kind, String name, String tier, boolean selfRaising) {}

    public record Step(String kind, String name) {}
}
