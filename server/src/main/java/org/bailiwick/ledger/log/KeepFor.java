package org.bailiwick.ledger.log;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How long the record is kept: whole months, and never fewer than 15, so that each review of a year can still look back on
 * the one before.
 */
@Component
public final class KeepFor {
    static final int FEWEST_MONTHS = 15;

    private final int months;

    KeepFor(@Value("${bailiwick.record.keep-months:15}") int months) {
        if (months < FEWEST_MONTHS) {
            throw new IllegalStateException("`bailiwick.record.keep-months` is %d or more, not `%d`; raise it"
                    .formatted(FEWEST_MONTHS, months));
        }
        this.months = months;
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
