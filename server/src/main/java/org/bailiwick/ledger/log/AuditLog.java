package org.bailiwick.ledger.log;

import java.time.Duration;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The product checks its own record as an outsider would: each tenant's log is rebuilt from its entries again and again,
 * so that an edit that passed every wall of the database is named at the next pass. The MSP's pass covers the heads log.
 */
@Component
final class AuditLog implements WorkHandler {
    static final String KIND = "audit log";
    private static final Logger log = LoggerFactory.getLogger(AuditLog.class);

    private final Transactions transactions;
    private final StoredLogs logs;
    private final AuditStore store;
    private final LogKeys keys;
    private final VerifiedCheckpoints verified;
    private final Ledger ledger;
    private final Ids ids;
    private final Work work;
    private final PlatformClock clock;
    private final Duration every;

    AuditLog(Transactions transactions, StoredLogs logs, AuditStore store, LogKeys keys,
            VerifiedCheckpoints verified, Ledger ledger, Ids ids,
            Work work, PlatformClock clock, @Value("${bailiwick.log.audit-every:1h}") Duration every) {
        this.transactions = transactions;
        this.logs = logs;
        this.store = store;
        this.keys = keys;
        this.verified = verified;
        this.ledger = ledger;
        this.ids = ids;
        this.work = work;
        this.clock = clock;
        this.every = every;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Passes over large logs hold up no read-back. */
    @Override
    public boolean oneAtATime() {
        return true;
    }

    @Override
    public Outcome handle(WorkItem item) {
        var content = logs.of(item.tenant());
        var pass = withHeads(item.tenant(), RebuildLog.run(content, keys, verified));
        transactions.worker(item.tenant(), tx -> {
            note(tx, content.origin(), pass);
            return true;
        });
        return Outcome.again(clock.now().plus(every));
    }

    private RebuildLog.Pass withHeads(TenantId tenant, RebuildLog.Pass own) {
        if (!tenant.equals(TenantId.MSP)) {
            return own;
        }
        var heads = RebuildLog.run(logs.heads(), keys, verified).faults().in("the heads log");
        return new RebuildLog.Pass(own.size(), own.faults().and(heads));
    }

    /** What is found the first time is itself an entry, and so is what is found beside it later; the same again is not. */
    private void note(TenantTx tx, String origin, RebuildLog.Pass pass) {
        var fresh = pass.faults().since(store.faultsBefore(tx));
        if (!fresh.isEmpty()) {
            log.error("the log of tenant {} is not as it was recorded: {}", tx.tenant().value(), fresh);
            ledger.append(tx, Entry.of(Activity.LOG_FAULT_FOUND, Actor.PRODUCT, new Target("log", origin, origin),
                    org.bailiwick.ledger.Outcome.FAILURE, ids.uuid(), fresh));
        }
        store.passed(tx, pass);
        // A log that began under a version without retention gets it with its next pass.
        work.order(tx, RemoveEntries.KIND, 0, tx.now());
    }
}
