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

    /** @param acr null where the body states none */
    private record Stated(boolean readable, @Nullable String acr) {
        private static Stated in(byte[] body) {
            try {
                return new Stated(true, Json.parse(body).textAt("bailiwick", "assurance", "acr").orElse(null));
            } catch (MalformedJsonException broken) {
                return new Stated(false, null);
            }
        }

        private EvidenceRow row(Acts acts) {
            var count = Integer.toString(acts.count());
            if (!readable) {
                return row("entry that cannot be read", Coverage.NOT_KNOWN, acts,
                        count + " acts, and what is stored of them is broken; the log's check names the entry", "/log");
            }
            if (acr == null) {
                return row("assurance not stated", Coverage.NOT_KNOWN, acts,
                        count + " acts, the provider did not say how they signed in", "/evidence");
            }
            var what = "assurance `" + acr + "`";
            if (Assurance.STRONG.contains(acr)) {
                return row(what, Coverage.COVERED, acts, count + " acts", "/evidence");
            }
            return Assurance.WEAK.contains(acr)
                    ? row(what, Coverage.GAP, acts, count + " acts after one factor", "/evidence")
                    : row(what, Coverage.NOT_KNOWN, acts,
                            count + " acts, and what the provider means by it is not known", "/evidence");
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
