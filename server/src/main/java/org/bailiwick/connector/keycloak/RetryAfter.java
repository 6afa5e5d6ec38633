package org.bailiwick.connector.keycloak;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long the other side wants us to wait (RFC 9110 section 10.2.3): seconds, or a date against its own clock. */
final class RetryAfter {
    private RetryAfter() {}

    static Optional<Duration> in(HttpHeaders headers) {
        return headers.firstValue("Retry-After").flatMap(value -> seconds(value).or(() -> until(value, headers)));
    }

    private static Optional<Duration> seconds(String value) {
        return value.strip().matches("\\d{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(value.strip())))
                : Optional.empty();
    }

    private static Optional<Duration> until(String value, HttpHeaders headers) {
        return headers.firstValue("Date").flatMap(RetryAfter::date)
                .flatMap(now -> date(value).map(then -> Duration.between(now, then)))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    private static Optional<ZonedDateTime> date(String value) {
        try {
            return Optional.of(ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
