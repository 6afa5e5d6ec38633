package org.bailiwick.register;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks over identities of several tenants at once. The look is committed to the MSP's own record before anything is
 * read, and each tenant gets to know of it by a job: one entry an operator, view and day.
 */
@Component
final class Oversight {
    private final Transactions transactions;
    private final OversightStore store;
    private final DecisionPoint decisionPoint;
    private final Ledger ledger;
    private final Work work;

    Oversight(Transactions transactions, OversightStore store, DecisionPoint decisionPoint, Ledger ledger, Work work) {
        this.transactions = transactions;
        this.store = store;
        this.decisionPoint = decisionPoint;
        this.ledger = ledger;
        this.work = work;
    }

    /** @param permit in the MSP's own tenant */
    List<SubjectView> subjects(Permit permit, Set<TenantId> tenants, @Nullable String search,
            OversightStore.@Nullable Place after, int limit) {
        if (tenants.isEmpty()) {
            return List.of();
        }
        record(permit, "identities", tenants);
        return transactions.oversight(tenants, tx -> store.subjects(tx, tenants, search, after, limit));
    }

    /** One person or service in all the tenants where it may be seen; empty where in none. */
    List<SubjectView> subject(Permit permit, Set<TenantId> tenants, UUID subject) {
        if (tenants.isEmpty()) {
            return List.of();
        }
        record(permit, "identity", tenants);
        return transactions.oversight(tenants, tx -> store.subject(tx, tenants, subject));
    }

    private void record(Permit permit, String view, Set<TenantId> tenants) {
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
                work.order(tx, TellTenants.KIND, store.remember(tx, permit, person, view, customers), tx.now());
            }
            return true;
        });
    }
}
