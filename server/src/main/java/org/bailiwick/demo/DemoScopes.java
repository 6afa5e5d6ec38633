package org.bailiwick.demo;

import java.nio.charset.StandardCharsets;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Principal;
import org.bailiwick.demo.estate.TenantPlan;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.template.ExpectedScopes;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Has each customer's expected scope agreed to: the MSP's operator proposes what was talked over, the customer's approver
 * reads and approves it. Where a version is in force, the customer has one, and the demo leaves it alone.
 */
@Component
@Profile("demo")
final class DemoScopes {
    private final ExpectedScopes scopes;
    private final Transactions transactions;
    private final DemoPermits permits;

    DemoScopes(ExpectedScopes scopes, Transactions transactions, DecisionPoint decisions) {
        this.scopes = scopes;
        this.transactions = transactions;
        this.permits = new DemoPermits(decisions, transactions);
    }

    void agree(Principal.Person operator, Principal.Person approver, TenantId tenant, TenantPlan plan) {
        if (transactions.tenant(tenant, scopes::current).isPresent()) {
            return;
        }
        var proposed = transactions.tenant(tenant, scopes::proposed)
                .orElseGet(() -> scopes.propose(permits.permit(operator, Capabilities.SCOPE_PROPOSE, tenant),
                        plan.expectedScope().getBytes(StandardCharsets.UTF_8))
                        .orThrow(problem -> new DemoException("the expected scope of %s is not taken: %s"
                                .formatted(plan.name(), problem), null)));
        scopes.approve(permits.permit(approver, Capabilities.SCOPE_APPROVE, tenant), proposed.publicId(),
                proposed.hash(), "talked over with " + operator.name())
                .orThrow(problem -> new DemoException("%s did not approve its expected scope: %s"
                        .formatted(plan.name(), problem), null));
    }
}
