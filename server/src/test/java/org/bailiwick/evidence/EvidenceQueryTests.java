package org.bailiwick.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.ledger.EntryFilter;
import org.bailiwick.platform.PersonId;
import org.bailiwick.web.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;

class EvidenceQueryTests {
    private static final UUID ID = UUID.fromString("0f9b7c1d-2d0a-4a1e-8f3c-5b7f1f0e9a02");

    @Test
    void everyFilterIsRead() {
        var query = new EvidenceQuery("Ada Lovelace", "grant.decide", "grant kept", "grant/g-1", "success",
                " HALO 4711 ", ID.toString(), ID.toString(), "2026-11-22T10:00:00+01:00", "2026-11-22T10:00:00.5Z");

        assertThat(filter(query)).isEqualTo(new EntryFilter(List.of(new PersonId(7)), null, "grant.decide",
                "grant kept", "grant/g-1", "success", "HALO 4711", ID, ID, Instant.parse("2026-11-22T09:00:00Z"),
                Instant.parse("2026-11-22T10:00:00.5Z")));
        assertThat(query.narrows()).isTrue();
    }

    @Test
    void authorityIsNamedByItsIdOrByWhatItAllows() {
        assertThat(filter(Queries.of(Map.of("authority", ID.toString()))).authority()).isEqualTo(ID);
        assertThat(filter(Queries.of(Map.of("authority", ID.toString()))).capability()).isNull();
        assertThat(filter(Queries.of(Map.of("authority", "grant.decide"))).authority()).isNull();
    }

    @Test
    void nobodyIsTheProductItselfAndAStrangerIsRefused() {
        assertThat(filter(Queries.of(Map.of("operator", "none"))).operators()).isEmpty();
        assertThat(filter(Queries.ALL).operators()).isNull();

        assertThatThrownBy(() -> filter(Queries.of(Map.of("operator", "Charles"))))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.refusal().detail())
                        .startsWith("`operator` is ").contains("not `Charles`"));
    }

    @Test
    void dateStandsForItsWholeDay() {
        var filter = filter(Queries.of(Map.of("since", "2026-11-22", "until", "2026-11-22")));

        assertThat(filter.since()).isEqualTo("2026-11-22T00:00:00Z");
        assertThat(filter.until()).isEqualTo("2026-11-23T00:00:00Z");
    }

    @Test
    void emptyFieldsOfAFormNarrowNothing() {
        var query = new EvidenceQuery(" ", "", "", "", " ", "", "", "", "", "");

        assertThat(filter(query)).isEqualTo(EntryFilter.ALL);
        assertThat(query.narrows()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"action, grant eaten", "action, GRANT_KEPT", "outcome, fine", "outcome, SUCCESS",
        "correlation, 1-2-3-4-5",
        "correlation, 4711", "decision, 4711", "authority, grant.devour", "target, /g-1", "target, Grant",
        "since, yesterday", "since, 2026-11-31", "since, 2026-11-22T10:00:00", "until, 1795342530",
        "until, 2026-11-22T25:00:00Z"})
    void valueThatCannotBeIsRefusedWithItsName(String name, String value) {
        var query = Queries.of(Map.of(name, value));

        assertThatThrownBy(() -> filter(query)).isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.refusal().status()).isEqualTo(HttpStatus.BAD_REQUEST);
            assertThat(refused.refusal().detail()).startsWith("`" + name + "` is ").contains("not `" + value + "`");
        });
    }

    private static EntryFilter filter(EvidenceQuery query) {
        return query.filter(name -> name.equals("Ada Lovelace") ? List.of(new PersonId(7)) : List.of());
    }
}
