package org.bailiwick.risk;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Limits in days, and dates as sentences say them. */
final class Days {
    static final int STALE = 90;
    static final int SECRET = 365;

    private Days() {}

    static boolean before(Instant at, int days, Instant now) {
        return at.isBefore(now.minus(Duration.ofDays(days)));
    }

    static String date(Instant at) {
        return DateTimeFormatter.ISO_LOCAL_DATE.format(at.atOffset(ZoneOffset.UTC));
    }
}
