package org.bailiwick.register;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks over identities of several tenants at once; the look is on record before anything is read. */
@Component
final class Oversight {
    private final Transactions transactions;
    private final OversightStore store;
    private final OversightLooks looks;

    Oversight(Transactions transactions, OversightStore store, OversightLooks looks) {
        this.transactions = transactions;
        this.store = store;
        this.looks = looks;
    }

    /** @param permit in the MSP's own tenant */
    List<SubjectView> subjects(Permit permit, Set<TenantId> tenants, OversightStore.Filter filter,
            OversightStore.@Nullable Place after, int limit) {
        var readable = looks.into(permit, "identities", tenants);
        return readable.isEmpty()
                ? List.of()
                : transactions.oversight(readable, tx -> store.subjects(tx, readable, filter, after, limit));
    }

    /** Of these tenants, those where anything of a person or service may be read or said. */
    Set<TenantId> readable(Permit permit, Set<TenantId> tenants) {
        return looks.readable(permit, tenants);
    }

    /** One person or service in all the tenants where it may be seen; empty where in none. */
    List<SubjectView> subject(Permit permit, Set<TenantId> tenants, UUID subject) {
        var readable = looks.into(permit, "identity", tenants);
        return readable.isEmpty()
                ? List.of()
                : transactions.oversight(readable, tx -> store.subject(tx, readable, subject));
    }
}
