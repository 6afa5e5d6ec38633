package org.bailiwick.lifecycle;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.springframework.stereotype.Component;

/** Looks, tenant by tenant, each in a transaction of its own, how far a case is and what of the person is left. */
@Component
final class LookAtCase {
    private static final PartPlan NOTHING = new PartPlan(List.of());

    private final Transactions transactions;
    private final PresenceStore presences;
    private final RequestStore requests;

    LookAtCase(Transactions transactions, PresenceStore presences, RequestStore requests) {
        this.transactions = transactions;
        this.presences = presences;
        this.requests = requests;
    }

    /**
     * One tenant as it is now.
     *
     * @param unplanned access of accounts that no part of the case names yet
     * @param again what must be ordered so that nothing is left
     */
    record Seen(Standing standing, PartPlan unplanned, PartPlan again) {
        TenantId tenant() {
            return standing.concerned();
        }
    }

    /** @param out the tenants that were taken out of the case */
    List<Seen> at(LeaverCase leaver, List<Part> parts, List<TakenOut> out) {
        var known = transactions.estate(
                tx -> new Known(presences.concerned(tx, leaver.subject()), presences.notKnown(tx), out));
        var tenants = new HashSet<>(known.concerned());
        tenants.add(TenantId.MSP);
        parts.forEach(part -> tenants.add(part.concerned()));
        known.notKnown().forEach(each -> tenants.add(each.tenant()));
        out.forEach(each -> tenants.add(each.concerned()));
        return tenants.stream().sorted(Comparator.comparing(TenantId::value))
                .map(tenant -> in(tenant, leaver, parts, known)).toList();
    }

    private record Known(Set<TenantId> concerned, List<NotKnown> notKnown, List<TakenOut> out) {
        Optional<NotKnown> about(TenantId tenant) {
            return notKnown.stream().filter(each -> each.tenant().equals(tenant)).findFirst();
        }

        Optional<TakenOut> out(TenantId tenant) {
            return out.stream().filter(each -> each.concerned().equals(tenant)).findFirst();
        }
    }

    private Seen in(TenantId tenant, LeaverCase leaver, List<Part> parts, Known known) {
        var here = parts.stream().filter(part -> part.concerned().equals(tenant)).toList();
        var one = Set.of(tenant);
        return transactions.worker(tenant, tx -> {
            var presence = presences.of(tx::sql, one, leaver.subject()).getFirst();
            var items = requests.items(tx::sql, one,
                    here.stream().map(Part::request).collect(Collectors.toUnmodifiableSet()));
            var out = known.out(tenant);
            if (out.isPresent()) {
                return new Seen(Judgement.takenOut(out.get(), items), NOTHING, NOTHING);
            }
            var left = presence.plan(leaver.memberships());
            var planned = here.stream().filter(part -> part.state() != PartState.REPLACED)
                    .flatMap(part -> part.plan().accountIds().stream()).collect(Collectors.toUnmodifiableSet());
            boolean own = tenant.equals(TenantId.MSP);
            return new Seen(Judgement.of(leaver, presence, here, items, known.about(tenant), tx.now()),
                    own ? NOTHING : left.without(planned),
                    own ? NOTHING : left.and(unended(items)).without(presence.outOfReach()));
        });
    }

    private static PartPlan unended(List<Item> items) {
        return items.stream().filter(item -> item.stand().toBeOrdered())
                .map(item -> new PartPlan(List.of(item.again()))).reduce(NOTHING, PartPlan::and);
    }
}
