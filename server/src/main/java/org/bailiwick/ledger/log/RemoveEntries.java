package org.bailiwick.ledger.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.bailiwick.proof.Excerpt;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.tile.TilePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Removes the bytes of a tenant's oldest entries, month by month, once they have been kept long enough (ADR 12). The
 * removal is an entry itself, in the same transaction; hashes, positions and checkpoints stay, and a legal hold wins.
 */
@Component
final class RemoveEntries implements WorkHandler {
    static final String KIND = "remove entries";
    /** Some seconds of work, so that a hold waits no longer; whole bundles. */
    static final int AT_ONCE = 80 * TilePath.FULL;
    private static final Duration EVERY = Duration.ofDays(1);
    private static final Logger log = LoggerFactory.getLogger(RemoveEntries.class);

    private final Transactions transactions;
    private final RetentionStore store;
    private final LongSealed sealed;
    private final HoldStore holds;
    private final LogReadStore reading;
    private final LogKeys keys;
    private final KeepFor keep;
    private final Ledger ledger;
    private final Ids ids;
    private final PlatformClock clock;

    RemoveEntries(Transactions transactions, RetentionStore store, LongSealed sealed, HoldStore holds,
            LogReadStore reading, LogKeys keys, KeepFor keep, Ledger ledger, Ids ids, PlatformClock clock) {
        this.transactions = transactions;
        this.store = store;
        this.sealed = sealed;
        this.holds = holds;
        this.reading = reading;
        this.keys = keys;
        this.keep = keep;
        this.ledger = ledger;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        boolean more = transactions.retention(item.tenant(), this::remove);
        return Outcome.again(more ? clock.now() : clock.now().plus(EVERY));
    }

    /** Whether there may be more to remove. */
    private boolean remove(TenantTx tx) {
        holds.lock(tx);
        if (!keep.removes() || holds.held(tx)) {
            return false;
        }
        var hindrance = store.hindrance(tx);
        if (hindrance.isPresent()) {
            log.warn("nothing of the record of tenant {} is removed: {}", tx.tenant().value(), hindrance.get());
            return false;
        }
        long from = store.newest(tx).map(Removal::before).orElse(0L);
        var olderThan = keep.olderThan(tx.now());
        long removable = store.removable(tx, sealed.cosigned(tx), from, olderThan, AT_ONCE);
        long old = Math.min(removable, sealed.entries(tx, olderThan));
        // A bundle of entries goes as a whole or stays as a whole (C2SP tlog-tiles, pruning).
        long to = old - old % TilePath.FULL;
        if (to <= from || kept(tx, from, to, olderThan) || store.remove(tx, from, to) == 0) {
            return false;
        }
        var event = record(tx, from, to, olderThan);
        store.removed(tx, from, new Removal(to, olderThan, tx.now(), event));
        return removable == from + AT_ONCE;
    }

    /** INVARIANT: what is removed is old by its own signed bytes, and set no hold that stands, whatever the columns say. */
    private boolean kept(TenantTx tx, long from, long to, Instant olderThan) {
        var said = RetentionStore.said(tx, from, to);
        return younger(tx, from, to, olderThan, said) || setsAHoldThatStands(tx, said);
    }

    private boolean setsAHoldThatStands(TenantTx tx, List<RetentionStore.Said> said) {
        var standing = said.stream().map(RetentionStore.Said::hold).filter(Objects::nonNull)
                .filter(hold -> !hold.lifts() && !holds.lifted(tx, hold.hold())).findFirst();
        standing.ifPresent(hold -> log.error(
                "nothing of the record of tenant {} is removed: an entry sets the legal hold `{}`, and none lifts it",
                tx.tenant().value(), Excerpt.of(hold.hold())));
        return standing.isPresent();
    }

    private static boolean younger(TenantTx tx, long from, long to, Instant olderThan,
            List<RetentionStore.Said> said) {
        var younger = said.stream().map(RetentionStore.Said::time).filter(time -> !time.isBefore(olderThan))
                .findFirst();
        younger.ifPresent(time -> log.error(
                "nothing of the record of tenant {} is removed: an entry between position {} and {} is of {}, and the column beside it says that it is older than {}",
                tx.tenant().value(), from, to, time, olderThan));
        return younger.isPresent();
    }

    private UUID record(TenantTx tx, long from, long to, Instant olderThan) {
        var origin = keys.originOf(reading.publicId(tx));
        return ledger.append(tx, Entry
                .of(Activity.ENTRIES_REMOVED, Actor.PRODUCT, new Target("log", origin, origin),
                        org.bailiwick.ledger.Outcome.SUCCESS, ids.uuid(),
                        "entries %d to %d, from before %s, were removed by retention; they are kept for %d months"
                                .formatted(from, to - 1, olderThan, keep.months()))
                .withFacts(Json.object().put("removed_from", from).put("removed_before", to)
                        .put("older_than", olderThan.toString()).put("kept_months", keep.months()).build()));
    }
}
