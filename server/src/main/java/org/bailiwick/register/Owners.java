package org.bailiwick.register;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.connector.Inert;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who answers for an identity: named by a person of the tenant, or by its approved expected scope. */
@Component
public final class Owners {
    private static final int LONGEST = 200;

    private final Transactions transactions;
    private final OwnerStore store;
    private final DecisionPoint decisionPoint;
    private final Ledger ledger;
    private final Ids ids;
    private final List<AfterSnapshot> followers;

    Owners(Transactions transactions, OwnerStore store, DecisionPoint decisionPoint, Ledger ledger, Ids ids,
            List<AfterSnapshot> followers) {
        this.transactions = transactions;
        this.store = store;
        this.decisionPoint = decisionPoint;
        this.ledger = ledger;
        this.ids = ids;
        this.followers = List.copyOf(followers);
    }

    /** @param owner a username of the tenant, or a verified mail address of one of its people */
    Result<IdentityView, OwnerProblem> name(Permit permit, UUID identity, String owner) {
        var wanted = Inert.text(owner.strip(), LONGEST);
        return transactions.tenant(permit.tenant(), tx -> {
            decisionPoint.confirm(tx, permit);
            var found = store.find(tx, identity);
            if (found.isEmpty()) {
                return Result.no(new OwnerProblem.IdentityNotFound(identity));
            }
            if (wanted.isEmpty()) {
                return Result.no(new OwnerProblem.OwnerMissing());
            }
            if (!store.somebody(tx, wanted)) {
                return Result.no(new OwnerProblem.NobodyKnown(wanted));
            }
            if (!wanted.equals(found.get().owner())) {
                put(tx, found.get(), wanted, permit);
                followers.forEach(each -> each.changed(tx));
            }
            return Result.ok(store.view(tx, identity));
        });
    }

    /**
     * What an approved expected scope says of owners. Whoever is named there is written as said; whether they are
     * somebody was looked at when the scope was proposed.
     *
     * @param owners by the username of the account whose identity they answer for
     */
    public void byExpectedScope(TenantTx tx, Map<String, String> owners) {
        said(tx, owners, identity -> true);
    }

    /** As {@link #byExpectedScope}, but only where nobody is named: for what was found after the approval. */
    public void ofNewcomers(TenantTx tx, Map<String, String> owners) {
        said(tx, owners, identity -> identity.owner() == null);
    }

    private void said(TenantTx tx, Map<String, String> owners, Predicate<OwnerStore.Owned> of) {
        boolean changed = false;
        for (var each : store.withUsernames(tx, owners.keySet()).stream().filter(of).toList()) {
            var owner = Inert.text(owners.getOrDefault(each.username(), "").strip(), LONGEST);
            if (!owner.isEmpty() && !owner.equals(each.owner())) {
                put(tx, each, owner, null);
                changed = true;
            }
        }
        if (changed) {
            followers.forEach(each -> each.changed(tx));
        }
    }

    private void put(TenantTx tx, OwnerStore.Owned identity, String owner, @Nullable Permit permit) {
        var person = permit != null && permit.principal() instanceof Principal.Person signedIn ? signedIn.id() : null;
        store.put(tx, identity.id(), owner, person);
        var entry = Entry.of(Activity.OWNER_NAMED, permit == null ? Actor.PRODUCT : permit.principal().actor(),
                new Target("identity", identity.publicId().toString(), identity.displayName()), Outcome.SUCCESS,
                permit == null ? ids.uuid() : permit.evaluation(),
                permit == null ? "the approved expected scope names its owner" : "its owner was named")
                .withChange(told(identity.owner()), told(owner));
        ledger.append(tx, permit == null ? entry : entry.under(permit.authority(), permit.evaluation()));
    }

    private static @Nullable Json told(@Nullable String owner) {
        return owner == null ? null : Json.object().put("owner", owner).build();
    }
}
