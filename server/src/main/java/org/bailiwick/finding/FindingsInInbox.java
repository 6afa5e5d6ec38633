package org.bailiwick.finding;

import java.util.List;
import org.bailiwick.approval.AlsoWaiting;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Scope;
import org.springframework.stereotype.Component;

/** The open findings that a person owns, in their inbox. */
@Component
final class FindingsInInbox implements AlsoWaiting {
    private final Transactions transactions;
    private final FindingOwnerStore owners;

    FindingsInInbox(Transactions transactions, FindingOwnerStore owners) {
        this.transactions = transactions;
        this.owners = owners;
    }

    @Override
    public List<Line> of(Principal.Person person, Scope scope) {
        var open = transactions.oversight(scope.ids(), tx -> owners.open(tx, person, scope.ids()));
        return scope.tenants().stream().filter(tenant -> open.containsKey(tenant.id())).map(tenant -> {
            long count = open.getOrDefault(tenant.id(), 0L);
            return new Line(tenant, count, count == 1 ? "open finding" : "open findings",
                    "/t/%s/findings?owner=mine".formatted(tenant.shortName()),
                    "/api/v1/tenants/%s/findings?owner=mine".formatted(tenant.publicId()));
        }).toList();
    }
}
