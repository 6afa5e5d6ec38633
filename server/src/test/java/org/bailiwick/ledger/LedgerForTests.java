package org.bailiwick.ledger;

import java.util.List;
import java.util.UUID;
import org.bailiwick.platform.PlatformForTests;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.proof.Json;

/** The ledger over a test database, wired by hand. */
public record LedgerForTests(Ledger ledger, List<WorkHandler> handlers) {
    public static LedgerForTests over(PlatformForTests platform) {
        var store = new LedgerStore();
        return new LedgerForTests(new Ledger(store, platform.ids(), platform.work()),
                List.of(new CloseTally(platform.transactions(), store, platform.ids())));
    }

    /** As versions before V028 wrote one: beside it nobody, and the entry that it counts. */
    public static UUID countInOlderForm(PlatformForTests platform, TenantId tenant, UUID counted) {
        var store = new LedgerStore();
        return platform.transactions().worker(tenant, tx -> {
            var first = store.entry(tx, counted).orElseThrow();
            var at = Ledger.time(tx);
            var id = platform.ids().uuid();
            var body = BodyOfCount.write(id, at, Json.parse(first.bytes()), new Tally(1, counted, at, at, 3));
            store.insert(tx, id, at, new LedgerStore.Keys(Activity.COUNT.text(), first.foundBy().outcome(), null,
                    "entry/" + counted, null, first.foundBy().correlation(), null, null, null), body);
            return id;
        });
    }
}
