package org.bailiwick.pattern;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.approval.AlsoWaiting;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Principal;
import org.bailiwick.authority.WhereAllowed;
import org.bailiwick.authority.WhoMay;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Scope;
import org.springframework.stereotype.Component;

/** The patterns for which a person answers, in their inbox. */
@Component
final class PatternsInInbox implements AlsoWaiting {
    private final Transactions transactions;
    private final PatternStore store;
    private final PatternOwnerStore owners;
    private final WhoMay whoMay;
    private final WhereAllowed whereAllowed;

    PatternsInInbox(Transactions transactions, PatternStore store, PatternOwnerStore owners, WhoMay whoMay,
            WhereAllowed whereAllowed) {
        this.transactions = transactions;
        this.store = store;
        this.owners = owners;
        this.whoMay = whoMay;
        this.whereAllowed = whereAllowed;
    }

    @Override
    public List<Line> of(Principal.Person person, Scope scope) {
        var msp = scope.find(TenantId.MSP);
        if (msp.isEmpty()) {
            return List.of();
        }
        long theirs = count(person, scope);
        return theirs == 0
                ? List.of()
                : List.of(new Line(msp.get(), theirs,
                        theirs == 1 ? "pattern over tenants" : "patterns over tenants", "/all/patterns?owner=mine",
                        "/api/v1/oversight/patterns?owner=mine"));
    }

    /** As the list counts them. */
    private long count(Principal.Person person, Scope scope) {
        var mine = transactions.tenant(TenantId.MSP,
                tx -> whoMay.may(tx, person.id(), Capabilities.OVERSIGHT_READ)
                        ? owners.of(tx, person.id())
                        : Set.<UUID>of());
        if (mine.isEmpty()) {
            return 0;
        }
        var readable = whereAllowed.tenants(person.id(), Capabilities.REGISTER_READ).stream()
                .filter(scope.ids()::contains).collect(Collectors.toUnmodifiableSet());
        return readable.isEmpty()
                ? 0
                : transactions.oversight(readable, tx -> store.sums(tx, readable, mine)).size();
    }
}
