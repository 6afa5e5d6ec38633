package org.bailiwick.lifecycle;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.authority.Authorities;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.OversightLooks;
import org.springframework.stereotype.Component;

/** Reads cases for people. A case exists only for those who may end access in every tenant that it concerns. */
@Component
public final class LeaverCases {
    private static final int MOST = 200;

    private final Transactions transactions;
    private final CaseStore store;
    private final RequestStore requests;
    private final Authorities authorities;
    private final OversightLooks looks;

    LeaverCases(Transactions transactions, CaseStore store, RequestStore requests, Authorities authorities,
            OversightLooks looks) {
        this.transactions = transactions;
        this.store = store;
        this.requests = requests;
        this.authorities = authorities;
        this.looks = looks;
    }

    /** A case as the MSP's own tenant has it: numbers and states, no name of a customer's system. */
    record Known(LeaverCase leaver, List<Part> parts, List<Standing> standings, List<TakenOut> out) {
        Set<TenantId> tenants() {
            return Stream
                    .concat(parts.stream().map(Part::concerned), standings.stream().map(Standing::concerned))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** @param permit for offboarding in the MSP's own tenant */
    Optional<Known> find(Permit permit, UUID leaverCase) {
        var known = transactions.tenant(permit.tenant(),
                tx -> store.find(tx, leaverCase).map(leaver -> known(tx, leaver)));
        return known.filter(each -> mine(permit).containsAll(each.tenants()));
    }

    /** Open ones first. */
    List<Known> list(Permit permit) {
        var mine = mine(permit);
        return transactions.tenant(permit.tenant(),
                tx -> store.list(tx, MOST).stream().map(leaver -> known(tx, leaver)).toList()).stream()
                .filter(each -> mine.containsAll(each.tenants())).toList();
    }

    private Known known(TenantTx tx, LeaverCase leaver) {
        return new Known(leaver, store.parts(tx, leaver.id()), store.standings(tx, leaver.id()),
                store.takenOut(tx, leaver.id()));
    }

    /** Account by account; the look is on record before anything is read. */
    List<Item> items(Permit permit, Known known) {
        var asked = known.parts().stream().map(Part::request).collect(Collectors.toUnmodifiableSet());
        var tenants = known.parts().stream().map(Part::concerned).collect(Collectors.toUnmodifiableSet());
        if (asked.isEmpty()) {
            return List.of();
        }
        looks.record(permit, "leavers", tenants);
        return transactions.oversight(tenants, tx -> requests.items(tx::sql, tenants, asked));
    }

    private Set<TenantId> mine(Permit permit) {
        return authorities.tenants(PreviewCase.person(permit).id(), Capabilities.STAFF_OFFBOARD);
    }
}
