package org.bailiwick.ledger.log;

import java.util.List;
import java.util.Optional;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.note.Checkpoint;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.tile.TileSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Takes what waits in one tenant's inbox into its log: positions, tiles and a signed checkpoint in one transaction, so
 * that a position is never seen without its proof. Where something does not fit, nothing is taken and the log stops.
 */
@Component
final class SequenceTenant {
    private static final Logger log = LoggerFactory.getLogger(SequenceTenant.class);
    /** Some hundred milliseconds of work, so that one tenant's backlog holds up no other. */
    static final int BATCH = 10_000;

    private final Transactions transactions;
    private final LogStore store;
    private final LogKeys keys;
    private final Work work;

    SequenceTenant(Transactions transactions, LogStore store, LogKeys keys, Work work) {
        this.transactions = transactions;
        this.store = store;
        this.keys = keys;
        this.work = work;
    }

    /** How many entries were taken, or why none will be before somebody has looked. */
    sealed interface Outcome {
        record Taken(int entries) implements Outcome {}

        record Stopped(String why) implements Outcome {}
    }

    Outcome run(TenantId tenant) {
        try {
            return new Outcome.Taken(transactions.sequencer(tenant, this::sequence));
        } catch (LogStoppedException stopped) {
            return stop(tenant, stopped.why());
        } catch (DuplicateKeyException taken) {
            return stop(tenant, "a position or tile that was to be written is there already");
        }
    }

    private int sequence(TenantTx tx) {
        if (!store.lock(tx)) {
            return 0;
        }
        var found = store.find(tx, keys);
        var head = Optional.ofNullable(found.head())
                .orElseGet(() -> LogHead.empty(keys.originOf(found.publicId()), keys.newest()));
        if (found.headed() != null) {
            head.requireEntered(found.headed());
        }
        head.handover(keys).ifPresent(both -> store.publish(tx, List.of(), both, keys.newest()));
        var writer = head.resume(source(tx));
        var batch = store.take(tx, head.size(), BATCH);
        if (batch.broken() != null) {
            throw new LogStoppedException(
                    "the entry `%s` is missing or its bytes are not those that were recorded"
                            .formatted(batch.broken()));
        }
        if (batch.count() == 0) {
            return 0;
        }
        for (int i = 0; i < batch.count(); i++) {
            writer.append(batch.hash(i));
        }
        var parts = TilePart.added(writer.publish(), head.size());
        var checkpoint = new Checkpoint(head.origin(), writer.size(), writer.root());
        store.publish(tx, parts, SignedCheckpoint.sign(checkpoint, keys.newestKey(head.origin())), keys.newest());
        if (found.stopped() != null) {
            store.state(tx, "running", "goes on after: " + found.stopped());
        }
        if (head.size() == 0) {
            work.order(tx, AuditLog.KIND, 0, tx.now());
            work.order(tx, RemoveEntries.KIND, 0, tx.now());
        }
        return batch.count();
    }

    private TileSource source(TenantTx tx) {
        return path -> TileStore.tile(tx, path)
                .orElseThrow(() -> new MalformedProofException("`%s` is missing".formatted(path)));
    }

    private Outcome stop(TenantId tenant, String why) {
        boolean fresh = transactions.sequencer(tenant, tx -> {
            boolean said = why.equals(store.find(tx, keys).stopped());
            if (!said) {
                store.state(tx, "stopped", why);
            }
            return !said;
        });
        if (fresh) {
            log.error("the log of tenant {} is stopped: {}", tenant.value(), why);
        }
        return new Outcome.Stopped(why);
    }
}
