package org.bailiwick.register;

import java.util.List;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.bailiwick.signin.Providers;
import org.springframework.stereotype.Component;

/**
 * After a reading that showed the accounts as they were: finds whoever has signed in here since among them. The estate is
 * read only where the sign-in providers are others than those by which it was correlated.
 */
@Component
final class LinkSameAccounts implements WorkHandler {
    static final String KIND = "link persons";

    private final Transactions transactions;
    private final CorrelationStore store;
    private final LinkPersons linkPersons;
    private final Providers providers;
    private final Work work;
    private final List<AfterSnapshot> followers;

    LinkSameAccounts(Transactions transactions, CorrelationStore store, LinkPersons linkPersons, Providers providers,
            Work work, List<AfterSnapshot> followers) {
        this.transactions = transactions;
        this.store = store;
        this.linkPersons = linkPersons;
        this.providers = providers;
        this.work = work;
        this.followers = List.copyOf(followers);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        var known = providers.all();
        boolean same = transactions.worker(item.tenant(), tx -> {
            boolean rests = store.restsOn(tx, known);
            if (!rests) {
                work.orderAnew(tx, CorrelateIdentities.KIND, tx.now());
            }
            return rests;
        });
        if (same) {
            linkPersons.link(item.tenant(), known, tx -> followers.forEach(each -> each.changed(tx)));
        }
        return Outcome.done();
    }
}
