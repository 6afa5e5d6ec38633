package org.bailiwick.register;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.springframework.stereotype.Component;

/**
 * Finds identities of several tenants that are the same person, and gives their rows one subject. Only an equal mail
 * address that each system has verified says so; a name never does. Reads the estate, writes this tenant, and has the
 * other tenants' rows looked at by work of their own, so that no transaction spans two tenants.
 */
@Component
final class CorrelateIdentities implements WorkHandler {
    static final String KIND = "correlate";

    private final Transactions transactions;
    private final CorrelationStore store;
    private final LinkPersons linkPersons;
    private final Ledger ledger;
    private final Work work;
    private final Ids ids;
    private final List<AfterSnapshot> followers;

    CorrelateIdentities(Transactions transactions, CorrelationStore store, LinkPersons linkPersons, Ledger ledger,
            Work work, Ids ids, List<AfterSnapshot> followers) {
        this.transactions = transactions;
        this.store = store;
        this.linkPersons = linkPersons;
        this.ledger = ledger;
        this.work = work;
        this.ids = ids;
        this.followers = List.copyOf(followers);
    }

    /** @param mail verified, in lower case */
    record Member(TenantId tenant, long identity, UUID subject, String mail, boolean correlated) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        var members = transactions.estate(tx -> store.sharingAMailWith(tx, item.tenant()));
        var taken = transactions.estate(tx -> store.bearers(tx,
                members.stream().map(Member::subject).collect(Collectors.toSet())));
        var groups = members.stream().collect(Collectors.groupingBy(Member::mail));
        var others = new HashSet<TenantId>();
        boolean correlated = transactions.worker(item.tenant(), tx -> {
            var written = new AtomicBoolean();
            for (var group : groups.values()) {
                others.addAll(unite(tx, group, taken, written));
            }
            store.unsupported(tx).forEach(identity -> part(tx, identity, ids.uuid(), written));
            return written.get();
        });
        for (var other : others) {
            transactions.worker(other, tx -> {
                work.order(tx, KIND, item.subject(), tx.now());
                return true;
            });
        }
        boolean linked = linkPersons.link(item.tenant());
        if (correlated || linked) {
            transactions.worker(item.tenant(), tx -> {
                followers.forEach(each -> each.changed(tx));
                return true;
            });
        }
        return Outcome.done();
    }

    /** @return the other tenants that hold members with another subject */
    private Set<TenantId> unite(TenantTx tx, List<Member> group, Map<UUID, Set<Long>> taken,
            AtomicBoolean written) {
        boolean alone = group.stream().map(Member::tenant).distinct().count() == 1;
        if (alone) {
            group.stream().filter(Member::correlated).forEach(member -> part(tx, member.identity(),
                    taken.getOrDefault(member.subject(), Set.of()).size() > 1 ? ids.uuid() : member.subject(),
                    written));
            return Set.of();
        }
        var subject = common(group, taken).orElseGet(ids::uuid);
        for (var member : group) {
            if (member.tenant().equals(tx.tenant()) && !(member.correlated() && member.subject().equals(subject))) {
                store.unite(tx, member.identity(), subject);
                enter(tx, member.identity(), "the identity's subject follows its verified mail address");
                written.set(true);
            }
        }
        return group.stream()
                .filter(member -> !member.tenant().equals(tx.tenant())
                        && !(member.correlated() && member.subject().equals(subject)))
                .map(Member::tenant).collect(Collectors.toSet());
    }

    /** The subject of the first member whose subject nobody outside of the group bears. */
    private static Optional<UUID> common(List<Member> group, Map<UUID, Set<Long>> taken) {
        var inside = group.stream().map(Member::identity).collect(Collectors.toSet());
        return group.stream().map(Member::subject)
                .filter(subject -> inside.containsAll(taken.getOrDefault(subject, Set.of()))).findFirst();
    }

    private void part(TenantTx tx, long identity, UUID subject, AtomicBoolean written) {
        written.set(true);
        store.part(tx, identity, subject);
        enter(tx, identity, "the identity's subject is its own again");
    }

    private void enter(TenantTx tx, long identity, String message) {
        // The tenant's record never says whether, or where, the same person has access elsewhere.
        ledger.append(tx, Entry.of(Activity.IDENTITY_CORRELATED, Actor.PRODUCT, store.target(tx, identity),
                org.bailiwick.ledger.Outcome.SUCCESS, ids.uuid(), message));
    }
}
