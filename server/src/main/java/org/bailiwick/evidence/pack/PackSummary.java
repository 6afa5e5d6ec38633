package org.bailiwick.evidence.pack;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.bailiwick.evidence.control.Coverage;
import org.bailiwick.evidence.control.Framework;
import org.bailiwick.proof.pack.Manifest;

/**
 * A pack for whoever reads it first, on a screen or on paper; it says what is proven and what is only told.
 *
 * @param kinds of entries, by their action
 */
public record PackSummary(AuditPack pack, Standing standing, Manifest.Selection selection, String origin,
        List<Kind> kinds, long redacted) {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int MOST_FINDINGS = 200;

    /** @param failed how many of them failed */
    public record Kind(String action, long count, long failed, String first, String last) {}

    static PackSummary of(AuditPack pack, Standing standing, Manifest.Selection selection, String origin,
            EntryCounts counts) {
        return new PackSummary(pack, standing, selection, origin,
                counts.kinds().stream().map(kind -> new Kind(kind.action(), kind.count(), kind.failed(),
                        minute(kind.first()), minute(kind.last()))).toList(),
                counts.redacted());
    }

    public String time(Instant at) {
        return UTC.format(at);
    }

    /** Entries say their time themselves; what they say is shown even where it is none. */
    private static String minute(String time) {
        return time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d.*Z")
                ? time.substring(0, 10) + " " + time.substring(11, 16) + " UTC"
                : time;
    }

    public String entries() {
        return switch (selection) {
            case Manifest.Selection.Range range when range.count() == 0 ->
                "none; nothing is proven of the period, which is what the manifest says";
            case Manifest.Selection.Range range ->
                "%,d, complete from index %d to %d of the log; the period is what the manifest says"
                        .formatted(range.count(), range.from(), range.to() - 1);
            case Manifest.Selection.Filtered filtered ->
                "%,d that a filter chose; what it left out is not in this pack".formatted(filtered.count());
        };
    }

    public String controls(Framework framework) {
        return "%d covered, %d gaps, %d not known".formatted(standing.count(framework, Coverage.COVERED),
                standing.count(framework, Coverage.GAP), standing.count(framework, Coverage.NOT_KNOWN));
    }

    public List<Standing.OpenFinding> findings() {
        return standing.findings().stream().limit(MOST_FINDINGS).toList();
    }

    /** Findings that are open and not in the table. */
    public long unlisted() {
        return standing.findings().size() - findings().size() + standing.further();
    }
}
