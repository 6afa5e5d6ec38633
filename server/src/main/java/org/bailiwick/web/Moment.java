package org.bailiwick.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A point in time as people read it: how long ago, and the exact time in UTC beside it. */
public record Moment(Instant at, Instant now) {
    private static final DateTimeFormatter ABSOLUTE = DateTimeFormatter
            .ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int JUST = 5;
    private static final int SECONDS_LIMIT = 90;
    private static final int MINUTES_LIMIT = 90;
    private static final int HOURS_LIMIT = 48;

    public String iso() {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    public String absolute() {
        return ABSOLUTE.format(at);
    }

    public String relative() {
        var age = Duration.between(at, now);
        if (age.abs().toSeconds() < JUST) {
            return "just now";
        }
        return age.isNegative() ? "in " + inWords(age.negated()) : inWords(age) + " ago";
    }

    static String inWords(Duration age) {
        if (age.toSeconds() < SECONDS_LIMIT) {
            return counted(age.toSeconds(), "second");
        }
        if (age.toMinutes() < MINUTES_LIMIT) {
            return counted(age.toMinutes(), "minute");
        }
        return age.toHours() < HOURS_LIMIT ? counted(age.toHours(), "hour") : counted(age.toDays(), "day");
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
