package org.bailiwick.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.ledger.Recorded;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.Json;
import org.bailiwick.web.Mark;
import org.bailiwick.web.Slice;
import org.bailiwick.web.VisibleTenant;
import org.junit.jupiter.api.Test;

class TimelineTests {
    private static final VisibleTenant ACME = new VisibleTenant(new TenantId(7), new UUID(1, 2), "acme", "Acme", false);
    private static final EvidenceQuery ALL = Queries.ALL;

    @Test
    void nextPageKeepsTheFilters() {
        var query = Queries.of(Map.of("action", "grant kept", "ticket", "A&B {x} 1", "decision",
                "d1c7a2be-5c35-4d86-9a11-3f1d6e2c4b03", "since", "2026-11-22"));

        var page = Timeline.of(ACME, query, new Slice<>(List.of(), "c+/="), List.of(), null, false);

        assertThat(page.next()).isEqualTo("/t/acme/evidence?action=grant%20kept&ticket=A%26B%20%7Bx%7D%201"
                + "&decision=d1c7a2be-5c35-4d86-9a11-3f1d6e2c4b03&since=2026-11-22&cursor=c%2B%2F%3D");
        assertThat(page.first()).isNull();
    }

    @Test
    void furtherPageLeadsBackToTheBeginningAndTheLastNowhere() {
        var page = Timeline.of(ACME, ALL, new Slice<>(List.of(), null), List.of(), null, true);

        assertThat(page.first()).isEqualTo("/t/acme/evidence");
        assertThat(page.next()).isNull();
    }

    @Test
    void successIsPlainAndWhatWasAlteredIsCritical() {
        assertThat(mark("success", List.of())).isEqualTo(Mark.PLAIN);
        assertThat(mark("failure", List.of())).isEqualTo(Mark.FAILED);
        assertThat(mark("under way", List.of())).isEqualTo(Mark.WAITING);
        assertThat(mark("unknown", List.of())).isEqualTo(Mark.UNKNOWN);
        assertThat(mark("splendid", List.of())).isEqualTo(Mark.UNKNOWN);
        assertThat(mark("success", List.of("the body was altered"))).isEqualTo(Mark.CRITICAL);
    }

    @Test
    void changeIsMarkedByItsStateAndClearOnlyWhenVerified() {
        assertThat(row("success", "verified").mark()).isEqualTo(Mark.CLEAR);
        assertThat(row("success", "verified").text()).isEqualTo("verified");
        assertThat(row("failure", "still effective").mark()).isEqualTo(Mark.CRITICAL);
        assertThat(row("under way", "sent").mark()).isEqualTo(Mark.WAITING);
        assertThat(row("success", "finished").mark()).isEqualTo(Mark.UNKNOWN);
    }

    @Test
    void entryThatCannotBeReadIsShownAsUnknownAndNeverLeftOut() {
        var unreadable = new Recorded(new UUID(3, 4), Instant.EPOCH, Json.object().build(), "00", Map.of(),
                List.of(), List.of(), List.of("the body cannot be read"));

        var row = Timeline
                .of(ACME, ALL, new Slice<>(List.of(EvidenceItem.of(unreadable, "", null, Map.of())), null), List.of(),
                        null,
                        false)
                .rows()
                .getFirst();

        assertThat(row.item().action()).isEqualTo("not readable");
        assertThat(row.item().outcome()).isEqualTo("unknown");
        assertThat(row.item().actor()).isEqualTo(new EvidenceItem.Actor(null, null, null, null, null));
        assertThat(row.related()).isNull();
    }

    private static Timeline.Row row(String outcome, String state) {
        Json.Obj said = Json.object().put("outcome", outcome).put("facts", Json.object().put("state", state).build())
                .build();
        var item = EvidenceItem.of(new Recorded(new UUID(3, 4), Instant.EPOCH,
                Json.object().put("bailiwick", said).build(), "00", Map.of(), List.of(), List.of(), List.of()), "",
                null, Map.of());
        return Timeline.of(ACME, ALL, new Slice<>(List.of(item), null), List.of(), null, false).rows().getFirst();
    }

    private static Mark mark(String outcome, List<String> faults) {
        Json.Obj body = Json.object().put("bailiwick", Json.object().put("outcome", outcome).build()).build();
        var item = EvidenceItem
                .of(new Recorded(new UUID(3, 4), Instant.EPOCH, body, "00", Map.of(), List.of(), List.of(), faults), "",
                        null, Map.of());
        return Timeline.of(ACME, ALL, new Slice<>(List.of(item), null), List.of(), null, false).rows().getFirst()
                .mark();
    }
}
