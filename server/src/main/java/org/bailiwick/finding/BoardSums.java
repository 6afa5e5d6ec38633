package org.bailiwick.finding;

import java.time.Instant;
import java.util.Map;
import org.bailiwick.platform.TenantId;
import org.jspecify.annotations.Nullable;

/** The board's cells added up, once by tenant and once by control gap; what was never judged is in no sum. */
record BoardSums(Map<TenantId, Sum> byTenant, Map<Rule, Sum> byRule) {
    /**
     * @param ending decided to be revoked, and no reading has shown them gone
     * @param openCells in which something is open
     * @param endingCells in which something is ending
     * @param complete cells of which everything is known
     * @param oldest the oldest reading behind any of them; null where none is
     */
    record Sum(long critical, long high, long moderate, long low, long ending, long openCells,
            long endingCells, long complete, @Nullable Instant oldest) {
        static final Sum NOTHING = new Sum(0, 0, 0, 0, 0, 0, 0, 0, null);

        long open() {
            return critical + high + moderate + low;
        }

        long weight() {
            return BoardCell.weight(critical, high, moderate, low, ending);
        }
    }

    Sum of(TenantId tenant) {
        return byTenant.getOrDefault(tenant, Sum.NOTHING);
    }

    Sum of(Rule rule) {
        return byRule.getOrDefault(rule, Sum.NOTHING);
    }
}
