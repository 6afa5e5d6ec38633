package org.bailiwick.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.List;

/** The platform's parts over one test database, wired by hand. */
public final class PlatformForTests implements AutoCloseable {
    private final Pools pools;
    private final PlatformClock clock;
    private final Ids ids = new Ids();
    private final Transactions transactions;
    private final WorkStore workStore = new WorkStore();

    public PlatformForTests(DatabaseProperties database, TimeOffset offset) {
        this.pools = new Pools(database);
        this.clock = new PlatformClock(offset);
        this.transactions = new Transactions(pools, clock);
    }

    public Transactions transactions() {
        return transactions;
    }

    public PlatformClock clock() {
        return clock;
    }

    public Ids ids() {
        return ids;
    }

    public Work work() {
        return new Work();
    }

    public Jobs jobs() {
        return new Jobs(ids);
    }

    public Secrets secrets() {
        try {
            return new Secrets(new KeyProvider(Files.createTempDirectory("bailiwick-keys")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Claims what is due once and carries it out here, on this thread; returns how many pieces there were. */
    public int runDueWork(List<WorkHandler> handlers) {
        var node = ids.uuid();
        var claimed = transactions.work(tx -> workStore.claim(tx, node, 100));
        for (var each : claimed) {
            var handler = handlers.stream().filter(one -> one.kind().equals(each.item().kind())).findFirst()
                    .orElseThrow(() -> new IllegalStateException("nobody handles " + each.item()));
            var outcome = handler.handle(each.item());
            transactions.work(tx -> {
                switch (outcome) {
                    case WorkHandler.Outcome.Done() -> workStore.finish(tx, each);
                    case WorkHandler.Outcome.Again(var due) -> workStore.postpone(tx, each, due);
                }
                return true;
            });
        }
        return claimed.size();
    }

    @Override
    public void close() {
        pools.destroy();
    }
}
