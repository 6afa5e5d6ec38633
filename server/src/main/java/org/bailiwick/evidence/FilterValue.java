package org.bailiwick.evidence;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Reads one filter each; a value that cannot be is refused, because an empty list would look like an answer. */
final class FilterValue {
    static final List<String> ACTIONS = Stream.of(Activity.values()).map(Activity::text).distinct().sorted().toList();
    static final List<String> OUTCOMES = Stream.of(Outcome.values()).map(Outcome::text).toList();
    private static final String TIME = "a time like `2026-11-22T10:00:00Z` or a date like `2026-11-22`, of the years 1 to 9999";
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private FilterValue() {}

    static @Nullable String action(@Nullable String value) {
        return oneOf("action", ACTIONS, value);
    }

    static @Nullable String outcome(@Nullable String value) {
        return oneOf("outcome", OUTCOMES, value);
    }

    /** Where it is the id of one; what it allows is the other way to name authorities. */
    static @Nullable UUID authority(@Nullable String value) {
        return value == null || Capabilities.known().contains(value) ? null : id("authority", value);
    }

    static @Nullable String capability(@Nullable String value) {
        return value != null && Capabilities.known().contains(value) ? value : null;
    }

    static @Nullable String target(@Nullable String value) {
        if (value != null && !value.matches("[a-z][a-z -]*(/.+)?")) {
            throw refused("target", "a type like `grant`, or a type and an id like `grant/ID`", value);
        }
        return value;
    }

    static @Nullable UUID id(String name, @Nullable String value) {
        if (value == null) {
            return null;
        }
        // UUID.fromString also takes shortened forms, which no entry carries.
        if (!value.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw refused(name, "the %s id of an entry, a UUID".formatted(name), value);
        }
        return UUID.fromString(value);
    }

    static @Nullable Instant since(@Nullable String value) {
        return time("since", value, day -> day);
    }

    static @Nullable Instant until(@Nullable String value) {
        return time("until", value, day -> day.plusDays(1));
    }

    private static @Nullable Instant time(String name, @Nullable String value,
            Function<LocalDate, LocalDate> boundary) {
        if (value == null) {
            return null;
        }
        try {
            var time = value.contains("T") || value.contains("t")
                    ? OffsetDateTime.parse(value).toInstant()
                    : boundary.apply(LocalDate.parse(value)).atStartOfDay(ZoneOffset.UTC).toInstant();
            if (time.isBefore(FIRST) || time.isAfter(LAST)) {
                throw refused(name, TIME, value);
            }
            return time;
        } catch (DateTimeException notATime) {
            throw refused(name, TIME, value);
        }
    }

    private static @Nullable String oneOf(String name, List<String> known, @Nullable String value) {
        if (value != null && !known.contains(value)) {
            throw refused(name, "one of " + String.join(", ", known), value);
        }
        return value;
    }

    static RefusedException refused(String name, String expected, String value) {
        return new RefusedException(Refusal.of(HttpStatus.BAD_REQUEST, "invalid-parameter", "parameter is not valid",
                "`%s` is %s, not `%s`".formatted(name, expected, value)));
    }
}
