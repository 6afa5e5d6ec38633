package org.bailiwick.evidence.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.bailiwick.testing.TestPortal.json;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.log.BwkWitness;
import org.bailiwick.ledger.log.TenantLogs;
import org.bailiwick.ledger.log.Witnesses;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** From the request to the file in the auditor's hands, over API and job. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditPacksTests {
    private static final String ALL = "{\"since\":\"2026-01-01\"}";

    private PackScene scene;
    /** A pack of everything, for those who only look at it. */
    private JsonNode whole;
    private byte[] fetched;

    @BeforeAll
    void start(@TempDir Path folder) {
        scene = new PackScene(folder);
        scene.finding(" Admin  nobody uses");
        whole = scene.ready(ALL);
        fetched = scene.fetch(whole);
    }

    @AfterAll
    void stop() {
        scene.close();
    }

    @Test
    void packOfAPeriodIsCompleteAndProvenAndTheSameEachTime() {
        var pack = whole;
        var bytes = fetched;
        var verdict = scene.verify(bytes);

        assertThat(verdict.fault()).isEmpty();
        assertThat(verdict.checked()).anyMatch(line -> line.contains("heads log"))
                .anyMatch(line -> line.contains("on the record as entry"));
        assertThat(pack.at("/partial").asBoolean()).isFalse();
        assertThat(pack.at("/file/entries").asLong()).isEqualTo(8);
        assertThat(pack.at("/file/checked").toString()).contains("on the record as entry");
        assertThat(scene.content(bytes, "reviews.csv")).contains("grant kept", "acme-word3 is why", "HALO acme-word3");
        scene.append(scene.acme.id(), Activity.GRANT_KEPT, "acme-word-later");
        assertThat(scene.fetch(pack)).isEqualTo(bytes);
        assertThat(pack.at("/file/size").asInt()).isEqualTo(bytes.length);
    }

    @Test
    void nothingOfAnotherTenantIsInIt() {
        var bytes = fetched;

        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(PackScene.ACME_MARK, "acme-packed");
        var foreign = scene.portal.database().superuser()
                .sql("""
                     select public_id::text from tenant where tenant_id = :id
                     union select event_id::text from ev_entry where tenant_id = :id
                     union select encode(leaf_hash, 'base64') from ev_entry where tenant_id = :id
                     union select note from ev_checkpoint where tenant_id = :id
                     union select public_id::text from authority where tenant_id = :id
                     union select public_id::text from connection where tenant_id = :id""")
                .param("id", scene.birch.id().value()).query(String.class).list();
        assertThat(foreign).hasSizeGreaterThan(15);
        assertThat(text).doesNotContain(foreign.toArray(String[]::new));
        assertThat(text).doesNotContain(PackScene.BIRCH_MARK, "birch-other");
    }

    /** No number that another tenant moves stands in it, apart from the size of the log of heads, which is all tenants'. */
    @Test
    void whatHappensAtAnotherTenantChangesNothingInWhatItTells() {
        var one = "{\"since\":\"2026-01-01\",\"ticket\":\"HALO acme-word2\"}";
        var before = told(scene.fetch(scene.ready(one)), 0);
        for (int i = 0; i < 5; i++) {
            scene.append(scene.birch.id(), Activity.GRANT_KEPT, PackScene.BIRCH_MARK + "-more" + i);
        }
        scene.portal.database().superuser()
                .sql("""
                     insert into tenant_person (tenant_id, person_id, name)
                     select :tenant, 2000 + n, 'Somebody ' || n from generate_series(1, 9) n""")
                .param("tenant", scene.birch.id().value()).update();

        assertThat(told(scene.fetch(scene.ready(one)), 1)).isEqualTo(before);
    }

    /**
     * Without ids and times, which are each pack's own.
     *
     * @param acts of the tenant's own people since, which are counted too
     */
    private Map<String, String> told(byte[] pack, int acts) {
        return Stream.of("summary.html", "controls.csv", "oscal/assessment-results.json", "oscal/poam.json",
                "reviews.csv", "changes.csv", "entries.ocsf.jsonl", "policy", "keys/log.vkey")
                .collect(Collectors.toMap(name -> name, name -> Pattern.compile("(\\d+) (acts|on record)")
                        .matcher(scene.content(pack, name)
                                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "id")
                                .replaceAll("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d[0-9:.]*( UTC|Z)?", "time"))
                        .replaceAll(count -> Integer.parseInt(count.group(1)) - acts + " " + count.group(2))));
    }

    @Test
    void packIsBuiltAgainWithTheSameBytesInAnotherLanguageAndTimeZone() {
        var language = Locale.getDefault();
        var zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));

            assertThat(scene.fetch(whole)).isEqualTo(fetched);
        } finally {
            Locale.setDefault(language);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void flippedBitIsFoundAndNamedByUsAndByWhoeverHasPythonAlone() {
        var bytes = fetched.clone();
        var random = new SplittableRandom(20_261_122);
        for (int i = 0; i < 60; i++) {
            var flipped = bytes.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(scene.verify(flipped).fault()).isPresent();
        }
        var entry = indexOf(bytes, "acme-word5-id");
        bytes[entry] ^= 1;
        assertThat(scene.verify(bytes).fault().orElseThrow().sentence()).contains("`entries.ocsf.jsonl`, entry ");

        assumeTrue(python(), "skipped: python3 is not installed");
        bytes[entry] ^= 1;
        var holds = scene.python(bytes);
        assertThat(holds.getValue()).startsWith("ok: ").contains("complete from index ",
                "heads log signed by no witness",
                "the keys believed are the pack's own");
        assertThat(holds.getKey()).isZero();
        for (var word : List.of("acme-word5-id", "manifest_sha256", "acme-word3 is why", "\n\n\u2014 ",
                "c2sp.org/tlog-proof@v1\nindex", "quorum none", "decided by")) {
            var flipped = bytes.clone();
            flipped[indexOf(bytes, word) + word.length()] ^= 2;
            assertThat(scene.python(flipped).getKey()).as(word).isNotZero();
        }
    }

    private static int indexOf(byte[] bytes, String word) {
        int at = new String(bytes, StandardCharsets.ISO_8859_1)
                .indexOf(new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        assertThat(at).as(word).isPositive();
        return at;
    }

    @Test
    void witnessVouchesForThePackAndIsNamedInItsPolicy(@TempDir Path data) {
        var portal = scene.portal;
        try (var bwk = new BwkWitness(data, portal.bean(TenantLogs.class).headsVerifierKey())) {
            var witness = bwk.witness();
            portal.bean(Transactions.class).tenant(TenantId.MSP,
                    tx -> portal.bean(Witnesses.class).register(tx, witness));
            var bytes = scene.fetch(scene.ready(ALL));

            assertThat(scene.content(bytes, "policy")).contains("witness ours " + witness.key().vkey());
            assertThat(scene.verify(bytes).checked())
                    .anyMatch(line -> line.contains("cosigned by `acme.example/witness`"));
            assumeTrue(python(), "skipped: python3 is not installed");
            assertThat(scene.python(bytes).getValue()).startsWith("ok: ").contains("acme.example/witness");
            bytes[indexOf(bytes, "\u2014 acme.example/witness ") + 40] ^= 1;
            assertThat(scene.python(bytes).getKey()).isNotZero();
            portal.bean(Transactions.class).tenant(TenantId.MSP,
                    tx -> portal.bean(Witnesses.class).remove(tx, witness.id()));
        }
    }

    private static boolean python() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "python3")));
    }

    @Test
    void commandAsksWaitsFetchesAndVerifiesAndIsRefusedLikeAnyCaller() {
        var done = scene.bwk(PackScene.AUDITOR, "--since", "2026-01-01", "--action", "revocation decided");
        assertThat(done.getValue()).contains("asked for the pack `", "it is ready, 1 of 1 entries", "holds    ",
                "nothing is proven of what was left out").contains("\nverified\n");
        assertThat(done.getKey()).isZero();

        var refused = scene.bwk(PackScene.AUDITOR, "--pack", new UUID(1, 1).toString());
        assertThat(refused.getValue()).startsWith("bwk: the server refuses (404): not found: there is nothing here");
        assertThat(refused.getKey()).isEqualTo(4);
    }

    @Test
    void filterMakesItPartialAndItSaysSo() {
        var pack = scene.ready("{\"since\":\"2026-01-01\",\"action\":\"revocation decided\"}");
        var bytes = scene.fetch(pack);

        assertThat(pack.at("/partial").asBoolean()).isTrue();
        assertThat(pack.at("/file/entries").asLong()).isEqualTo(1);
        assertThat(scene.content(bytes, "manifest.json")).contains("\"kind\":\"filtered\"", "partial: the entries");
        assertThat(scene.verify(bytes).checked())
                .anyMatch(line -> line.contains("nothing is proven of what was left out"));
    }

    @Test
    void resultsAndPlanAreWhatTheSchemasOfOscalWantAndASchemaMissesAnId() throws IOException {
        var bytes = fetched;
        var results = scene.content(bytes, "oscal/assessment-results.json");
        var plan = scene.content(bytes, "oscal/poam.json");

        assertThat(OscalSchemas.carried("ar", results)).isEmpty();
        assertThat(OscalSchemas.carried("poam", plan)).isEmpty();
        assertThat(OscalSchemas.carried("ar", results.replaceFirst(",\"uuid\":\"[^\"]+\"\\}\\}$", "}}"))).isNotEmpty();
        assertThat(OscalSchemas.carried("poam", plan.replaceAll("\"title\":\"Admin[^\"]+\",", ""))).isNotEmpty();
        assertThat(results).contains("\"oscal-version\":\"1.2.1\"", "csf-2.0_PR.AA-01", "entry-index");
        assertThat(results).containsPattern(
                "\"relevant-evidence\":\\[\\{\"description\":\"[^\"]+\",\"props\":\\[\\{\"name\":\"coverage\"");
        assertThat(plan).contains("nobody was named as its owner", "csf-2.0_PR.AA-06",
                "whether it is kept is not known");
        assertThat(plan).contains("Admin nobody uses", "service provider", "\"status\":\"open\"", "\"deadline\":");

        assumeTrue(Files.exists(OscalSchemas.published("poam")), "skipped: ../shared is absent");
        assertThat(OscalSchemas.validate(OscalSchemas.published("assessment-results"), results)).isEmpty();
        assertThat(OscalSchemas.validate(OscalSchemas.published("poam"), plan)).isEmpty();
        assertThat(OscalSchemas.validate(OscalSchemas.published("poam"), plan.replace("\"uuid\"", "\"id\"")))
                .isNotEmpty();
    }

    @Test
    void summaryIsForPeopleAndSaysWhatIsProven() throws IOException {
        assertThat(scene.content(fetched, "summary.html")).contains("Tenant acme-packed", "complete from index ",
                "grant kept", "not known", "VERIFY.md");
        assertThat(scene.content(fetched, "summary.pdf")).startsWith("%PDF-");
        assertThat(scene.content(fetched, "controls.csv")).contains("owasp-nhi-2025,NHI1,")
                .containsPattern("csf-2.0,PR.AA-01,[^\n]+,PR.AC-1,")
                .containsPattern("PR.AA-05,[^\n]+,PR.AC-4 PR.AC-1 ");
        assertThat(scene.content(fetched, "keys/log.vkey")).startsWith("bailiwick-").contains("/t/");
    }

    @Test
    void pageAsksForAPackAndShowsWhatItsCheckFound() {
        var pages = "/t/acme-packed/packs";
        assertThat(scene.portal.get(PackScene.AUDITOR, pages).body()).contains("Ask for a pack", "name=\"since\"");

        var refused = scene.portal.form(PackScene.AUDITOR, pages, "since=2999-01-01&ticket=");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("has not happened yet", "value=\"2999-01-01\"");
        var unfit = scene.portal.form(PackScene.AUDITOR, pages, "since=yesterday");
        assertThat(unfit.statusCode()).isEqualTo(422);
        assertThat(unfit.body()).contains("`since`");

        var asked = scene.portal.form(PackScene.AUDITOR, pages, "since=2026-01-01&action=grant+kept");
        assertThat(asked.statusCode()).isEqualTo(303);
        var own = asked.headers().firstValue("Location").orElseThrow().split("\\?")[0];
        scene.ended(scene.packs + own.substring(own.lastIndexOf('/')));
        assertThat(scene.portal.get(PackScene.AUDITOR, own).body()).contains("Download acme-packed-2026-01-01-",
                "This pack is partial", "on the record as entry", "no witness cosigned");
        assertThat(scene.portal.get(PackScene.AUDITOR, own + "/progress").body()).contains("ready")
                .doesNotContain("hx-get");
        assertThat(scene.portal.get(PackScene.AUDITOR, pages).body()).contains("partial", own);
    }

    @Test
    void periodWithoutEntriesIsAPackWithoutEntries() {
        var pack = scene.ready("{\"since\":\"2020-01-01\",\"until\":\"2020-01-31\"}");

        assertThat(pack.at("/file/entries").asLong()).isZero();
        assertThat(pack.at("/period/until").asString()).isEqualTo("2020-02-01T00:00:00Z");
        assertThat(scene.verify(scene.fetch(pack)).holds()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            {}                                                  | /since
                                            {"since":"2999-01-01"}                              | /since
                                            {"since":"2026-01-01","until":"2999-01-01"}         | /until
                                            {"since":"2026-01-05","until":"2026-01-01"}         | /until
                                            """)
    void whatHasNotHappenedOrHasNoLengthIsNotPacked(String body, String pointer) {
        var answer = json(scene.portal.post(PackScene.AUDITOR, scene.packs, body), 422);

        assertThat(answer.at("/type").asString()).isEqualTo("/problems/period-unfit");
        assertThat(answer.at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void periodOfWhatRetentionRemovedIsNotPackedWithAHole() {
        scene.sql("""
                  insert into ev_removal (tenant_id, removed_before, removed_from, older_than, removed_at, event_id)
                  values (:tenant, 1, 0, '2026-02-01', '2027-06-01', gen_random_uuid())""");

        var answer = json(scene.portal.post(PackScene.AUDITOR, scene.packs, ALL), 422);

        assertThat(answer.at("/detail").asString()).contains("2026-02-01T00:00:00Z", "not kept any more");
        scene.sql("delete from ev_removal where tenant_id = :tenant");
    }

    @Test
    void nobodyWithoutTheRightHasItAndNoTenantThatIsNotThereHasOne() {
        for (var path : List.of(scene.packs, whole.at("/file/href").asString())) {
            assertThat(scene.portal.get(PackScene.WITHOUT, path).statusCode()).isEqualTo(403);
        }
        assertThat(scene.portal.post(PackScene.WITHOUT, scene.packs, ALL).statusCode()).isEqualTo(403);
        var foreign = scene.portal.api(scene.birch.id()) + "/audit-packs";
        assertThat(scene.portal.post(PackScene.AUDITOR, foreign, ALL).statusCode()).isEqualTo(404);
        assertThat(scene.portal.get(PackScene.AUDITOR, "/api/v1/tenants/" + new UUID(1, 1) + "/audit-packs")
                .statusCode()).isEqualTo(404);
        assertThat(scene.portal.get(PackScene.AUDITOR, scene.packs + "/" + new UUID(1, 1)).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"before it is sealed, true, true", "before it is proven, false, true",
        "while it is checked, false, false"})
    void killedJobGoesOnAndSealsNothingTwice(String when, boolean unsealed, boolean unproven) {
        var pack = scene.ready(ALL);
        var id = pack.at("/id").asString();
        long sealed = sealed(id);

        if (unsealed) {
            scene.sql("delete from audit_pack_file where tenant_id = :tenant and pack_id = " + inside(id));
        }
        scene.sql("""
                  update audit_pack set state = 'running', size = null, sha256 = null, verdict = null %s %s
                  where tenant_id = :tenant and public_id = '%s'""".formatted(
                unproven ? ", checkpoint = null, manifest_proof = null, heads_proof = null" : "",
                unsealed ? ", manifest = null, manifest_entry = null" : "", id));
        scene.sql(
                "insert into work (kind, tenant_id, subject, due, attempts) values ('audit pack', :tenant, %s, now(), 1)"
                        .formatted(inside(id)));

        var again = scene.ended(scene.packs + "/" + id);
        assertThat(again.at("/state").asString()).as(when).isEqualTo("ready");
        assertThat(scene.verify(scene.fetch(again)).holds()).isTrue();
        assertThat(sealed(id)).isEqualTo(unsealed ? sealed + 1 : sealed);
        if (!unproven) {
            assertThat(again.at("/file/sha256")).isEqualTo(pack.at("/file/sha256"));
        }
    }

    @Test
    void packThatFailsEachTimeEndsAndSaysSo() {
        var id = scene.ready(ALL).at("/id").asString();
        scene.sql("""
                  update audit_pack set state = 'running', size = null, sha256 = null, verdict = null,
                    checkpoint = 'nonsense' where tenant_id = :tenant and public_id = '%s'""".formatted(id));
        scene.sql(
                "insert into work (kind, tenant_id, subject, due, attempts) values ('audit pack', :tenant, %s, now(), 90)"
                        .formatted(inside(id)));

        await("the first failure").until(() -> scene.read(scene.packs + "/" + id).at("/progress/step").asString()
                .contains("failed and is tried again: MalformedProofException"));
        assertThat(scene.read(scene.packs + "/" + id).at("/state").asString()).isEqualTo("running");
        scene.sql("update audit_pack set failures = 4 where tenant_id = :tenant and public_id = '%s'".formatted(id));
        await("it is due again").until(() -> scene.sql("""
                                                       update work set due = now() where tenant_id = :tenant
                                                         and kind = 'audit pack' and lease_until is null""") == 1);

        var ended = scene.ended(scene.packs + "/" + id);
        assertThat(ended.at("/state").asString()).isEqualTo("failed");
        assertThat(ended.toString()).contains("it failed 5 times, the last time with MalformedProofException");
    }

    private long sealed(String id) {
        return scene.portal.database().superuser()
                .sql("select count(*) from ev_entry where action = 'audit pack sealed' and target = :target")
                .param("target", "audit pack/" + id).query(Long.class).single();
    }

    private long inside(String id) {
        return scene.portal.database().superuser().sql("select pack_id from audit_pack where public_id = :id::uuid")
                .param("id", id).query(Long.class).single();
    }
}
