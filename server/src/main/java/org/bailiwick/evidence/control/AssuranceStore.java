package org.bailiwick.evidence.control;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.MalformedJsonException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How people were signed in who acted: that stands in the bodies of entries alone, so the newest are read one by one.
 * INVARIANT: bodies are read here and not by the database, which would give up all of them for one that is broken.
 */
@Component
final class AssuranceStore {
    private static final String NEWEST = "select occurred_at, body from %s order by occurred_at desc limit 2000"
            .formatted(SignalStore.ACTS);

    /**
     * @param acr null where the body states none
     * @param amr empty where it states none
     */
    private record Stated(boolean readable, @Nullable String acr, List<String> amr) {
        private static Stated in(byte[] body) {
            try {
                var said = Json.parse(body);
                return new Stated(true, said.textAt("bailiwick", "assurance", "acr").orElse(null),
                        said.at("bailiwick", "assurance", "amr").map(Stated::words).orElse(List.of()));
            } catch (MalformedJsonException broken) {
                return new Stated(false, null, List.of());
            }
        }

        private static List<String> words(Json amr) {
            return amr instanceof Json.Arr array
                    ? array.items().stream().flatMap(each -> each.textAt().stream()).sorted().toList()
                    : List.of();
        }

        private EvidenceRow row(Acts acts) {
            var count = Integer.toString(acts.count());
            if (!readable) {
                return row("entry that cannot be read", Coverage.NOT_KNOWN, acts,
                        count + " acts, and what is stored of them is broken; the log's check names the entry", "/log");
            }
            if (acr == null && amr.isEmpty()) {
                return row("assurance not stated", Coverage.NOT_KNOWN, acts,
                        count + " acts, the provider did not say how they signed in", "/evidence");
            }
            return switch (Assurance.of(acr, amr)) {
                case COVERED -> row(what(), Coverage.COVERED, acts, count + " acts", "/evidence");
                case GAP -> row(what(), Coverage.GAP, acts, count + " acts after one factor", "/evidence");
                case NOT_KNOWN -> row(what(), Coverage.NOT_KNOWN, acts,
                        count + " acts, and what the provider means by it is not known", "/evidence");
            };
        }

        private String what() {
            var methods = amr.isEmpty() ? "" : "methods `" + String.join("`, `", amr) + "`";
            if (acr == null) {
                return methods;
            }
            return "assurance `" + acr + "`" + (methods.isEmpty() ? "" : ", " + methods);
        }

        private static EvidenceRow row(String what, Coverage coverage, Acts acts, String why, String path) {
            return new EvidenceRow(what, coverage, acts.newest(), why, path);
        }
    }

    private record Acts(int count, Instant newest) {
        private Acts and(Acts more) {
            return new Acts(count + more.count, newest.isAfter(more.newest) ? newest : more.newest);
        }
    }

    /** As {@link SignalStore} has them: the worst first. */
    List<EvidenceRow> read(TenantTx tx) {
        Map<Stated, Acts> found = new HashMap<>();
        tx.sql(NEWEST).withFetchSize(200).query(row -> {
            found.merge(Stated.in(row.getBytes("body")), new Acts(1, at(row)), Acts::and);
        });
        return found.entrySet().stream().map(each -> each.getKey().row(each.getValue()))
                .sorted(Comparator.comparing(EvidenceRow::coverage)
                        .thenComparing(EvidenceRow::at, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(EvidenceRow::what))
                .toList();
    }

    private static Instant at(ResultSet row) throws SQLException {
        return row.getObject("occurred_at", OffsetDateTime.class).toInstant();
    }
}
