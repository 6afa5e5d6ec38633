package org.bailiwick.evidence.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.evidence.control.ControlStanding;
import org.bailiwick.evidence.control.Coverage;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;

/**
 * What is to be done, for an auditor's program: OSCAL plan of action and milestones. Each finding that nobody ended, with
 * owner and due time; what was accepted is a deviation, not gone. Controls have neither owner nor due time: those that
 * are broken or not known stand in the remarks.
 */
final class OscalPlan {
    private final AuditPack pack;
    private final Standing standing;

    OscalPlan(AuditPack pack, Standing standing) {
        this.pack = pack;
        this.standing = standing;
    }

    /** Empty where no finding is open: OSCAL has no plan without an item. */
    Optional<byte[]> bytes() {
        if (standing.findings().isEmpty()) {
            return Optional.empty();
        }
        var risks = standing.findings().stream().map(this::risk).toList();
        var items = standing.findings().stream().map(this::item).toList();
        var plan = Json.object().put("uuid", id("plan of action").toString())
                .put("metadata", metadata())
                .put("system-id", Json.object().put("identifier-type", "http://ietf.org/rfc/rfc4122")
                        .put("id", standing.tenantId().toString()).build());
        plan.put("risks", Json.array(risks));
        return Optional.of(CanonicalJson.bytes(Json.object()
                .put("plan-of-action-and-milestones", plan.put("poam-items", Json.array(items)).build()).build()));
    }

    private Json metadata() {
        var metadata = OscalText.metadata("Plan of action of " + standing.tenant(), standing, pack);
        var remarks = new ArrayList<String>();
        if (standing.further() > 0) {
            remarks.add("%d further findings, due later, are not listed here".formatted(standing.further()));
        }
        standing.controls().stream().filter(each -> each.coverage() != Coverage.COVERED).map(OscalPlan::unowned)
                .forEach(remarks::add);
        return remarks.isEmpty() ? metadata.build() : metadata.put("remarks", String.join("\n", remarks)).build();
    }

    private static String unowned(ControlStanding each) {
        return OscalText.line("%s is %s, nobody was named as its owner: %s".formatted(OscalText.id(each.control()),
                each.coverage().text(), each.why()));
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
