package org.bailiwick.evidence.pack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.bailiwick.evidence.control.ControlStanding;
import org.bailiwick.evidence.control.Coverage;
import org.bailiwick.evidence.control.Signal;
import org.bailiwick.evidence.control.EvidenceRow;
import org.bailiwick.evidence.control.SignalReading;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;

/**
 * The pack for an auditor's program: OSCAL assessment results. What the entries show and what the rows showed are
 * observations, each mapped control is a finding. OSCAL knows only satisfied and not: what is not known is not satisfied.
 */
final class OscalResults {
    /** After that a standing is a memory; the control map itself counts a reading as old by then. */
    private static final Duration LASTS = Duration.ofDays(7);
    private static final String ENTRIES = "../entries.ocsf.jsonl";

    private final AuditPack pack;
    private final Standing standing;
    private final EntryCounts counts;

    OscalResults(AuditPack pack, Standing standing, EntryCounts counts) {
        this.pack = pack;
        this.standing = standing;
        this.counts = counts;
    }

    byte[] bytes() {
        var plan = id("plan").toString();
        return CanonicalJson.bytes(Json.object().put("assessment-results", Json.object()
                .put("uuid", id("assessment results").toString())
                .put("metadata",
                        OscalText.metadata("Assessment results of " + standing.tenant(), standing, pack).build())
                .put("import-ap", Json.object().put("href", "#" + plan).build())
                .put("results", Json.array(result()))
                .put("back-matter", Json.object().put("resources", Json.array(Json.object().put("uuid", plan)
                        .put("title", "Control map")
                        .put("description", "There is no plan beside the product's control map: `controls.csv` says of"
                                + " each control which signals show it.")
                        .put("rlinks", Json.array(Json.object().put("href", "../controls.csv")
                                .put("media-type", "text/csv").build()))
                        .build())).build())
                .build()).build());
    }

    private Json result() {
        var observations = Stream.concat(counts.kinds().stream().map(this::observed), signals().map(this::shown))
                .toList();
        var result = Json.object().put("uuid", id("result").toString())
                .put("title", OscalText.line("Record of " + pack.title()))
                .put("description", pack.filtered()
                        ? "Partial: a filter chose the entries. Controls as the tenant's rows showed them at the end."
                        : "All entries of the period. Controls as the tenant's rows showed them at the end.")
                .put("start", OscalText.time(pack.since())).put("end", OscalText.time(standing.at()))
                .put("reviewed-controls", Json.object()
                        .put("control-selections", Json.array(Json.object()
                                .put("include-controls", Json.array(standing.controls().stream()
                                        .map(each -> Json.object().put("control-id", OscalText.id(each.control()))
                                                .build())
                                        .toList()))
                                .build()))
                        .build());
        if (!observations.isEmpty()) {
            result.put("observations", Json.array(observations));
        }
        return result.put("findings", Json.array(standing.controls().stream().map(this::finding).toList())).build();
    }

    /** Entries of one kind; the first of them by their place, all of them in the pack's entries. */
    private Json observed(EntryCounts.Kind kind) {
        var evidence = new ArrayList<Json>();
        kind.named().forEach(named -> evidence.add(Json.object().put("href", ENTRIES)
                .put("description", "entry %d, %s, %s".formatted(named.index(), named.time(), named.outcome()))
                .put("props", Json.array(OscalText.property("entry-index", Long.toString(named.index())),
                        OscalText.property("event-uid", named.uid())))
                .build()));
        return Json.object().put("uuid", id("entries/" + kind.action()).toString())
                .put("title", OscalText.line(kind.action()))
                .put("description", "%d entries `%s`, from %s to %s; %d of them failed%s".formatted(kind.count(),
                        OscalText.line(kind.action()), kind.first(), kind.last(), kind.failed(),
                        kind.count() > kind.named().size()
                                ? "; the first %d are named".formatted(kind.named().size())
                                : ""))
                .put("methods", Json.array(Json.text("EXAMINE"))).put("types", Json.array(Json.text("historic")))
                .put("relevant-evidence", Json.array(evidence)).put("collected", OscalText.time(standing.at()))
                .build();
    }

    private Stream<SignalReading> signals() {
        return standing.controls().stream().map(ControlStanding::readings).flatMap(List::stream).distinct();
    }

    private Json shown(SignalReading reading) {
        var observation = Json.object().put("uuid", id(reading.signal()).toString())
                .put("title", OscalText.line(reading.signal().title()))
                .put("description", OscalText.line("%s: %s".formatted(reading.coverage().text(), reading.why())))
                .put("props", Json.array(OscalText.property("coverage", reading.coverage().text()),
                        OscalText.property("rows", Long.toString(reading.rows()))))
                .put("methods", Json.array(Json.text("TEST")))
                .put("types", Json.array(Json.text("control-objective")))
                .put("collected", OscalText.time(standing.at()))
                .put("expires", OscalText.time(standing.at().plus(LASTS)));
        return reading.shown().isEmpty()
                ? observation.build()
                : observation.put("relevant-evidence",
                        Json.array(reading.shown().stream().map(OscalResults::evidence).toList())).build();
    }

    /** A row that shows it, and on which of the tenant's pages it stands. */
    private static Json evidence(EvidenceRow row) {
        var at = row.at();
        return Json.object()
                .put("description", OscalText.line("%s: %s, %s; %s".formatted(row.what(), row.coverage().text(),
                        row.why(), at == null ? "of no time" : OscalText.time(at))))
                .put("props", Json.array(OscalText.property("coverage", row.coverage().text()),
                        OscalText.property("time", at == null ? "not known" : OscalText.time(at)),
                        OscalText.property("page", row.path())))
                .build();
    }

    private Json finding(ControlStanding each) {
        boolean kept = each.coverage() == Coverage.COVERED;
        var why = each.why().isEmpty() ? "each of its signals shows it" : each.why();
        var finding = Json.object().put("uuid", id("control/" + OscalText.id(each.control())).toString())
                .put("title", OscalText.line(each.control().id() + " " + each.control().title()))
                .put("description", OscalText.line("%s: %s".formatted(each.coverage().text(), why)))
                .put("target", Json.object().put("type", "objective-id")
                        .put("target-id", OscalText.id(each.control()))
                        .put("status", Json.object().put("state", kept ? "satisfied" : "not-satisfied")
                                .put("reason", switch (each.coverage()) {
                                    case COVERED -> "pass";
                                    case GAP -> "fail";
                                    case NOT_KNOWN -> "other";
                                }).put("remarks", OscalText.line(each.coverage().text() + ": " + why)).build())
                        .build());
        if (!each.readings().isEmpty()) {
            finding.put("related-observations", Json.array(each.readings().stream()
                    .map(reading -> Json.object().put("observation-uuid", id(reading.signal()).toString()).build())
                    .toList()));
        }
        return finding.build();
    }

    private UUID id(Signal signal) {
        return id("signal/" + signal.id());
    }

    private UUID id(String name) {
        return OscalText.uuid(pack.publicId(), name);
    }
}
