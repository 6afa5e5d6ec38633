package org.bailiwick.remediation;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bailiwick.authority.Permit;
import org.bailiwick.change.Changes;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.OversightLooks;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Who is locked out, in one tenant or over all that one may see. */
@Component
final class FindLockouts {
    /** Whoever reads the longest-locked five hundred has work to do; that there are more is said. */
    static final int MOST = 500;
    private static final int MOST_NAMED = 20;

    private final Transactions transactions;
    private final LockoutStore store;
    private final Changes changes;
    private final OversightLooks looks;

    FindLockouts(Transactions transactions, LockoutStore store, Changes changes, OversightLooks looks) {
        this.transactions = transactions;
        this.store = store;
        this.changes = changes;
        this.looks = looks;
    }

    Lockouts in(TenantId tenant) {
        var one = Set.of(tenant);
        return transactions.tenant(tenant,
                tx -> Lockouts.first(MOST, refused(tx::sql, one, store.locked(tx::sql, one, MOST + 1)),
                        store.notKnown(tx::sql, one), store.notRead(tx::sql, one)));
    }

    /** Accounts of this name, locked or not. */
    List<Lockout> named(TenantId tenant, String username) {
        return transactions.tenant(tenant,
                tx -> refused(tx::sql, Set.of(tenant), store.named(tx, username, MOST_NAMED)));
    }

    /** With what stands against unlocking each, as {@link UnlockAccounts} would say it. */
    private List<Lockout> refused(Function<String, StatementSpec> sql, Set<TenantId> tenants, List<Lockout> found) {
        var ended = changes.whyToBeDisabled(sql, tenants,
                found.stream().map(lockout -> lockout.account().id()).toList());
        return found.stream().map(lockout -> {
            var why = ended.get(lockout.account().id());
            return why == null
                    ? lockout
                    : lockout.refusedFor(new UnlockProblem.AccessEnded(lockout.account().publicId(), why));
        }).toList();
    }

    /**
     * A tenant whose register the person may not read is one of which they do not know who is locked out.
     *
     * @param permit in the MSP's own tenant
     */
    Lockouts over(Permit permit, Set<TenantId> tenants) {
        var readable = looks.into(permit, "lockouts", tenants);
        var found = readable.isEmpty()
                ? Lockouts.NONE_MAY_BE_READ
                : transactions.oversight(readable,
                        tx -> Lockouts.first(MOST,
                                refused(tx::sql, readable, store.locked(tx::sql, readable, MOST + 1)),
                                store.notKnown(tx::sql, readable), store.notRead(tx::sql, readable)));
        return found.withoutReading(
                tenants.stream().filter(each -> !readable.contains(each)).collect(Collectors.toSet()));
    }
}
