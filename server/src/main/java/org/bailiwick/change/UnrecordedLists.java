package org.bailiwick.change;

import java.time.Instant;
import java.util.List;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Cursors;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Slice;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Pages of what readings found in a tenant's systems that nobody ordered here, newest first, for API and console alike.
 * After a database was set back to an older backup, that is also what was ordered since and is on no record any more.
 */
@Component
final class UnrecordedLists {
    private final Transactions transactions;
    private final UnrecordedStore store;
    private final Cursors cursors;

    UnrecordedLists(Transactions transactions, UnrecordedStore store, Cursors cursors) {
        this.transactions = transactions;
        this.store = store;
        this.cursors = cursors;
    }

    Slice<UnrecordedChange> page(VisibleTenant tenant, Paging paging) {
        var list = "unrecorded/%d".formatted(tenant.id().value());
        var after = paging.cursor() == null ? null : place(cursors.read(list, paging.cursor()));
        var found = transactions.tenant(tenant.id(), tx -> store.newest(tx, after, paging.limit() + 1));
        var shown = found.subList(0, Math.min(found.size(), paging.limit()));
        return new Slice<>(shown, found.size() == shown.size() ? null : cursor(list, shown.getLast()));
    }

    /** Of which systems it cannot be told yet what came anew. */
    List<NotReadYet> notReadYet(VisibleTenant tenant) {
        return transactions.tenant(tenant.id(), store::notReadYet);
    }

    private @Nullable String cursor(String list, UnrecordedChange last) {
        return cursors.write(list, last.at().toString(), Long.toString(last.place()));
    }

    private static UnrecordedStore.Place place(List<String> keys) {
        return new UnrecordedStore.Place(Instant.parse(keys.getFirst()), Long.parseLong(keys.getLast()));
    }
}
