package org.bailiwick.evidence.pack;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
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
    private static final int AT_ONCE = 500;

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
    EntryCounts into(PackSpool spool, TenantId tenant, Manifest.Selection selection, LongConsumer progress)
            throws IOException {
        var counts = new EntryCounts();
        var tables = new EntryTables(spool);
        OutputStream entries = spool.file(PackFiles.ENTRIES);
        OutputStream disclosures = spool.file(PackFiles.DISCLOSURES);
        for (long done = 0; done < selection.count(); done += AT_ONCE) {
            progress.accept(done);
            for (var leaf : leaves(tenant, positions(selection, done))) {
                line(entries, leaf.body());
                for (var value : leaf.values()) {
                    line(disclosures, value.line());
                }
                var entry = PackedEntry.of(leaf);
                tables.add(entry);
                counts.add(entry);
            }
        }
        return counts;
    }

    private static List<Long> positions(Manifest.Selection selection, long done) {
        long end = Math.min(done + AT_ONCE, selection.count());
        return switch (selection) {
            case Manifest.Selection.Range range ->
                LongStream.range(range.from() + done, range.from() + end).boxed().toList();
            case Manifest.Selection.Filtered filtered -> filtered.indexes().subList((int) done, (int) end);
        };
    }

    private List<LogLeaf> leaves(TenantId tenant, List<Long> positions) {
        var leaves = transactions.worker(tenant, tx -> log.leaves(tx, positions));
        if (leaves.size() != positions.size()) {
            throw new PackFailedException("entries between position %d and %d are not kept any more"
                    .formatted(positions.getFirst(), positions.getLast()));
        }
        return leaves;
    }

    private static void line(OutputStream file, byte[] line) throws IOException {
        file.write(line);
        file.write('\n');
    }
}
