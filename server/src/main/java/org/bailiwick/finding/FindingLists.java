package org.bailiwick.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.OversightLooks;
import org.bailiwick.web.Cursors;
import org.bailiwick.web.Paging;
import org.jspecify.annotations.Nullable;

/** Pages of findings, for API and console alike: of one tenant, or over several with the look on record first. */
final class FindingLists {
    private static final int AT_ONCE = 1_000;

    private final Transactions transactions;
    private final FindingReadStore store;
    private final OversightLooks looks;
    private final Cursors cursors;

    FindingLists(Transactions transactions, FindingReadStore store, OversightLooks looks, Cursors cursors) {
        this.transactions = transactions;
        this.store = store;
        this.looks = looks;
        this.cursors = cursors;
    }

    /** @param notRead how many of the tenants may not be read, so that nothing of them is here */
    record Found(List<FindingView> items, @Nullable String nextCursor, List<RuleSummary> summaries, long notRead) {
        private Found withoutReading(long tenants) {
            return new Found(items, nextCursor, summaries, tenants);
        }
    }

    Found inTenant(Permit permit, FindingFilter filter, Paging paging) {
        var list = "findings/%d/%s".formatted(permit.tenant().value(), filter);
        var after = after(list, paging);
        return transactions.tenant(permit.tenant(), tx -> found(list, paging,
                store.page(tx, wanted(permit, filter), after, paging.limit() + 1), store.summaries(tx)));
    }

    /** @param permit in the MSP's own tenant */
    Found over(Permit permit, Set<TenantId> tenants, FindingFilter filter, Paging paging) {
        var list = "oversight/findings/" + filter;
        var after = after(list, paging);
        var readable = looks.into(permit, "findings", tenants);
        var found = readable.isEmpty()
                ? new Found(List.of(), null, List.of(), 0)
                : transactions.oversight(readable, tx -> found(list, paging,
                        store.page(tx, readable, wanted(permit, filter), after, paging.limit() + 1),
                        store.summaries(tx, readable)));
        return found.withoutReading((long) tenants.size() - readable.size());
    }

    /** The whole list, for a file. */
    List<FindingView> allInTenant(Permit permit, FindingFilter filter) {
        return transactions.tenant(permit.tenant(),
                tx -> all((after, limit) -> store.page(tx, wanted(permit, filter), after, limit)));
    }

    List<FindingView> allOver(Permit permit, Set<TenantId> tenants, FindingFilter filter) {
        var readable = looks.into(permit, "findings", tenants);
        return readable.isEmpty()
                ? List.of()
                : transactions.oversight(readable,
                        tx -> all((after, limit) -> store.page(tx, readable, wanted(permit, filter), after, limit)));
    }

    private static FindingReadStore.Wanted wanted(Permit permit, FindingFilter filter) {
        return new FindingReadStore.Wanted(filter,
                permit.principal() instanceof Principal.Person person ? person.id() : null);
    }

    private static List<FindingView> all(
            BiFunction<FindingReadStore.@Nullable Place, Integer, List<FindingView>> read) {
        var all = new ArrayList<FindingView>();
        FindingReadStore.Place after = null;
        for (var more = true; more;) {
            var page = read.apply(after, AT_ONCE);
            all.addAll(page);
            more = page.size() == AT_ONCE;
            after = page.isEmpty() ? null : FindingReadStore.place(page.getLast());
        }
        return all;
    }

    private FindingReadStore.@Nullable Place after(String list, Paging paging) {
        if (paging.cursor() == null) {
            return null;
        }
        var keys = cursors.read(list, paging.cursor());
        return new FindingReadStore.Place(Integer.parseInt(keys.get(0)), Instant.parse(keys.get(1)),
                UUID.fromString(keys.get(2)));
    }

    /** One more than asked for was read, which tells whether there is a next page. */
    private Found found(String list, Paging paging, List<FindingView> read, List<RuleSummary> summaries) {
        if (read.size() <= paging.limit()) {
            return new Found(read, null, summaries, 0);
        }
        var items = List.copyOf(read.subList(0, paging.limit()));
        var last = FindingReadStore.place(items.getLast());
        return new Found(items, cursors.write(list, Integer.toString(last.rank()), last.dueAt().toString(),
                last.finding().toString()), summaries, 0);
    }
}
