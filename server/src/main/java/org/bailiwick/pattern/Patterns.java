package org.bailiwick.pattern;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.pattern.PatternStore.Judged;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.OversightLooks;
import org.bailiwick.web.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Weaknesses that several tenants share, as far as the person may read these tenants. The look is on record before
 * anything is read; read are prepared counts.
 */
@Component
final class Patterns {
    private final Transactions transactions;
    private final PatternStore store;
    private final WhoAnswers whoAnswers;
    private final PatternOwnerStore owners;
    private final OversightLooks looks;

    Patterns(Transactions transactions, PatternStore store, WhoAnswers whoAnswers, PatternOwnerStore owners,
            OversightLooks looks) {
        this.transactions = transactions;
        this.store = store;
        this.whoAnswers = whoAnswers;
        this.owners = owners;
        this.looks = looks;
    }

    /** @param after where the part before ended; null for the worst */
    PatternPart over(Permit permit, Scope scope, PatternFilter filter, @Nullable PatternPlace after, int limit) {
        var asked = scope.named(filter.search());
        var readable = looks.into(permit, "patterns", asked.ids());
        if (readable.isEmpty()) {
            var blind = Sight.of(asked, readable, new Judged(Map.of(), Map.of()));
            return new PatternPart(List.of(), 0, 0, blind.customers(), blind.unread(), blind.unread(),
                    Optional.empty());
        }
        var known = transactions.tenant(TenantId.MSP, whoAnswers::known);
        return transactions.oversight(readable, tx -> found(tx, Sight.of(asked, readable, store.judged(tx, readable)),
                known, new Wanted(filter, asker(permit), after, limit)));
    }

    private record Wanted(PatternFilter filter, Principal.Person asker, @Nullable PatternPlace after, int limit) {}

    private PatternPart found(ReadTx tx, Sight sight, WhoAnswers.Known known, Wanted wanted) {
        var filter = wanted.filter();
        var all = store.sums(tx, sight.readable()).stream()
                .filter(each -> filter.kind() == null || each.kind() == filter.kind())
                .filter(each -> each.tenants() >= filter.atLeast()).toList();
        var owned = known.owned(all.stream().map(PatternSum::pattern).collect(Collectors.toSet()));
        var where = store.where(tx, sight.readable(), owned.stream().map(each -> each.pattern()).toList());
        var answered = whoAnswers.answered(tx, owned, where);
        var matching = all.stream().filter(each -> matches(filter, each, known, answered, wanted.asker()))
                .sorted((one, other) -> one.place().compareTo(other.place())).toList();
        var left = matching.stream()
                .filter(each -> wanted.after() == null || each.place().compareTo(wanted.after()) > 0).toList();
        var shown = left.subList(0, Math.min(wanted.limit(), left.size()));
        where.putAll(store.where(tx, sight.readable(), shown.stream().map(PatternSum::pattern).toList()));
        return new PatternPart(
                shown.stream().map(each -> view(sight, each, where.getOrDefault(each.pattern(), Set.of()),
                        owner(known, answered, each), known)).toList(),
                matching.size() - left.size(), matching.size(), sight.customers(), sight.unread(),
                sight.notKnown(Set.of(), filter.couldFind()),
                shown.size() == left.size() ? Optional.empty() : Optional.of(shown.getLast().place()));
    }

    private static boolean matches(PatternFilter filter, PatternSum sum, WhoAnswers.Known known, Set<UUID> answered,
            Principal.Person asker) {
        if (filter.owner() == null) {
            return true;
        }
        boolean answers = answered.contains(sum.pattern());
        var kept = known.patterns().get(sum.pattern());
        return switch (filter.owner()) {
            case NOBODY -> !answers;
            case MINE -> answers && kept != null && asker.id().equals(kept.owner());
        };
    }

    /** @return empty where it is in fewer than two tenants that the person may read */
    Optional<WholePattern> one(Permit permit, Scope scope, UUID pattern) {
        var readable = looks.into(permit, "pattern", scope.ids());
        if (readable.isEmpty()) {
            return Optional.empty();
        }
        var known = transactions.tenant(TenantId.MSP, whoAnswers::known);
        var history = transactions.tenant(TenantId.MSP, tx -> owners.events(tx, pattern));
        return transactions.oversight(readable, tx -> store.sum(tx, readable, pattern).map(sum -> {
            var sight = Sight.of(scope, readable, store.judged(tx, readable));
            var where = store.where(tx, readable, Set.of(pattern));
            var answered = whoAnswers.answered(tx, known.owned(Set.of(pattern)), where);
            var here = store.inTenants(tx, readable, pattern).stream().flatMap(each -> scope.find(each.tenant())
                    .map(tenant -> new WholePattern.Here(tenant, each.worst(), each.open(), each.ending())).stream())
                    .toList();
            return new WholePattern(view(sight, sum, new HashSet<>(where.getOrDefault(pattern, Set.of())),
                    owner(known, answered, sum), known), here, history);
        }));
    }

    private static PatternView.@Nullable Owner owner(WhoAnswers.Known known, Set<UUID> answered, PatternSum sum) {
        var kept = known.patterns().get(sum.pattern());
        return kept == null || kept.owner() == null
                ? null
                : new PatternView.Owner(kept.owner(), kept.ownerName(), answered.contains(sum.pattern()),
                        kept.plan(), kept.dueOn());
    }

    private static PatternView view(Sight sight, PatternSum sum, Set<TenantId> having,
            PatternView.@Nullable Owner owner, WhoAnswers.Known known) {
        var kept = known.patterns().get(sum.pattern());
        var asked = sum.kind().couldFind(sum.rules());
        return new PatternView(sum.pattern(), sum.kind(), sum.title(), sum.subject(), sum.rules(),
                sight.named(having), sight.outOf(having), sight.notKnown(having, asked),
                having.stream().anyMatch(tenant -> !sight.judged().whole(tenant, asked)), sum.worst(),
                sum.open(), sum.ending(), sum.since(), sight.judged().asOf(asked).orElse(null), sum.due(),
                owner, kept == null ? 0 : kept.timesReturned());
    }

    private static Principal.Person asker(Permit permit) {
        return switch (permit.principal()) {
            case Principal.Person person -> person;
            case Principal.Product product ->
                throw new IllegalArgumentException("patterns are looked at by people, not by the product");
        };
    }
}
