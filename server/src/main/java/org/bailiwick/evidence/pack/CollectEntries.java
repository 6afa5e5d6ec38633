package org.bailiwick.evidence.pack;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.bailiwick.ledger.log.LogExtract;
import org.bailiwick.ledger.log.LogLeaf;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.pack.Manifest;
import org.bailiwick.proof.pack.PackFiles;
import org.springframework.stereotype.Component;

/**
 * Writes the entries of a pack with what was disclosed of them, and the tables made of them, as a stream: many short
 * transactions, because what has a position never changes.
 */
@Component
final class CollectEntries {
    private static final int AT_ONCE = 1_000;
    /** Each needs a connection of those that all jobs share. */
    private static final int AHEAD = 2;

    private final Transactions transactions;
    private final LogExtract log;

    CollectEntries(Transactions transactions, LogExtract log) {
        this.transactions = transactions;
        this.log = log;
    }

    /**
     * @param progress is told how many are written, now and then
     * @throws PackFailedException where an entry is not kept any more
     */
    EntryCounts into(PackSpool spool, TenantId tenant, PackForm form, Manifest.Selection selection,
            LongConsumer progress)
            throws IOException {
        var counts = new EntryCounts();
        var tables = new EntryTables(form, spool);
        OutputStream entries = spool.file(PackFiles.ENTRIES);
        OutputStream disclosures = spool.file(PackFiles.DISCLOSURES);
        try (var reading = Executors.newVirtualThreadPerTaskExecutor()) {
            // The database looks for the next ones while these are written.
            var ahead = new ArrayDeque<Future<List<LogLeaf>>>();
            for (int each = 0; each < AHEAD; each++) {
                long from = (long) each * AT_ONCE;
                ahead.add(reading.submit(() -> leaves(tenant, positions(selection, from))));
            }
            for (long done = 0; done < selection.count(); done += AT_ONCE) {
                progress.accept(done);
                long from = done + (long) AHEAD * AT_ONCE;
                var next = read(ahead.remove());
                ahead.add(reading.submit(() -> leaves(tenant, positions(selection, from))));
                for (var leaf : next) {
                    line(entries, leaf.body());
                    for (var value : leaf.values()) {
                        line(disclosures, value.line());
                    }
                    var entry = PackedEntry.of(leaf);
                    tables.add(entry);
                    counts.add(entry);
                }
            }
        }
        return counts;
    }

    /** None where all are read. */
    private static List<Long> positions(Manifest.Selection selection, long done) {
        long begin = Math.min(done, selection.count());
        long end = Math.min(done + AT_ONCE, selection.count());
        return switch (selection) {
            case Manifest.Selection.Range range ->
                LongStream.range(range.from() + begin, range.from() + end).boxed().toList();
            case Manifest.Selection.Filtered filtered -> filtered.indexes().subList((int) begin, (int) end);
        };
    }

    private List<LogLeaf> leaves(TenantId tenant, List<Long> positions) {
        if (positions.isEmpty()) {
            return List.of();
        }
        var leaves = transactions.worker(tenant, tx -> log.leaves(tx, positions));
        if (leaves.size() != positions.size()) {
            throw new PackFailedException("entries between position %d and %d are not kept any more"
                    .formatted(positions.getFirst(), positions.getLast()));
        }
        return leaves;
    }

    private static List<LogLeaf> read(Future<List<LogLeaf>> leaves) throws IOException {
        try {
            return leaves.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server stops");
        }
    }

    private static void line(OutputStream file, byte[] line) throws IOException {
        file.write(line);
        file.write('\n');
    }
}
