package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bailiwick.platform.GlobalTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.note.Checkpoint;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.tree.TreeHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Enters the newest checkpoints of tenants whose log has grown into the heads log, at most once a minute. One
 * cosignature under its checkpoint then pins the history of every tenant.
 */
@Component
final class EnterHeads {
    private static final Logger log = LoggerFactory.getLogger(EnterHeads.class);

    private final Transactions transactions;
    private final HeadsStore store;
    private final LogKeys keys;
    private final Duration every;

    EnterHeads(Transactions transactions, HeadsStore store, LogKeys keys,
            @Value("${bailiwick.log.heads-every:60s}") Duration every) {
        this.transactions = transactions;
        this.store = store;
        this.keys = keys;
        this.every = every;
    }

    /** Whether checkpoints were entered. */
    boolean run() {
        try {
            return transactions.sequencer(this::enter);
        } catch (LogStoppedException failed) {
            stop(failed.why());
            return false;
        } catch (DuplicateKeyException taken) {
            stop("an entry, tile or checkpoint that was to be written is there already");
            return false;
        }
    }

    /** Said once, and for everybody: packs wait for this log. */
    private void stop(String why) {
        boolean fresh = transactions.sequencer(tx -> {
            boolean said = store.stopped(tx).filter(why::equals).isPresent();
            if (!said) {
                store.state(tx, "stopped", why);
            }
            return !said;
        });
        if (fresh) {
            log.error("the heads log is stopped: {}", why);
        }
    }

    /** INVARIANT: of one log no checkpoint follows a longer one here, and none another of its size. The other logs go on. */
    private static boolean goesOn(HeadsStore.Due due) {
        var why = whyNot(due);
        if (why.isPresent()) {
            log.error("a checkpoint of tenant {} is not entered into the heads log: {}", due.tenant(), why.get());
        }
        return why.isEmpty();
    }

    private static Optional<String> whyNot(HeadsStore.Due due) {
        try {
            var offered = SignedCheckpoint.parse(due.note().getBytes(UTF_8)).checkpoint();
            if (due.last() == null) {
                return Optional.empty();
            }
            var last = SignedCheckpoint.parse(due.last().getBytes(UTF_8)).checkpoint();
            // The same again is one that a new key has signed too.
            boolean same = offered.equals(last);
            return same || offered.origin().equals(last.origin()) && offered.size() > last.size()
                    ? Optional.empty()
                    : Optional.of("it is of `%s` with %d entries, and the one before was of `%s` with %d".formatted(
                            offered.origin(), offered.size(), last.origin(), last.size()));
        } catch (MalformedProofException malformed) {
            return Optional.of("it or the one before cannot be read: " + malformed.getMessage());
        }
    }

    private boolean enter(GlobalTx tx) {
        if (!store.lock(tx)) {
            return false;
        }
        var newest = store.newest(tx, keys.heads());
        if (newest.isPresent() && newest.get().signedAt().plus(every).isAfter(tx.now())) {
            return false;
        }
        var due = store.take(tx).stream().filter(EnterHeads::goesOn).toList();
        if (due.isEmpty()) {
            return false;
        }
        var head = newest.map(HeadsStore.Newest::head).orElseGet(() -> LogHead.empty(keys.heads(), keys.newest()));
        head.handover(keys).ifPresent(both -> store.publish(tx, List.of(), both, keys.newest()));
        var writer = head.resume(path -> TileStore.headTile(tx::sql, path)
                .orElseThrow(() -> new MalformedProofException("`%s` is missing".formatted(path))));
        due.forEach(each -> writer.append(TreeHash.ofLeaf(each.note().getBytes(UTF_8))));
        store.enter(tx, head.size(), due);
        var checkpoint = new Checkpoint(head.origin(), writer.size(), writer.root());
        store.publish(tx, TilePart.added(writer.publish(), head.size()),
                SignedCheckpoint.sign(checkpoint, keys.newestKey(head.origin())), keys.newest());
        store.stopped(tx).ifPresent(why -> store.state(tx, "running", "goes on after: " + why));
        return true;
    }
}
