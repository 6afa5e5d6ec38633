package org.bailiwick.lifecycle;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.WhereAllowed;
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
    private final PresenceStore presences;
    private final WhereAllowed whereAllowed;
    private final OversightLooks looks;

    LeaverCases(Transactions transactions, CaseStore store, RequestStore requests, PresenceStore presences,
            WhereAllowed whereAllowed,
            OversightLooks looks) {
        this.transactions = transactions;
        this.store = store;
        this.requests = requests;
        this.presences = presences;
        this.whereAllowed = whereAllowed;
        this.looks = looks;
    }

    /** A case as the MSP's own tenant has it: numbers and states, no name of a customer's system. */
    record Known(LeaverCase leaver, List<Part> parts, List<Standing> standings, List<TakenOut> out) {
        /** Where the person has or had access; a tenant that is only not known yet hides the case from nobody. */
        Set<TenantId> tenants() {
            return Stream
                    .concat(parts.stream().map(Part::concerned),
                            standings.stream().filter(Standing::present).map(Standing::concerned))
                    .collect(Collectors.toUnmodifiableSet());
        }

        boolean stands(TenantId tenant) {
            return standings.stream().map(Standing::concerned).anyMatch(tenant::equals) || tenants().contains(tenant);
        }
    }

    /** @param permit for offboarding in the MSP's own tenant */
    Optional<Known> find(Permit permit, UUID leaverCase) {
        var known = transactions.tenant(permit.tenant(),
                tx -> store.find(tx, leaverCase).map(leaver -> known(tx, leaver)));
        return known.filter(each -> whereMine(permit).containsAll(each.tenants()));
    }

    /** Open ones first; how far they are, without what was asked for. */
    List<Known> list(Permit permit) {
        var mine = whereMine(permit);
        return transactions.tenant(permit.tenant(), tx -> {
            var cases = store.list(tx, mine, MOST);
            var standings = store.standings(tx, cases.stream().map(LeaverCase::id).toList());
            return cases.stream().map(leaver -> new Known(leaver, List.of(),
                    standings.getOrDefault(leaver.id(), List.of()), List.of())).toList();
        });
    }

    /** To be called after {@link #items}, which keeps the look on record. */
    List<NotEnded> notEnded(Known known) {
        var tenants = known.tenants();
        return tenants.isEmpty()
                ? List.of()
                : transactions.oversight(tenants, tx -> presences.notEnded(tx, tenants, known.leaver().subject()));
    }

    /** Whether all of this is where the person may end access, also where it was found since the case was looked at. */
    boolean mine(Permit permit, List<Left> left) {
        return whereMine(permit).containsAll(left.stream().map(Left::tenant).toList());
    }

    private Set<TenantId> whereMine(Permit permit) {
        return whereAllowed.tenants(PreviewCase.person(permit).id(), Capabilities.STAFF_OFFBOARD);
    }

    private Known known(TenantTx tx, LeaverCase leaver) {
        return new Known(leaver, store.parts(tx, leaver.id()), store.standings(tx, leaver.id()),
                store.takenOut(tx, leaver.id()));
    }

    /** Keeps on record a look at access that was found in further tenants since. */
    void lookedAt(Permit permit, Known known, List<Left> left) {
        var further = left.stream().map(Left::tenant).filter(tenant -> !known.tenants().contains(tenant))
                .collect(Collectors.toUnmodifiableSet());
        if (!further.isEmpty()) {
            looks.record(permit, "leavers", further);
        }
    }

    /** Account by account; the look is on record before anything is read. */
    List<Item> items(Permit permit, Known known) {
        var asked = known.parts().stream().map(Part::request).collect(Collectors.toUnmodifiableSet());
        var tenants = known.tenants();
        if (tenants.isEmpty()) {
            return List.of();
        }
        looks.record(permit, "leavers", tenants);
        return transactions.oversight(tenants, tx -> requests.items(tx::sql, tenants, asked));
    }
}
