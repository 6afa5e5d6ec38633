package org.bailiwick.change;

import java.time.Duration;
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
    static final String DAYS = "90";
    private static final int MOST_DAYS = 3_650;

    private final Transactions transactions;
    private final UnrecordedStore store;
    private final Cursors cursors;

    UnrecordedLists(Transactions transactions, UnrecordedStore store, Cursors cursors) {
        this.transactions = transactions;
        this.store = store;
        this.cursors = cursors;
    }

    /** @param days how far back is looked */
    Slice<UnrecordedChange> page(VisibleTenant tenant, int days, Paging paging) {
        var list = "unrecorded/%d/%d".formatted(tenant.id().value(), days);
        var after = paging.cursor() == null ? null : place(cursors.read(list, paging.cursor()));
        var found = transactions.tenant(tenant.id(),
                tx -> store.newest(tx, tx.now().minus(Duration.ofDays(days)), after, paging.limit() + 1));
        var shown = found.subList(0, Math.min(found.size(), paging.limit()));
        return new Slice<>(shown, found.size() == shown.size() ? null : cursor(list, shown.getLast()));
    }

    /** Somebody who asks for more than ten years gets ten. */
    static int bounded(int days) {
        return Math.clamp(days, 1, MOST_DAYS);
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
