package org.bailiwick.register;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.authority.WhereAllowed;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.proof.Json;
import org.springframework.stereotype.Component;

/**
 * Keeps the record of who looked over several tenants at once: committed to the MSP's own record before anything is
 * read; each tenant gets to know of it by a job a moment later, in one entry an operator, view and day.
 */
@Component
public final class OversightLooks {
    /** Whoever looks once looks again: the tenants are told of all these looks together, and not while somebody waits for a page. */
    private static final Duration TOLD_AFTER = Duration.ofSeconds(15);

    private final Transactions transactions;
    private final OversightStore store;
    private final DecisionPoint decisionPoint;
    private final Ledger ledger;
    private final Work work;
    private final WhereAllowed whereAllowed;

    OversightLooks(Transactions transactions, OversightStore store, DecisionPoint decisionPoint, Ledger ledger,
            Work work, WhereAllowed whereAllowed) {
        this.transactions = transactions;
        this.store = store;
        this.decisionPoint = decisionPoint;
        this.ledger = ledger;
        this.work = work;
        this.whereAllowed = whereAllowed;
    }

    /**
     * Those of these tenants whose register the person may read, with the look on {@link #record record}. To see that a tenant exists is not to read who is in it.
     *
     * @param permit in the MSP's own tenant
     */
    public Set<TenantId> into(Permit permit, String view, Set<TenantId> tenants) {
        if (tenants.isEmpty()) {
            return tenants;
        }
        var readable = readable(permit, tenants);
        record(permit, view, readable);
        return readable;
    }

    /** Those of these tenants whose register the person may read. */
    Set<TenantId> readable(Permit permit, Set<TenantId> tenants) {
        return permit.principal() instanceof Principal.Person person
                ? whereAllowed.tenants(person.id(), Capabilities.REGISTER_READ).stream().filter(tenants::contains)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /**
     * To be called before the reading; throws where the permit holds no longer.
     *
     * @param permit in the MSP's own tenant
     * @param view what is looked at, in one word
     */
    public void record(Permit permit, String view, Set<TenantId> tenants) {
        var person = switch (permit.principal()) {
            case Principal.Person signedIn -> signedIn;
            case Principal.Product product ->
                throw new IllegalArgumentException("oversight is for people, not for the product");
        };
        transactions.tenant(TenantId.MSP, tx -> {
            decisionPoint.confirm(tx, permit);
            ledger.append(tx, Entry.of(Activity.OVERSIGHT_READ, person.actor(), new Target("view", view, view),
                    Outcome.SUCCESS, permit.evaluation(), "looked over several tenants at once")
                    .under(permit.authority(), permit.evaluation())
                    .withChange(null, Json.object().put("view", view).put("tenants", tenants.size()).build()));
            var customers = tenants.stream().filter(tenant -> !tenant.equals(TenantId.MSP)).map(TenantId::value)
                    .sorted().toList();
            if (!customers.isEmpty()) {
                work.order(tx, TellTenants.KIND, store.remember(tx, permit, person, view, customers),
                        tx.now().plus(TOLD_AFTER));
            }
            return true;
        });
    }
}
