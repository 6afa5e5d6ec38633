package org.bailiwick.register;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.bailiwick.signin.Providers;
import org.springframework.stereotype.Component;

/**
 * Finds identities of several tenants that are the same person, and gives their rows one subject: by a person's word, by
 * an identity provider's account that signs in to them, or by a mail address that each system has verified; a name never
 * says so. Services are one by a word alone. Reads the estate, writes this tenant, and has the other tenants' rows looked at by work of their own, so that
 * no transaction spans two tenants.
 */
@Component
final class CorrelateIdentities implements WorkHandler {
    static final String KIND = "correlate";

    private final Transactions transactions;
    private final CorrelationStore store;
    private final LinkPersons linkPersons;
    private final Providers providers;
    private final Ledger ledger;
    private final Work work;
    private final Ids ids;
    private final PlatformClock clock;
    private final List<AfterSnapshot> followers;

    CorrelateIdentities(Transactions transactions, CorrelationStore store, LinkPersons linkPersons, Providers providers,
            Ledger ledger, Work work, Ids ids, PlatformClock clock, List<AfterSnapshot> followers) {
        this.transactions = transactions;
        this.store = store;
        this.linkPersons = linkPersons;
        this.providers = providers;
        this.ledger = ledger;
        this.work = work;
        this.ids = ids;
        this.clock = clock;
        this.followers = List.copyOf(followers);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        var known = providers.all();
        var members = transactions.estate(tx -> store.kinOf(tx, item.tenant(), known));
        var before = transactions.worker(item.tenant(), store::correlated);
        var taken = transactions.estate(tx -> store.bearers(tx,
                Stream.concat(members.stream().map(Kinship.Member::subject), before.values().stream())
                        .collect(Collectors.toSet())));
        var others = new HashSet<TenantId>();
        boolean correlated = transactions.worker(item.tenant(), tx -> {
            var written = new AtomicBoolean();
            var supported = new HashSet<Long>();
            for (var group : Kinship.groups(members)) {
                others.addAll(unite(tx, group, taken, written));
                group.members().forEach(member -> supported.add(member.identity()));
            }
            store.correlated(tx).forEach((identity, subject) -> {
                if (!supported.contains(identity)) {
                    var bearers = taken.getOrDefault(subject, Map.of());
                    part(tx, identity, bearers.size() == 1 ? subject : ids.uuid(), written);
                    // Who bears the subject still may stand alone now, and nothing of theirs was read anew.
                    bearers.values().stream().filter(other -> !other.equals(tx.tenant())).forEach(others::add);
                }
            });
            if (written.get()) {
                tell(tx);
            } else {
                store.rested(tx, known);
            }
            return written.get();
        });
        others.forEach(other -> transactions.worker(other, tx -> {
            lookAlso(tx, item.subject());
            return true;
        }));
        linkPersons.link(item.tenant(), known, this::tell);
        // What was written rests on what was read before it, and another tenant may have written in between.
        return correlated ? Outcome.again(clock.now()) : Outcome.done();
    }

    /** Work under way may be past the look that it has to take now, so that it gets a piece of its own. */
    private void lookAlso(TenantTx tx, long subject) {
        if (!work.hasten(tx, KIND, subject, tx.now())) {
            work.orderAnew(tx, KIND, tx.now());
        }
    }

    private void tell(TenantTx tx) {
        followers.forEach(each -> each.changed(tx));
    }

    /** @return the other tenants whose rows say something else, or may be left alone by this one */
    private Set<TenantId> unite(TenantTx tx, Kinship.Group group, Map<UUID, Map<Long, TenantId>> taken,
            AtomicBoolean written) {
        if (group.alone()) {
            var left = new HashSet<TenantId>();
            group.members().stream().filter(member -> member.correlated() && member.tenant().equals(tx.tenant()))
                    .forEach(member -> {
                        var bearers = taken.getOrDefault(member.subject(), Map.of());
                        part(tx, member.identity(), bearers.size() > 1 ? ids.uuid() : member.subject(), written);
                        left.addAll(bearers.values());
                    });
            left.remove(tx.tenant());
            return left;
        }
        var subject = common(group, taken).orElseGet(ids::uuid);
        var others = new HashSet<TenantId>();
        for (var member : group.members()) {
            var rule = group.rule(member);
            if (member.subject().equals(subject) && rule.text().equals(member.correlatedBy())) {
                continue;
            }
            if (member.tenant().equals(tx.tenant())) {
                store.unite(tx, member.identity(), subject, rule);
                enter(tx, member.identity(), "the identity's subject follows: " + rule.text());
                written.set(true);
            } else {
                others.add(member.tenant());
            }
        }
        return others;
    }

    /** The subject of the first member whose subject nobody outside of the group bears. */
    private static Optional<UUID> common(Kinship.Group group, Map<UUID, Map<Long, TenantId>> taken) {
        var inside = group.members().stream().map(Kinship.Member::identity).collect(Collectors.toSet());
        return group.members().stream().map(Kinship.Member::subject)
                .filter(subject -> inside.containsAll(taken.getOrDefault(subject, Map.of()).keySet())).findFirst();
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
