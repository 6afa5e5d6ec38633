package org.bailiwick.evidence.pack;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bailiwick.evidence.EvidenceQuery;
import org.bailiwick.ledger.EntryFilter;
import org.bailiwick.platform.Result;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is to be packed, in the words of the timeline's filters, with a period that is over.
 *
 * @param filters beside the period, by name; none where the period alone chooses
 */
record PackRequest(Instant since, Instant until, SortedMap<String, String> filters) {
    private static final String SINCE = "since";
    private static final String UNTIL = "until";
    private static final String NOTE = "note";

    /** @param period the query's filter, which was read already */
    static Result<PackRequest, PackProblem> of(EvidenceQuery query, EntryFilter period, Instant now) {
        var since = period.since();
        if (since == null) {
            return Result.no(new PackProblem.PeriodMissing());
        }
        if (!since.isBefore(now)) {
            return Result.no(new PackProblem.InTheFuture(SINCE, now));
        }
        var until = until(query, period.until(), now);
        if (until.isAfter(now)) {
            return Result.no(new PackProblem.InTheFuture(UNTIL, now));
        }
        if (!since.isBefore(until)) {
            return Result.no(new PackProblem.EndsBeforeItBegins());
        }
        return Result.ok(new PackRequest(since, until, filters(query)));
    }

    /** A day that is not over ends now. */
    private static Instant until(EvidenceQuery query, @Nullable Instant said, Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
        return said == null || today.equals(query.until()) ? now : said;
    }

    boolean filtered() {
        return !filters.isEmpty();
    }

    /** As it stands in the manifest. */
    Json query() {
        var query = Json.object().put(SINCE, since.toString()).put(UNTIL, until.toString());
        filters.forEach(query::put);
        return query.put(NOTE, filtered()
                ? "partial: the entries of the period that these filters chose; what they left out is not in the pack"
                : "complete: every entry from the first to the last of the period, by their order in the log")
                .build();
    }

    /** The timeline's query of a pack that was asked for before. */
    static EvidenceQuery queryOf(AuditPack pack) {
        var values = JsonMapper.shared().readValue(pack.query(), new TypeReference<TreeMap<String, String>>() {
        });
        values.remove(NOTE);
        return JsonMapper.shared().convertValue(values, EvidenceQuery.class);
    }

    /** What is said beside the period, by name. */
    static SortedMap<String, String> filters(EvidenceQuery query) {
        var values = JsonMapper.shared().convertValue(query, new TypeReference<TreeMap<String, String>>() {
        });
        values.values().removeIf(value -> value == null);
        values.remove(SINCE);
        values.remove(UNTIL);
        return values;
    }
}
