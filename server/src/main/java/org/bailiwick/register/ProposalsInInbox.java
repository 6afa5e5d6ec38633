package org.bailiwick.register;

import java.util.List;
import java.util.stream.Collectors;
import org.bailiwick.approval.AlsoWaiting;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Principal;
import org.bailiwick.authority.WhereAllowed;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Scope;
import org.springframework.stereotype.Component;

/** How many identities wait for the word of somebody who may say it, in their inbox over all tenants. */
@Component
final class ProposalsInInbox implements AlsoWaiting {
    private final Transactions transactions;
    private final DecisionPoint decisionPoint;
    private final WhereAllowed whereAllowed;
    private final FindProposals find;

    ProposalsInInbox(Transactions transactions, DecisionPoint decisionPoint, WhereAllowed whereAllowed,
            FindProposals find) {
        this.transactions = transactions;
        this.decisionPoint = decisionPoint;
        this.whereAllowed = whereAllowed;
        this.find = find;
    }

    /** Over all tenants alone: who is who over tenants is the MSP's to say, and no tenant's. */
    @Override
    public List<Line> of(Principal.Person person, Scope scope) {
        if (scope.find(TenantId.MSP).isEmpty() || scope.ids().size() == 1 || !may(person)) {
            return List.of();
        }
        var readable = whereAllowed.tenants(person.id(), Capabilities.REGISTER_READ).stream()
                .filter(scope.ids()::contains).collect(Collectors.toUnmodifiableSet());
        int count = readable.isEmpty()
                ? 0
                : transactions.oversight(readable, tx -> find.over(tx, readable)).proposals().size();
        return count == 0
                ? List.of()
                : List.of(new Line(null, count,
                        count == 1
                                ? "identity waits for a word on whose it is"
                                : "identities wait for a word on whose they are",
                        "/all/proposals", "/api/v1/oversight/proposals"));
    }

    private boolean may(Principal.Person person) {
        return transactions.tenant(TenantId.MSP, tx -> decisionPoint.decide(tx, person,
                Capabilities.IDENTITY_CORRELATE) instanceof Evaluation.Permitted);
    }
}
