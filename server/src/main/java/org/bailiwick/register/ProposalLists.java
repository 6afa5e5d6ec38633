package org.bailiwick.register;

import java.util.List;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Cursors;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Scope;
import org.jspecify.annotations.Nullable;

/** Pages of the identities that wait for a word, for API and console alike; the look is on record before. */
final class ProposalLists {
    private static final String LIST = "oversight/proposals";

    private final Transactions transactions;
    private final OversightLooks looks;
    private final FindProposals find;
    private final Cursors cursors;

    ProposalLists(Transactions transactions, OversightLooks looks, FindProposals find, Cursors cursors) {
        this.transactions = transactions;
        this.looks = looks;
        this.find = find;
        this.cursors = cursors;
    }

    /**
     * @param all how many wait, of which these are a page
     * @param more whether so much is alike that not all of it was compared
     * @param notRead how many tenants of one's scope may not be read
     */
    record Found(List<Proposal> items, @Nullable String nextCursor, int all, boolean more, long notRead) {}

    Found over(Permit permit, Scope scope, Paging paging) {
        var readable = looks.into(permit, "proposals", scope.ids());
        var found = readable.isEmpty()
                ? FindProposals.Found.NOTHING
                : transactions.oversight(readable, tx -> find.over(tx, readable));
        var all = found.proposals();
        int from = 0;
        if (paging.cursor() != null) {
            from = Math.clamp(Long.parseLong(cursors.read(LIST, paging.cursor()).getFirst()), 0, all.size());
        }
        int to = Math.min(all.size(), from + paging.limit());
        return new Found(all.subList(from, to),
                to < all.size() ? cursors.write(LIST, Integer.toString(to)) : null, all.size(), found.more(),
                (long) scope.ids().size() - readable.size());
    }
}
