package org.bailiwick.evidence.pack;

import java.util.ArrayList;
import java.util.List;
import org.bailiwick.evidence.Evidence;
import org.bailiwick.ledger.EntryFilter;
import org.bailiwick.ledger.EntryPosition;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Recorded;
import org.bailiwick.ledger.log.LogExtract;
import org.bailiwick.ledger.log.LogView;
import org.bailiwick.ledger.log.Removal;
import org.bailiwick.ledger.log.TenantLogs;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.pack.Manifest;
import org.bailiwick.web.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which entries of the log a pack has: all from the first to the last of its period, or those that a filter chooses. None
 * is chosen before each entry of the period is recorded and has its position.
 */
@Component
final class ChooseEntries {
    /** Each has a proof of its own in the pack, and a pack has at most 65,535 files. */
    static final int MOST_FILTERED = 20_000;
    private static final int PAGE = 200;

    private final Transactions transactions;
    private final LogExtract log;
    private final TenantLogs positions;
    private final Ledger ledger;
    private final Evidence evidence;
    private final SettledPeriod period;

    ChooseEntries(Transactions transactions, LogExtract log, TenantLogs positions, Ledger ledger, Evidence evidence,
            SettledPeriod period) {
        this.transactions = transactions;
        this.log = log;
        this.positions = positions;
        this.ledger = ledger;
        this.evidence = evidence;
        this.period = period;
    }

    /** What is chosen, or what is waited for. */
    sealed interface Choice {
        record Chosen(Manifest.Selection selection) implements Choice {}

        /** @param what completes "it …" */
        record Waits(String what) implements Choice {}
    }

    /** @throws PackFailedException where there is nothing to wait for */
    Choice of(AuditPack pack) {
        requireRunning(pack);
        if (!period.settled(pack)) {
            return new Choice.Waits("waits until what was under way at the end of the period is recorded");
        }
        var stretch = transactions.worker(pack.tenant(), tx -> {
            requireKept(tx, pack);
            var found = log.period(tx, pack.since(), pack.until());
            if (found.waiting() == 0) {
                requireItsEnds(tx, pack, found);
            }
            return found;
        });
        if (stretch.waiting() > 0) {
            return new Choice.Waits("waits until each entry of the period has its position");
        }
        return new Choice.Chosen(pack.filtered()
                ? new Manifest.Selection.Filtered(filtered(pack))
                : new Manifest.Selection.Range(stretch.from(), stretch.to()));
    }

    /** A log that stands still gives no entry a position, and whoever waited for it would hold back other packs. */
    void requireRunning(AuditPack pack) {
        var log = transactions.worker(pack.tenant(), positions::view);
        requireRunning(pack, "the tenant's log", log.stopped());
        requireRunning(pack, "the log of all tenants' heads", log.headsStopped());
    }

    private void requireRunning(AuditPack pack, String which, LogView.@Nullable Stopped stopped) {
        if (stopped != null) {
            period.forget(pack);
            throw new PackFailedException(
                    "%s is stopped since %s: %s; whoever runs the server has to put that right, and then the page of the log says that it goes on"
                            .formatted(which, stopped.at(), stopped.why()));
        }
    }

    /** Retention may have gone on since the pack was asked for. */
    private void requireKept(TenantTx tx, AuditPack pack) {
        var removal = positions.removal(tx);
        if (removal.isPresent() && pack.since().isBefore(removal.get().olderThan())) {
            throw new PackFailedException("retention has removed what is older than %s since it was asked for"
                    .formatted(removal.get().olderThan()));
        }
    }

    /** INVARIANT: a pack is complete for its period, and not only for the range that columns outside the log name. */
    private void requireItsEnds(TenantTx tx, AuditPack pack, LogExtract.Stretch found) {
        long kept = positions.removal(tx).map(Removal::before).orElse(0L);
        log.doubtful(tx, found, pack.since(), pack.until(), kept).ifPresent(position -> {
            throw new PackFailedException(
                    "the entry at position %d is missing or is not as it was recorded, so where the period ends is not known; the next self-audit names what was altered"
                            .formatted(position));
        });
    }

    private List<Long> filtered(AuditPack pack) {
        var filter = filter(pack);
        var indexes = new ArrayList<Long>();
        for (var page = page(pack, filter, null, indexes); page.size() == PAGE;) {
            page = page(pack, filter, page.getLast().position(), indexes);
        }
        return indexes.stream().sorted().toList();
    }

    private EntryFilter filter(AuditPack pack) {
        try {
            return evidence.filter(pack.tenant(), PackRequest.queryOf(pack));
        } catch (RefusedException unknown) {
            throw new PackFailedException(unknown.refusal().detail());
        }
    }

    private List<Recorded> page(AuditPack pack, EntryFilter filter, @Nullable EntryPosition after, List<Long> indexes) {
        var page = transactions.worker(pack.tenant(), tx -> {
            var entries = ledger.page(tx, filter, after, PAGE);
            indexes.addAll(positions.positions(tx, entries.stream().map(Recorded::id).toList()).values());
            return entries;
        });
        if (indexes.size() > MOST_FILTERED) {
            throw new PackFailedException("more than %d entries match the filter; narrow it, or pack the whole period"
                    .formatted(MOST_FILTERED));
        }
        return page;
    }
}
