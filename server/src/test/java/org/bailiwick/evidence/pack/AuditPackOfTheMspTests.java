package org.bailiwick.evidence.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.bailiwick.testing.TestPortal.json;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bailiwick.authority.Capabilities;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The MSP's own auditor gets the pack of a customer by the contract's side of the MSP, and nobody else of the MSP does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditPackOfTheMspTests {
    private static final String ALL = "{\"since\":\"2026-01-01\"}";
    /** Of the MSP, and may read Acme's record. */
    private static final String MSPS_AUDITOR = "mara";
    /** Of the MSP, and sees Acme alone. */
    private static final String MSPS_OPERATOR = "olaf";
    /** Of the MSP, without a word about Acme. */
    private static final String STRANGER = "sven";

    private PackScene scene;

    @BeforeAll
    void start(@TempDir Path folder) {
        scene = new PackScene(folder);
        scene.acme.give("MSP's auditor", scene.portal.know(MSPS_AUDITOR), Capabilities.EVIDENCE_READ, "msp");
        scene.acme.give("MSP's operator", scene.portal.know(MSPS_OPERATOR), Capabilities.TENANT_READ, "msp");
        scene.birch.give("elsewhere", scene.portal.know(STRANGER), Capabilities.EVIDENCE_READ, "msp");
    }

    @AfterAll
    void stop() {
        scene.close();
    }

    @Test
    void auditorOfTheMspAsksForAPackFetchesItAndItVerifies() {
        var asked = json(scene.portal.post(MSPS_AUDITOR, scene.packs, ALL), 202);
        var path = scene.packs + "/" + asked.at("/id").asString();
        await("the pack is ready").atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100))
                .until(() -> json(scene.portal.get(MSPS_AUDITOR, path), 200).at("/state").asString().equals("ready"));
        var pack = json(scene.portal.get(MSPS_AUDITOR, path), 200);
        var file = scene.portal.file(MSPS_AUDITOR, pack.at("/file/href").asString());

        assertThat(file.statusCode()).isEqualTo(200);
        var verdict = scene.verify(file.body());
        assertThat(verdict.fault()).isEmpty();
        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.checked()).anyMatch(line -> line.contains("on the record as entry"));
        assertThat(pack.at("/partial").asBoolean()).isFalse();
        assertThat(scene.content(file.body(), "entries.ocsf.jsonl")).contains(PackScene.ACME_MARK)
                .doesNotContain(PackScene.BIRCH_MARK);
        assertThat(scene.portal.file(PackScene.AUDITOR, pack.at("/file/href").asString()).body())
                .as("the tenant's auditor gets the same").isEqualTo(file.body());
        assertThat(scene.portal.get(MSPS_AUDITOR, "/t/acme-packed/packs").body()).contains("Ask for a pack",
                pack.at("/id").asString());
        assertThat(scene.portal.database().superuser()
                .sql("""
                     select side from authority join ev_entry e using (tenant_id)
                     where e.target = :target and e.action = 'audit pack requested' and e.authority_id = public_id""")
                .param("target", "audit pack/" + asked.at("/id").asString()).query(String.class).list())
                .as("asked for under the authority of the MSP's side").containsExactly("msp");
    }

    @Test
    void whoeverElseIsOfTheMspIsRefused() {
        var pack = scene.ready(ALL);
        var file = pack.at("/file/href").asString();
        var own = scene.packs + "/" + pack.at("/id").asString();

        for (var path : List.of(scene.packs, own, file)) {
            assertThat(scene.portal.get(MSPS_OPERATOR, path).statusCode()).as(path).isEqualTo(403);
            assertThat(scene.portal.get(STRANGER, path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(scene.portal.post(MSPS_OPERATOR, scene.packs, ALL).statusCode()).isEqualTo(403);
        assertThat(scene.portal.post(STRANGER, scene.packs, ALL).statusCode()).isEqualTo(404);
        assertThat(scene.portal.form(MSPS_OPERATOR, "/t/acme-packed/packs", "since=2026-01-01").statusCode())
                .isEqualTo(403);
        assertThat(scene.portal.form(STRANGER, "/t/acme-packed/packs", "since=2026-01-01").statusCode())
                .isEqualTo(404);
        assertThat(scene.portal.get(MSPS_AUDITOR, scene.portal.api(scene.birch.id()) + "/audit-packs").statusCode())
                .as("of Acme alone").isEqualTo(404);
    }
}
