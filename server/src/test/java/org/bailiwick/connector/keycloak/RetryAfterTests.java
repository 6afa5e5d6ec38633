package org.bailiwick.connector.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryAfterTests {
    private static final String NOW = "Sun, 22 Nov 2026 10:00:00 GMT";

    @Test
    void secondsAreSeconds() {
        assertThat(after("120")).contains(Duration.ofSeconds(120));
    }

    @Test
    void aDateCountsFromTheOtherSidesClock() {
        assertThat(after("Sun, 22 Nov 2026 10:00:30 GMT")).contains(Duration.ofSeconds(30));
        assertThat(after("Sun, 22 Nov 2026 09:00:00 GMT")).contains(Duration.ZERO);
    }

    @Test
    void nonsenseIsNoWish() {
        assertThat(after("soon")).isEmpty();
        assertThat(after("-5")).isEmpty();
        assertThat(after("99999999999999999999")).isEmpty();
        assertThat(RetryAfter.in(HttpHeaders.of(Map.of(), (name, value) -> true))).isEmpty();
    }

    private static Optional<Duration> after(String value) {
        return RetryAfter.in(HttpHeaders.of(Map.of("Retry-After", List.of(value), "Date", List.of(NOW)),
                (name, each) -> true));
    }
}
