package org.bailiwick.bulk;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.DecisionRequest;
import org.bailiwick.decision.Removal;
import org.bailiwick.register.GrantView;
import org.bailiwick.register.GrantView.EntitlementRef;

/**
 * What a bulk would do if it were carried out now. Nothing is written by looking.
 *
 * @param alone inside ids of the accounts that count for the second person beside those of this bulk: what else the
 *        same act touches, and what the same person {@linkplain DecidedAlone decided alone} shortly before, in
 *        whatever tenant; no part of the hash, because it runs out with time
 * @param hash SHA-256 over exactly the items, their words and what each would do, hexadecimal
 */
public record Preview(DecisionKind kind, List<Line> lines, Set<Long> alone, String hash) {
    public Preview {
        lines = List.copyOf(lines);
        alone = Set.copyOf(alone);
    }

    /**
     * One item.
     *
     * @param found empty where it is no grant, or this tenant has no such grant
     * @param matter empty where it is a grant, or this tenant has no such finding
     * @param removes what a revocation takes away; empty for a grant that is kept
     * @param stays paths that keep the access alive even after the whole bulk
     * @param decided public id of the newest decision about the grant before this one
     * @param settles what is open about a grant that is kept, and is kept with it
     * @param problem why it cannot be decided in this bulk
     */
    public record Line(About about, Optional<GrantView> found, Optional<Matter> matter, DecisionRequest wording,
            Optional<Removal.Removes> removes, List<List<EntitlementRef>> stays, Optional<UUID> decided,
            List<Matter> settles, Optional<ItemProblem> problem) {
        public Line {
            stays = stays.stream().map(List::copyOf).toList();
            settles = List.copyOf(settles);
        }

        boolean decidable() {
            return problem.isEmpty();
        }

        /** Its name in a sentence; of what the tenant does not have, the id. */
        public String named() {
            return found.map(grant -> grant.entitlement().name() + " of " + grant.account().username())
                    .or(() -> matter.map(Matter::title)).orElse(about.id().toString());
        }

        Line staying(List<List<EntitlementRef>> paths) {
            return new Line(about, found, matter, wording, removes, paths, decided, settles, problem);
        }
    }

    public List<Line> decidable() {
        return lines.stream().filter(Line::decidable).toList();
    }

    public List<Line> out() {
        return lines.stream().filter(line -> !line.decidable()).toList();
    }

    public int leftOut() {
        return out().size();
    }

    /** How many grants would be decided. */
    public int grants() {
        return decidable().size() - findings();
    }

    /** How many findings that are about no grant would be decided. */
    public int findings() {
        return (int) decidable().stream().filter(line -> line.about().finding()).count();
    }

    /** In words: {@code 12 grants and 1 finding}. */
    public String counted() {
        return Counted.of(grants(), findings());
    }

    public int accounts() {
        return accountIds().size();
    }

    public int identities() {
        return distinct(grant -> grant.account().identity(), Matter::identities).size();
    }

    public int systems() {
        return distinct(grant -> grant.account().connection(), Matter::systems).size();
    }

    /** A bulk stays inside one tenant. */
    public int tenants() {
        return decidable().isEmpty() ? 0 : 1;
    }

    /** Accounts of this bulk and all that count with them, each once. */
    public int together() {
        var together = new HashSet<>(alone);
        together.addAll(accountIds());
        return together.size();
    }

    public boolean needsSecondPerson() {
        return SecondPerson.neededFor(together());
    }

    /** Inside ids of the accounts that it touches. */
    Set<Long> accountIds() {
        return distinct(grant -> grant.account().id(), Matter::accounts);
    }

    /** How many of the product's own ways into its systems are left out. */
    public long connectorAccess() {
        return lines.stream().flatMap(line -> line.problem().stream())
                .filter(ItemProblem.ConnectorAccess.class::isInstance).count();
    }

    /** How many revocations would leave the access effective over another path. */
    public long staying() {
        return decidable().stream().filter(line -> !line.stays().isEmpty()).count();
    }

    private <T extends Object> Set<T> distinct(Function<GrantView, T> ofGrant, Function<Matter, Set<T>> ofMatter) {
        return decidable().stream().flatMap(line -> Stream.concat(line.found().map(ofGrant).stream(),
                line.matter().map(ofMatter).stream().flatMap(Set::stream))).collect(Collectors.toUnmodifiableSet());
    }
}
