package org.bailiwick.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.bailiwick.ledger.EntryFilter;
import org.bailiwick.web.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;

class EvidenceQueryTests {
    @Test
    void everyFilterIsRead() {
        var query = new EvidenceQuery("grant kept", "success", " HALO 4711 ", "0f9b7c1d-2d0a-4a1e-8f3c-5b7f1f0e9a02",
                "2026-11-22T10:00:00+01:00", "2026-11-22T10:00:00.5Z");

        assertThat(query.filter()).isEqualTo(new EntryFilter("grant kept", "success", "HALO 4711",
                UUID.fromString("0f9b7c1d-2d0a-4a1e-8f3c-5b7f1f0e9a02"), Instant.parse("2026-11-22T09:00:00Z"),
                Instant.parse("2026-11-22T10:00:00.5Z")));
        assertThat(query.narrows()).isTrue();
    }

    @Test
    void dateStandsForItsWholeDay() {
        var filter = new EvidenceQuery(null, null, null, null, "2026-11-22", "2026-11-22").filter();

        assertThat(filter.since()).isEqualTo("2026-11-22T00:00:00Z");
        assertThat(filter.until()).isEqualTo("2026-11-23T00:00:00Z");
    }

    @Test
    void emptyFieldsOfAFormNarrowNothing() {
        var query = new EvidenceQuery("", " ", "", null, "", "");

        assertThat(query.filter()).isEqualTo(EntryFilter.ALL);
        assertThat(query.narrows()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"action, grant eaten", "action, GRANT_KEPT", "outcome, fine", "outcome, SUCCESS",
        "correlation, 1-2-3-4-5",
        "correlation, 4711", "since, yesterday", "since, 2026-11-31", "since, 2026-11-22T10:00:00", "until, 1795342530",
        "until, 2026-11-22T25:00:00Z"})
    void valueThatCannotBeIsRefusedWithItsName(String name, String value) {
        var query = new EvidenceQuery(when("action", name, value), when("outcome", name, value), null,
                when("correlation", name, value), when("since", name, value), when("until", name, value));

        assertThatThrownBy(query::filter).isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.refusal().status()).isEqualTo(HttpStatus.BAD_REQUEST);
            assertThat(refused.refusal().detail()).startsWith("`" + name + "` is ").contains("not `" + value + "`");
        });
    }

    private static String when(String name, String given, String value) {
        return name.equals(given) ? value : null;
    }
}
