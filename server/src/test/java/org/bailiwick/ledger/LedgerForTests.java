package org.bailiwick.ledger;

import java.util.List;
import org.bailiwick.platform.PlatformForTests;
import org.bailiwick.platform.WorkHandler;

/** The ledger over a test database, wired by hand. */
public record LedgerForTests(Ledger ledger, List<WorkHandler> handlers) {
    public static LedgerForTests over(PlatformForTests platform) {
        var store = new LedgerStore();
        return new LedgerForTests(new Ledger(store, platform.ids(), platform.work()),
                List.of(new CloseTally(platform.transactions(), store, platform.ids())));
    }
}
