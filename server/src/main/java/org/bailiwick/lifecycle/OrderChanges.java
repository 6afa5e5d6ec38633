package org.bailiwick.lifecycle;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Contracts;
import org.bailiwick.authority.Permit;
import org.bailiwick.change.AccountState;
import org.bailiwick.change.ChangeOrder;
import org.bailiwick.change.Changes;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.GrantView;
import org.bailiwick.register.Register;
import org.springframework.stereotype.Component;

/** Orders the changes of a decided request, one for each account and membership; what is under way already is joined. */
@Component
final class OrderChanges {
    private final Contracts contracts;
    private final Register register;
    private final Changes changes;
    private final RequestStore store;

    OrderChanges(Contracts contracts, Register register, Changes changes, RequestStore store) {
        this.contracts = contracts;
        this.register = register;
        this.changes = changes;
        this.store = store;
    }

    /** Name of a system that the request needs and that is disconnected; empty where there is none, till the end. */
    Optional<String> disconnected(TenantTx tx, LeaverRequest request) {
        return disconnected(tx, store.rows(tx, request.id()).stream()
                .map(row -> store.account(tx, row.account()).publicId()).collect(Collectors.toUnmodifiableSet()));
    }

    /** As above, of a request that is not made yet. */
    Optional<String> disconnected(TenantTx tx, Set<UUID> accounts) {
        return changes.holdConnected(tx, store.connections(tx, accounts)).values().stream().sorted().findFirst();
    }

    /** @param permit of whoever decided; its authority stands in each change */
    void of(TenantTx tx, Permit permit, LeaverRequest request) {
        boolean automatic = contracts.term(tx, Capabilities.CHANGE_EXECUTE).filter(Contracts.Term::automatic)
                .isPresent();
        for (var row : store.rows(tx, request.id())) {
            var grant = row.grant();
            var change = grant == null
                    ? disable(tx, permit, request, row, automatic)
                    : remove(tx, permit, request, register.grant(tx, grant).orElseThrow(), automatic);
            store.change(tx, row.id(), change.id());
        }
    }

    private ChangeOrder disable(TenantTx tx, Permit permit, LeaverRequest request, RequestStore.Row row,
            boolean automatic) {
        return changes.open(tx, row.account(), AccountState.DISABLED)
                .orElseGet(() -> order(tx, permit, request, store.account(tx, row.account()),
                        new Changes.Wanted.Account(AccountState.DISABLED), automatic));
    }

    private ChangeOrder remove(TenantTx tx, Permit permit, LeaverRequest request, GrantView grant, boolean automatic) {
        return changes.open(tx, grant.account().id(), grant.entitlement().id())
                .orElseGet(() -> order(tx, permit, request, grant.account(),
                        new Changes.Wanted.Removal(grant.entitlement(), grant.entitlement()), automatic));
    }

    private ChangeOrder order(TenantTx tx, Permit permit, LeaverRequest request, GrantView.AccountRef account,
            Changes.Wanted wanted, boolean automatic) {
        return changes.order(tx, new Changes.NewChange(account, wanted, "leaver request/" + request.publicId(),
                permit, automatic, Optional.empty(), request.correlation()));
    }
}
