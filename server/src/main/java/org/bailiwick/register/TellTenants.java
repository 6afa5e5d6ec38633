package org.bailiwick.register;

import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.springframework.stereotype.Component;

/** Writes into each tenant's own record that the MSP looked at it from above: once an operator, view and day. */
@Component
final class TellTenants implements WorkHandler {
    static final String KIND = "tell tenants";
    private static final Duration PERIOD = Duration.ofDays(1);

    private final Transactions transactions;
    private final OversightStore store;
    private final Ledger ledger;

    TellTenants(Transactions transactions, OversightStore store, Ledger ledger) {
        this.transactions = transactions;
        this.store = store;
        this.ledger = ledger;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        // Somebody who types a search looks many times in a moment: each tenant is told of all of them at once.
        var looks = transactions.worker(item.tenant(), tx -> store.alike(tx, item.subject()));
        if (!looks.isEmpty()) {
            var read = looks.getFirst();
            var entry = Entry.of(Activity.OVERSIGHT_READ, read.actor(), new Target("view", read.view(), read.view()),
                    org.bailiwick.ledger.Outcome.SUCCESS, read.evaluation(),
                    "the MSP looked at this tenant together with others").under(read.authority(), read.evaluation());
            var key = "oversight/%s/%d".formatted(read.view(), read.person());
            var times = looks.stream().flatMap(each -> each.tenants().stream())
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.summingInt(each -> 1)));
            times.forEach((tenant, many) -> transactions.worker(tenant, tx -> {
                ledger.tally(tx, key, PERIOD, entry, many);
                return true;
            }));
            transactions.worker(item.tenant(),
                    tx -> store.forget(tx, looks.stream().map(OversightStore.Read::id).toList()));
        }
        return Outcome.done();
    }
}
