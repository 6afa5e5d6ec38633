package org.bailiwick.pattern;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.OwnAuthorities;
import org.bailiwick.authority.WhoMay;
import org.bailiwick.pattern.PatternOwnerStore.Kept;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/**
 * Who may answer for a pattern, at the time of asking: who may look over tenants and read the register of two of those
 * that have it. Whoever may no longer answers for nothing, whatever the rows say. Judged by the tenants that whoever asks
 * may see.
 */
@Component
final class WhoAnswers {
    private static final int FEWEST = 2;

    private final PatternOwnerStore store;
    private final WhoMay whoMay;
    private final OwnAuthorities authorities;

    WhoAnswers(PatternOwnerStore store, WhoMay whoMay, OwnAuthorities authorities) {
        this.store = store;
        this.whoMay = whoMay;
        this.authorities = authorities;
    }

    /** @param overseers those of the owners who may look over tenants */
    record Known(Map<UUID, Kept> patterns, Set<PersonId> overseers) {
        /** Those of the patterns that somebody may answer for. */
        List<Kept> owned(Collection<UUID> among) {
            return patterns.values().stream().filter(each -> among.contains(each.pattern()) && each.owner() != null
                    && overseers.contains(each.owner())).toList();
        }
    }

    /** @param tx in the MSP's own tenant */
    Known known(TenantTx tx) {
        var kept = store.kept(tx);
        var owners = kept.stream().map(Kept::owner).filter(Objects::nonNull).collect(Collectors.toSet());
        return new Known(kept.stream().collect(Collectors.toMap(Kept::pattern, each -> each)),
                owners.stream().filter(each -> whoMay.may(tx, each, Capabilities.OVERSIGHT_READ))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Which of these patterns, each in these tenants, their owners do answer for. */
    Set<UUID> answered(ReadTx tx, List<Kept> owned, Map<UUID, Set<TenantId>> where) {
        var owners = owned.stream().map(each -> Objects.requireNonNull(each.owner()))
                .collect(Collectors.toUnmodifiableSet());
        var tenants = owned.stream().flatMap(each -> where.getOrDefault(each.pattern(), Set.of()).stream())
                .collect(Collectors.toUnmodifiableSet());
        var read = reads(tx, owners, tenants);
        return owned.stream()
                .filter(each -> two(read.getOrDefault(Objects.requireNonNull(each.owner()), Set.of()),
                        where.getOrDefault(each.pattern(), Set.of())))
                .map(Kept::pattern).collect(Collectors.toUnmodifiableSet());
    }

    /** Those of the people, who may look over tenants, that see a pattern in two of these. */
    Set<PersonId> seeing(ReadTx tx, Set<PersonId> people, Set<TenantId> tenants) {
        var read = reads(tx, people, tenants);
        return people.stream().filter(each -> two(read.getOrDefault(each, Set.of()), tenants))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Map<PersonId, Set<TenantId>> reads(ReadTx tx, Set<PersonId> people, Set<TenantId> tenants) {
        return authorities.promising(tx, people, Capabilities.REGISTER_READ, tenants);
    }

    private static boolean two(Set<TenantId> read, Set<TenantId> tenants) {
        return tenants.stream().filter(read::contains).limit(FEWEST).count() == FEWEST;
    }
}
