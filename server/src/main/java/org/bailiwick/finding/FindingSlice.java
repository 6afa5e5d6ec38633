package org.bailiwick.finding;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One page of findings, and what the rules know and do not know behind it.
 *
 * @param nextCursor opaque; null on the last page
 * @param notRead how many tenants of one's scope may not be read: nothing of them is here, which is not nothing found
 */
record FindingSlice(List<FindingJson> items, @Nullable String nextCursor, List<Summary> summary, long notRead) {
    FindingSlice {
        items = List.copyOf(items);
        summary = List.copyOf(summary);
    }

    /**
     * @param known whether the rule could be asked; the counts are else as last known
     * @param notKnown subjects that could not be judged: not among the counts, and not nothing
     */
    record Summary(UUID tenant, String rule, long critical, long high, long moderate, long low, long decided,
            boolean known, long notKnown, @Nullable String why, Instant asOf) {
        static Summary of(UUID tenant, RuleSummary summary) {
            return new Summary(tenant, summary.rule().id(), summary.critical(), summary.high(), summary.moderate(),
                    summary.low(), summary.decided(), summary.known(), summary.notKnown(), summary.why(),
                    summary.asOf());
        }
    }
}
