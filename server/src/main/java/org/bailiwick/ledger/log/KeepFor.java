package org.bailiwick.ledger.log;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How long the record is kept: for good, unless whoever runs the installation says that old months are to be removed;
 * then whole months, and never fewer than 15, so that each review of a year can still look back on the one before.
 */
@Component
public final class KeepFor {
    static final int FEWEST_MONTHS = 15;

    private final int months;
    private final boolean removes;

    KeepFor(@Value("${bailiwick.record.keep-months:15}") int months,
            @Value("${bailiwick.record.remove-old-months:false}") boolean removes) {
        if (months < FEWEST_MONTHS) {
            throw new IllegalStateException("`bailiwick.record.keep-months` is %d or more, not `%d`; raise it"
                    .formatted(FEWEST_MONTHS, months));
        }
        this.months = months;
        this.removes = removes;
    }

    /** Whether anything is removed at all. */
    public boolean removes() {
        return removes;
    }

    public int months() {
        return months;
    }

    /** The beginning of the first month that is still kept as a whole. */
    Instant olderThan(Instant now) {
        return YearMonth.from(now.atOffset(ZoneOffset.UTC)).minusMonths(months).atDay(1).atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }
}
