package org.bailiwick.ledger.log;

import java.time.Duration;
import java.time.Instant;

import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.bailiwick.proof.MalformedProofException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Shows one witness each new checkpoint of the heads log and keeps its cosignature. A witness that saw another history is
 * not asked again: it is evidence against this log, so it becomes an entry and stays on screen.
 */
@Component
final class AskWitness implements WorkHandler {
    static final String KIND = "ask witness";
    /** A log that does not grow is shown again, so that it is known whether the witness is still there. */
    static final Duration QUIET = Duration.ofMinutes(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Logger log = LoggerFactory.getLogger(AskWitness.class);

    private final Transactions transactions;
    private final WitnessStore store;
    private final HeadsLog heads;
    private final WitnessClient client;
    private final Ledger ledger;
    private final Ids ids;
    private final PlatformClock clock;
    private final Duration every;

    AskWitness(Transactions transactions, WitnessStore store, HeadsLog heads, WitnessClient client, Ledger ledger,
            Ids ids, PlatformClock clock, @Value("${bailiwick.log.witness-every:15s}") Duration every) {
        this.transactions = transactions;
        this.store = store;
        this.heads = heads;
        this.client = client;
        this.ledger = ledger;
        this.ids = ids;
        this.clock = clock;
        this.every = every;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        var asked = transactions.work(tx -> store.asked(tx, item.subject()))
                .filter(found -> !found.removed() && !found.refused());
        if (asked.isEmpty()) {
            return Outcome.done();
        }
        var witness = asked.get();
        long size = transactions.estate(heads::size);
        if (size == witness.cosigned() && (size == 0 || fresh(witness.cosignedAt()))) {
            return again(every);
        }
        try {
            return ask(witness, witness.cosigned(), true);
        } catch (MalformedProofException unreadable) {
            return noAnswer(witness, "it cannot be asked, because this log cannot be read: " + unreadable.getMessage());
        }
    }

    private boolean fresh(@Nullable Instant cosignedAt) {
        return cosignedAt != null && cosignedAt.plus(QUIET).isAfter(clock.now());
    }

    /** @param first whether it may say once from which size it is to be asked */
    private Outcome ask(WitnessStore.Asked witness, long from, boolean first) {
        var request = transactions.estate(tx -> heads.since(tx, from));
        if (request.isEmpty()) {
            return refused(witness,
                    "it says that it cosigned %d entries of this log, which has fewer: the log was set back"
                            .formatted(from),
                    "");
        }
        return switch (client.ask(witness.witness(), request.get())) {
            case WitnessReply.Cosigned(var signature) -> {
                transactions.work(tx -> {
                    store.cosigned(tx, witness.rowId(), request.get().checkpoint().checkpoint(), signature.line());
                    return true;
                });
                yield again(every);
            }
            case WitnessReply.Stale(long cosigned) -> first && cosigned != from
                    ? ask(witness, cosigned, false)
                    : noAnswer(witness, "it says again that it cosigned another size last, %d".formatted(cosigned));
            case WitnessReply.Refused(var why, var said) -> refused(witness, why, said);
            case WitnessReply.NoAnswer(var why) -> noAnswer(witness, why);
        };
    }

    private Outcome noAnswer(WitnessStore.Asked witness, String why) {
        transactions.work(tx -> {
            store.noAnswer(tx, witness.rowId(), why);
            return true;
        });
        var pause = every.multipliedBy(1L << Math.min(witness.failures(), 10));
        return again(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }

    /** @param said its own words: a stranger's, so they stand in the record of the MSP alone */
    private Outcome refused(WitnessStore.Asked asked, String why, String said) {
        var witness = asked.witness();
        var whole = said.isEmpty() ? why : "%s; it said: %s".formatted(why, said);
        log.error("the witness `{}` refuses this log: {}", witness.name(), whole);
        transactions.worker(TenantId.MSP, tx -> {
            store.refused(tx, asked.rowId(), why);
            ledger.append(tx, Entry.of(Activity.WITNESS_REFUSED, Actor.PRODUCT,
                    new Target("witness", witness.id().toString(), witness.name()),
                    org.bailiwick.ledger.Outcome.FAILURE, ids.uuid(),
                    "the witness refuses this log: " + whole));
            return true;
        });
        return Outcome.done();
    }

    private Outcome again(Duration pause) {
        return Outcome.again(clock.now().plus(pause));
    }
}
