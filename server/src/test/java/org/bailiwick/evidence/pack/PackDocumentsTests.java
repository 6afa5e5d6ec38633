package org.bailiwick.evidence.pack;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.pack.Manifest;
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
        var nothing = new Standing(NOON, "Acme", ID, List.of(), List.of(), List.of(), 0, List.of());

        assertThat(new OscalPlan(PACK, nothing).bytes()).isEmpty();
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
