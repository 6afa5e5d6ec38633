package org.bailiwick.evidence;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.ledger.EntryFilter;
import org.bailiwick.ledger.EntryPosition;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Recorded;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Cursors;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the timeline of one tenant, newest first, and each entry by itself with all that belongs to it. */
@Component
final class Evidence {
    private final Transactions transactions;
    private final Ledger ledger;
    private final Cursors cursors;

    Evidence(Transactions transactions, Ledger ledger, Cursors cursors) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.cursors = cursors;
    }

    Slice<EvidenceItem> page(Permit permit, EvidenceQuery query, Paging paging) {
        EntryFilter filter = query.filter();
        // A cursor is bound to tenant and filters: it opens no place in another list.
        String list = "evidence/%d/%s".formatted(permit.tenant().value(), filter);
        EntryPosition after = position(list, paging.cursor());
        List<Recorded> entries = transactions.tenant(permit.tenant(),
                tx -> ledger.page(tx, filter, after, paging.limit() + 1));
        List<Recorded> shown = entries.subList(0, Math.min(paging.limit(), entries.size()));
        String next = entries.size() > shown.size() ? cursor(list, shown.getLast().position()) : null;
        return new Slice<>(shown.stream().map(EvidenceItem::of).toList(), next);
    }

    /** @throws RefusedException 404 where this tenant has no such entry */
    EvidenceItem one(Permit permit, UUID entry) {
        return transactions.tenant(permit.tenant(), tx -> ledger.find(tx, entry)).map(EvidenceItem::of)
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }

    private String cursor(String list, EntryPosition last) {
        return cursors.write(list, last.occurredAt().toString(), last.id().toString());
    }

    private @Nullable EntryPosition position(String list, @Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        List<String> keys = cursors.read(list, cursor);
        return new EntryPosition(Instant.parse(keys.getFirst()), UUID.fromString(keys.getLast()));
    }
}
