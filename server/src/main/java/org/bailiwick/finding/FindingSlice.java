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
     * How many are open of each severity, and decided. Where the rule could not be asked they are as last known, and null
     * instead of none.
     *
     * @param known whether the rule could be asked
     * @param notKnown subjects that could not be judged: not among the counts, and not nothing
     */
    record Summary(UUID tenant, String rule, @Nullable Long critical, @Nullable Long high, @Nullable Long moderate,
            @Nullable Long low, @Nullable Long decided, boolean known, long notKnown, @Nullable String why,
            Instant asOf) {
        static Summary of(UUID tenant, RuleSummary summary) {
            boolean known = summary.known();
            return new Summary(tenant, summary.rule().id(), count(known, summary.critical()),
                    count(known, summary.high()), count(known, summary.moderate()), count(known, summary.low()),
                    count(known, summary.decided()), known, summary.notKnown(), summary.why(), summary.asOf());
        }

        private static @Nullable Long count(boolean known, long count) {
            return known || count > 0 ? Long.valueOf(count) : null;
        }
    }
}
