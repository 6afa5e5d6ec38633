package org.bailiwick.demo;

import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;

/** The demo asks the decision point like everybody else: each step of the set-up runs on a persona's own permit. */
record DemoPermits(DecisionPoint decisions, Transactions transactions) {
    Permit permit(Principal.Person who, String capability, TenantId tenant) {
        return switch (decisions.decide(who, capability, tenant)) {
            case Evaluation.Permitted(var permit) -> permit;
            case Evaluation.Denied(var id, var visible, var reason) -> throw new DemoException(
                    "%s may not `%s` in tenant %d: %s".formatted(who.name(), capability, tenant.value(), reason), null);
        };
    }

    /** Asks without recording a denial: the demo only wants to know what is still to be done. */
    boolean holds(Principal.Person who, String capability, TenantId tenant) {
        return transactions.tenant(tenant,
                tx -> decisions.decide(tx, who, capability) instanceof Evaluation.Permitted);
    }
}
