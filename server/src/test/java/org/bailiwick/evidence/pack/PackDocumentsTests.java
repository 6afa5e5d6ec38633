package org.bailiwick.evidence.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.evidence.control.Control;
import org.bailiwick.evidence.control.ControlStanding;
import org.bailiwick.evidence.control.Coverage;
import org.bailiwick.evidence.control.EvidenceRow;
import org.bailiwick.evidence.control.Signal;
import org.bailiwick.evidence.control.SignalReading;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.pack.Manifest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The documents of a pack, made of values alone. */
class PackDocumentsTests {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID ID = new UUID(0x1234_5678_9abc_4defL, 0x8123_4567_89ab_cdefL);
    private static final AuditPack PACK = new AuditPack(new TenantId(7), 1, ID, ID, NOON.minusSeconds(86_400), NOON,
            "{}", false, Optional.of("Ada"), NOON, ID, PackState.RUNNING, NOON, "collects entries", 0, null, null, null,
            null, null, false);

    private final WriteSummary writing = new WriteSummary(TemplateEngine.createPrecompiled(ContentType.Html));

    @Test
    void summaryOnPaperHasTheSameBytesEachTimeWhateverNamesAreInIt() throws IOException {
        var summary = summary("Nagel & S\u00f6hne <\u682a\u5f0f\u0001>");

        byte[] html = writing.html(summary);
        byte[] pdf = writing.pdf(summary, html);

        assertThat(writing.html(summary)).isEqualTo(html);
        assertThat(writing.pdf(summary, html)).isEqualTo(pdf);
        assertThat(new String(html)).contains("Nagel &amp; S\u00f6hne &lt;").doesNotContain("S\u00f6hne <");
        assertThat(writing.pdf(summary("Another"), writing.html(summary("Another")))).isNotEqualTo(pdf);
    }

    @Test
    void findingWithoutAnEndIsAnItemWithOwnerAndDueTimeAndAnAcceptedOneIsADeviation() {
        var plan = Json.parse(new OscalPlan(PACK, standing("Acme")).bytes().orElseThrow());

        var text = plan.toString();
        assertThat(text).contains("deviation-approved", "Ben, tenant", "2026-11-20T12:00:00Z", "overdue");
    }

    @Test
    void whereNothingIsToBeDoneThereIsNoPlan() {
        assertThat(new OscalPlan(PACK, controls()).bytes()).isEmpty();
        assertThat(new OscalPlan(PACK, controls(control("PR.AA-01", null, Coverage.COVERED))).bytes()).isEmpty();
    }

    @Test
    void brokenControlIsAnItemThoughNoFindingIsOpenAndOneThatIsNotKnownSaysThat() throws IOException {
        var standing = controls(control("PR.AA-06", "doors are not read", Coverage.COVERED),
                control("PR.AA-01", null, Coverage.GAP), control("PR.AA-05", null, Coverage.COVERED));

        byte[] bytes = new OscalPlan(PACK, standing).bytes().orElseThrow();

        var items = (Json.Arr) Json.parse(bytes).at("plan-of-action-and-milestones", "poam-items").orElseThrow();
        assertThat(items.items().stream().map(item -> item.textAt("title").orElseThrow())).containsExactly(
                "PR.AA-01 About PR.AA-01: gap", "PR.AA-06 About PR.AA-06: not known");
        assertThat(items.items().getFirst().textAt("description")).hasValueSatisfying(description -> assertThat(
                description).contains("broken, or what shows it is missing", Signal.CONTRACT_ACCEPTED.title(),
                        "no contract is accepted", "nobody was named as its owner"));
        assertThat(items.items().getLast().textAt("description")).hasValueSatisfying(description -> assertThat(
                description).contains("whether it is kept is not known: doors are not read"));
        assertThat(new OscalPlan(PACK, standing).bytes().orElseThrow()).isEqualTo(bytes);
        var plan = new String(bytes, StandardCharsets.UTF_8);
        assertThat(OscalSchemas.carried("poam", plan)).isEmpty();
        assumeTrue(Files.exists(OscalSchemas.published("poam")), "skipped: ../shared is absent");
        assertThat(OscalSchemas.validate(OscalSchemas.published("poam"), plan)).isEmpty();
    }

    private static Standing controls(ControlStanding... controls) {
        return new Standing(NOON, "Acme", ID, List.of(), List.of(controls), List.of(), 0, List.of());
    }

    private static ControlStanding control(String id, @Nullable String unseen, Coverage shown) {
        var rows = shown == Coverage.COVERED
                ? List.of(new EvidenceRow("version 1", Coverage.COVERED, NOON, "accepted", ""))
                : List.<EvidenceRow>of();
        return new ControlStanding(
                new Control("csf-2.0", id, "About " + id, List.of(), List.of(Signal.CONTRACT_ACCEPTED), unseen),
                List.of(new SignalReading(Signal.CONTRACT_ACCEPTED, rows.size(), rows)));
    }

    @Test
    void idsAreMadeOfNamesAndLinesHaveNoEdges() {
        // RFC 9562, appendix A.4
        assertThat(OscalText.uuid(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"))
                .hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
        assertThat(OscalText.line("\u00a0 two\nlines \u2028")).isEqualTo("two lines");
        assertThat(OscalText.line(" \n")).isEqualTo("not stated");
    }

    @Test
    void entryWithAnyValueThatIsNotDisclosedIsCountedOnce() {
        var body = Json.parse("""
                              {"bailiwick":{"action":"grant kept","commitments":[{"pointer":"/actor/user/name"},
                              {"pointer":"/message"}]}}""".getBytes(StandardCharsets.UTF_8));
        var counts = new EntryCounts();

        counts.add(new PackedEntry(1, body, Map.of("/message", "why")));
        counts.add(new PackedEntry(2, body, Map.of()));
        counts.add(new PackedEntry(3, body, Map.of("/message", "why", "/actor/user/name", "Ada")));

        assertThat(counts.redacted()).isEqualTo(2);
    }

    private static PackSummary summary(String tenant) {
        return PackSummary.of(PACK, standing(tenant), new Manifest.Selection.Range(3, 9), "msp.example/t/" + ID,
                new EntryCounts());
    }

    private static Standing standing(String tenant) {
        return new Standing(NOON, tenant, ID, List.of(), List.of(), List.of(new Standing.OpenFinding(ID, "stale-admin",
                "high", "Admin nobody uses\u0001", List.of("not used"), true, Optional.empty(), "Ben, tenant", NOON,
                NOON.minusSeconds(2 * 86_400))), 0, List.of());
    }
}
