package org.bailiwick.lifecycle;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.springframework.stereotype.Component;

/** Looks over the estate, in one reading transaction, how far a case is in each tenant and what of the person is left. */
@Component
final class LookAtCase {
    private final Transactions transactions;
    private final PresenceStore presences;
    private final ReadingStore readings;
    private final RequestStore requests;
    private final MaybeTheirs maybe;

    LookAtCase(Transactions transactions, PresenceStore presences, ReadingStore readings, RequestStore requests,
            MaybeTheirs maybe) {
        this.transactions = transactions;
        this.presences = presences;
        this.readings = readings;
        this.requests = requests;
        this.maybe = maybe;
    }

    /**
     * One tenant as it is now.
     *
     * @param unplanned access of accounts that no part of the case names yet
     * @param left what a person has to order so that nothing is left; empty where nobody has to
     * @param moot parts that wait for a person and whose access is gone by other hands
     * @param toRead inside ids of connections that must be read before anything is known here
     */
    record Seen(Standing standing, PartPlan unplanned, Optional<Left> left, List<Part> moot, List<Long> toRead) {
        Seen {
            moot = List.copyOf(moot);
            toRead = List.copyOf(toRead);
        }

        TenantId tenant() {
            return standing.concerned();
        }
    }

    /** @param out the tenants that were taken out of the case */
    List<Seen> at(LeaverCase leaver, List<Part> parts, List<TakenOut> out) {
        return transactions.estate(tx -> look(tx, leaver, parts, out));
    }

    private List<Seen> look(ReadTx tx, LeaverCase leaver, List<Part> parts, List<TakenOut> out) {
        // INVARIANT: how far was read is asked first. What a reading brings meanwhile is seen, and not yet relied on.
        var read = readings.all(tx).stream().collect(Collectors.toMap(Reading::tenant, Function.identity()));
        var concerned = new HashSet<>(presences.concerned(tx, leaver.subject()));
        concerned.add(TenantId.MSP);
        parts.forEach(part -> concerned.add(part.concerned()));
        out.forEach(each -> concerned.add(each.concerned()));
        var undecided = maybe.of(tx, leaver.subject());
        concerned.addAll(undecided.keySet());
        var there = presences.of(tx::sql, concerned, leaver.subject()).stream()
                .collect(Collectors.toMap(Presence::tenant, Function.identity()));
        var items = requests.items(tx::sql, concerned, parts.stream().map(Part::request).collect(Collectors.toSet()))
                .stream().collect(Collectors.groupingBy(Item::tenant));
        return tenants(read.values(), concerned, leaver).map(tenant -> {
            var sight = new Sight(leaver, there.getOrDefault(tenant, Presence.none(tenant)),
                    read.getOrDefault(tenant, new Reading(tenant, List.of())),
                    parts.stream().filter(part -> part.concerned().equals(tenant)).toList(),
                    items.getOrDefault(tenant, List.of()), Optional.ofNullable(undecided.get(tenant)));
            return out.stream().filter(each -> each.concerned().equals(tenant)).findFirst()
                    .map(each -> new Seen(Judgement.takenOut(each, sight), PartPlan.NOTHING, Optional.empty(),
                            List.of(), List.of()))
                    .orElseGet(() -> Judgement.of(sight, tx.now()));
        }).toList();
    }

    /** Where the person is or was, and where nobody can say. */
    private static Stream<TenantId> tenants(Iterable<Reading> read, Set<TenantId> concerned, LeaverCase leaver) {
        var tenants = new HashSet<>(concerned);
        read.forEach(each -> {
            if (each.unread(leaver.readFrom()).isPresent()) {
                tenants.add(each.tenant());
            }
        });
        return tenants.stream().sorted(Comparator.comparing(TenantId::value));
    }
}
