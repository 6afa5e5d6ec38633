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
import org.springframework.stereotype.Component;

/**
 * By whose assertion people signed in. An entry of a sign-in is written only after signature, issuer, audience and times
 * of the assertion were checked; from where it came stands in the body. INVARIANT: as in {@link AssuranceStore}, bodies are
 * read here and not by the database.
 */
@Component
final class SignInStore {
    private static final String NEWEST = """
                                         select occurred_at, body from ev_entry
                                         where tenant_id = :tenant and action = 'signed in'
                                           and occurred_at >= :now - interval '90 days'
                                         order by occurred_at desc limit 2000""";
    private static final String UNREADABLE = "\0";

    private record SignIns(int count, Instant newest) {
        private SignIns and(SignIns more) {
            return new SignIns(count + more.count, newest.isAfter(more.newest) ? newest : more.newest);
        }
    }

    /** As {@link SignalStore} has them: the worst first. */
    List<EvidenceRow> read(TenantTx tx) {
        Map<String, SignIns> found = new HashMap<>();
        tx.sql(NEWEST).withFetchSize(200).query(row -> {
            found.merge(issuer(row.getBytes("body")), new SignIns(1, at(row)), SignIns::and);
        });
        return found.entrySet().stream().map(each -> row(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(EvidenceRow::coverage)
                        .thenComparing(EvidenceRow::at, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(EvidenceRow::what))
                .toList();
    }

    /** Empty where the body names none. */
    private static String issuer(byte[] body) {
        try {
            return Json.parse(body).textAt("actor", "idp", "issuer").orElse("");
        } catch (MalformedJsonException broken) {
            return UNREADABLE;
        }
    }

    private static EvidenceRow row(String issuer, SignIns signIns) {
        var path = "/evidence?action=signed+in";
        if (issuer.equals(UNREADABLE)) {
            return new EvidenceRow("entry that cannot be read", Coverage.NOT_KNOWN, signIns.newest(),
                    signIns.count()
                            + " sign-ins, and what is stored of them is broken; the log's check names the entry",
                    "/log");
        }
        if (issuer.isEmpty()) {
            return new EvidenceRow("provider not stated", Coverage.NOT_KNOWN, signIns.newest(),
                    signIns.count() + " sign-ins, and by whose assertion is not on record", path);
        }
        return issuer.startsWith("https://")
                ? new EvidenceRow(issuer, Coverage.COVERED, signIns.newest(), signIns.count() + " sign-ins", path)
                : new EvidenceRow(issuer, Coverage.GAP, signIns.newest(),
                        signIns.count() + " sign-ins by a provider that is asked without TLS", path);
    }

    private static Instant at(ResultSet row) throws SQLException {
        return row.getObject("occurred_at", OffsetDateTime.class).toInstant();
    }
}
