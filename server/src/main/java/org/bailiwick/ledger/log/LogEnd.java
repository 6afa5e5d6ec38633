package org.bailiwick.ledger.log;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How far a log goes: to its largest checkpoint that it signed. One that nobody signed, and be it that of a row that was
 * damaged, counts as far as rows of at least half of its entries are there. INVARIANT: a size that somebody wrote into a
 * row makes a pass longer by no more than the rows that they wrote.
 */
final class LogEnd {
    private static final int AT_ONCE = 100;

    private LogEnd() {}

    /** @param forged gets each checkpoint of a larger size */
    static long of(LogContent log, LogKeys keys, Consumer<LogContent.Signed> forged) {
        long rows = -1;
        LogContent.@Nullable Signed last = null;
        while (true) {
            var newest = log.newest(last, AT_ONCE);
            for (var each : newest) {
                if (CheckpointSignature.of(each, log.origin(), keys) == CheckpointSignature.HOLDS) {
                    return each.size();
                }
                rows = rows < 0 ? log.rows() : rows;
                if (each.size() / 2 <= rows) {
                    return each.size();
                }
                forged.accept(each);
            }
            if (newest.size() < AT_ONCE) {
                return 0;
            }
            last = newest.getLast();
        }
    }
}
