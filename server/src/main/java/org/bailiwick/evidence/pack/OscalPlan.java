package org.bailiwick.evidence.pack;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.evidence.control.ControlStanding;
import org.bailiwick.evidence.control.Coverage;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;

/**
 * What is to be done, for an auditor's program: OSCAL plan of action and milestones. Each finding that nobody ended, with
 * owner and due time; what was accepted is a deviation, not gone. And each control that is broken, with what shows it or is
 * missing, or of which it is not known whether it is kept; controls have neither owner nor due time, and say so.
 */
final class OscalPlan {
    private final AuditPack pack;
    private final Standing standing;

    OscalPlan(AuditPack pack, Standing standing) {
        this.pack = pack;
        this.standing = standing;
    }

    /** Empty where no finding is open and every control is covered: OSCAL has no plan without an item. */
    Optional<byte[]> bytes() {
        var risks = standing.findings().stream().map(this::risk).toList();
        var items = Stream.concat(standing.findings().stream().map(this::item), controls()).toList();
        if (items.isEmpty()) {
            return Optional.empty();
        }
        var plan = Json.object().put("uuid", id("plan of action").toString())
                .put("metadata", metadata())
                .put("system-id", Json.object().put("identifier-type", "http://ietf.org/rfc/rfc4122")
                        .put("id", standing.tenantId().toString()).build());
        if (!risks.isEmpty()) {
            plan.put("risks", Json.array(risks));
        }
        return Optional.of(CanonicalJson.bytes(Json.object()
                .put("plan-of-action-and-milestones", plan.put("poam-items", Json.array(items)).build()).build()));
    }

    private Json metadata() {
        var metadata = OscalText.metadata("Plan of action of " + standing.tenant(), standing, pack);
        return standing.further() == 0
                ? metadata.build()
                : metadata.put("remarks",
                        "%d further findings, due later, are not listed here".formatted(standing.further())).build();
    }

    /** What is broken before what is not known. */
    private Stream<Json> controls() {
        return standing.controls().stream().filter(each -> each.coverage() != Coverage.COVERED)
                .sorted(Comparator.comparing(ControlStanding::coverage)).map(this::item);
    }

    private Json item(ControlStanding each) {
        var control = OscalText.id(each.control());
        return Json.object().put("uuid", id("item/" + control).toString())
                .put("title", OscalText.line("%s %s: %s".formatted(each.control().id(), each.control().title(),
                        each.coverage().text())))
                .put("description", OscalText.line("%s: %s; nobody was named as its owner, and it has no due time"
                        .formatted(each.coverage() == Coverage.GAP
                                ? "broken, or what shows it is missing"
                                : "whether it is kept is not known", lacks(each))))
                .put("props", Json.array(OscalText.property("control", control),
                        OscalText.property("framework", each.control().framework()),
                        OscalText.property("coverage", each.coverage().text())))
                .build();
    }

    /** Each claim that decides it and why it is not shown, and the part of the control that nothing here reads. */
    private static String lacks(ControlStanding each) {
        var claims = each.readings().stream().filter(reading -> reading.coverage() == each.coverage())
                .map(reading -> "`%s`: %s".formatted(reading.signal().title(), reading.why()));
        var unseen = each.coverage() == Coverage.NOT_KNOWN ? each.control().unseen() : null;
        return Stream.concat(Stream.ofNullable(unseen), claims).collect(Collectors.joining("; "));
    }

    private Json risk(Standing.OpenFinding finding) {
        return Json.object().put("uuid", id("risk/" + finding.id()).toString())
                .put("title", OscalText.line(finding.title()))
                .put("description", OscalText.line(String.join("; ", finding.reasons())))
                .put("statement", OscalText.line("%s, found by the rule %s".formatted(finding.severity(),
                        finding.rule())))
                .put("props", Json.array(properties(finding)))
                .put("status", finding.accepted()
                        ? "deviation-approved"
                        : finding.change().isPresent() ? "remediating" : "open")
                .put("deadline", OscalText.time(finding.due())).build();
    }

    private Json item(Standing.OpenFinding finding) {
        return Json.object().put("uuid", id("item/" + finding.id()).toString())
                .put("title", OscalText.line(finding.title()))
                .put("description", OscalText.line("%s; owner: %s; due %s%s".formatted(
                        finding.accepted() ? "accepted by a decision" : "to be settled", finding.owner(),
                        OscalText.time(finding.due()), finding.overdue(standing.at()) ? ", overdue" : "")))
                .put("props", Json.array(properties(finding)))
                .put("related-risks", Json.array(Json.object().put("risk-uuid", id("risk/" + finding.id()).toString())
                        .build()))
                .build();
    }

    private List<Json> properties(Standing.OpenFinding finding) {
        return List.of(OscalText.property("owner", finding.owner()),
                OscalText.property("due", OscalText.time(finding.due())),
                OscalText.property("opened", OscalText.time(finding.opened())),
                OscalText.property("severity", finding.severity()), OscalText.property("rule", finding.rule()),
                OscalText.property("finding", finding.id().toString()));
    }

    private UUID id(String name) {
        return OscalText.uuid(pack.publicId(), name);
    }
}
