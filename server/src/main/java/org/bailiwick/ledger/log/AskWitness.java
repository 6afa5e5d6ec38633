package org.bailiwick.ledger.log;

import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.MalformedProofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Shows one witness the newest checkpoint of the heads log and keeps what it says. One that saw another history is
 * evidence against this log, so that becomes an entry; but nobody has signed it, so the witness is asked again later.
 */
@Component
final class AskWitness {
    private static final Logger log = LoggerFactory.getLogger(AskWitness.class);

    private final Transactions transactions;
    private final WitnessStore store;
    private final HeadsLog heads;
    private final WitnessClient client;
    private final Ledger ledger;
    private final Ids ids;

    AskWitness(Transactions transactions, WitnessStore store, HeadsLog heads, WitnessClient client, Ledger ledger,
            Ids ids) {
        this.transactions = transactions;
        this.store = store;
        this.heads = heads;
        this.client = client;
        this.ledger = ledger;
        this.ids = ids;
    }

    void ask(WitnessStore.Asked witness) {
        try {
            ask(witness, witness.cosigned(), true);
        } catch (MalformedProofException unreadable) {
            noAnswer(witness, "it cannot be asked, because this log cannot be read: " + unreadable.getMessage());
        }
    }

    /** @param first whether it may say once from which size it is to be asked */
    private void ask(WitnessStore.Asked witness, long from, boolean first) {
        var request = transactions.estate(tx -> heads.since(tx, from));
        if (request.isEmpty()) {
            refused(witness, "it says that it cosigned %d entries of this log, which has fewer: the log was set back"
                    .formatted(from), "");
            return;
        }
        switch (client.ask(witness.witness(), request.get())) {
            case WitnessReply.Cosigned(var signature) -> transactions.work(tx -> {
                store.cosigned(tx, witness.rowId(), request.get().checkpoint().checkpoint(), signature.line());
                return true;
            });
            case WitnessReply.Stale(long cosigned) -> {
                if (first && cosigned != from) {
                    ask(witness, cosigned, false);
                } else {
                    noAnswer(witness, "it says again that it cosigned another size last, %d".formatted(cosigned));
                }
            }
            case WitnessReply.Refused(var why, var said) -> refused(witness, why, said);
            case WitnessReply.NoAnswer(var why) -> noAnswer(witness, why);
        }
    }

    /** Who refuses and then is silent still refuses. */
    private void noAnswer(WitnessStore.Asked witness, String why) {
        transactions.work(tx -> {
            if (witness.refused()) {
                store.refusesOn(tx, witness.rowId());
            } else {
                store.noAnswer(tx, witness.rowId(), why);
            }
            return true;
        });
    }

    /** @param said its own words: a stranger's, so they stand in the record of the MSP alone */
    private void refused(WitnessStore.Asked asked, String why, String said) {
        var witness = asked.witness();
        var whole = said.isEmpty() ? why : "%s; it said: %s".formatted(why, said);
        if (asked.refused()) {
            transactions.work(tx -> {
                store.refusesOn(tx, asked.rowId());
                return true;
            });
            return;
        }
        log.error("the witness `{}` refuses this log: {}", witness.name(), whole);
        transactions.worker(TenantId.MSP, tx -> {
            store.refused(tx, asked.rowId(), why);
            ledger.append(tx, Entry.of(Activity.WITNESS_REFUSED, Actor.PRODUCT,
                    new Target("witness", witness.id().toString(), witness.name()), Outcome.FAILURE, ids.uuid(),
                    "the witness refuses this log: " + whole));
            return true;
        });
    }
}
