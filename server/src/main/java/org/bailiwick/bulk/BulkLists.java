package org.bailiwick.bulk;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Cursors;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Slice;
import org.bailiwick.web.VisibleTenant;
import org.springframework.stereotype.Component;

/** Pages of bulks and of their items, for API and console alike. */
@Component
final class BulkLists {
    private final Transactions transactions;
    private final BulkDecisions bulks;
    private final Cursors cursors;

    BulkLists(Transactions transactions, BulkDecisions bulks, Cursors cursors) {
        this.transactions = transactions;
        this.bulks = bulks;
        this.cursors = cursors;
    }

    /** Newest first. */
    Slice<BulkDecision> bulks(VisibleTenant tenant, Paging paging) {
        var list = "bulks/" + tenant.id().value();
        var after = paging.cursor() == null
                ? null
                : UUID.fromString(cursors.read(list, paging.cursor()).getFirst());
        return slice(list, paging,
                transactions.tenant(tenant.id(), tx -> bulks.newest(tx, after, paging.limit() + 1)),
                last -> last.publicId().toString());
    }

    /** In the order in which they were asked for. */
    Slice<BulkItem> items(BulkDecision bulk, Paging paging) {
        var list = "bulk/%d/%s".formatted(bulk.tenant().value(), bulk.publicId());
        int after = paging.cursor() == null ? 0 : Integer.parseInt(cursors.read(list, paging.cursor()).getFirst());
        return slice(list, paging,
                transactions.tenant(bulk.tenant(), tx -> bulks.items(tx, bulk, after, paging.limit() + 1)),
                last -> Integer.toString(last.number()));
    }

    /** One more than asked for was read, which tells whether there is a next page. */
    private <T> Slice<T> slice(String list, Paging paging, List<T> read, Function<T, String> place) {
        if (read.size() <= paging.limit()) {
            return new Slice<>(read, null);
        }
        var items = read.subList(0, paging.limit());
        return new Slice<>(items, cursors.write(list, place.apply(items.getLast())));
    }
}
