package org.bailiwick.evidence.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.bailiwick.testing.TestPortal.json;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.bailiwick.ledger.Activity;
import org.bailiwick.proof.pack.PackContent;
import org.bailiwick.proof.pack.PackFiles;
import org.bailiwick.proof.pack.PackWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a pack is refused for, for how long, and by what name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackStandsTests {
    private PackScene scene;

    @BeforeAll
    void start(@TempDir Path folder) {
        scene = new PackScene(folder);
    }

    @AfterAll
    void stop() {
        scene.close();
    }

    /** Its policy wants no witness, so only the manifest can tell that something is missing. */
    @Test
    void packWithoutItsPlaceInTheHeadsLogIsNoPackOfTheProduct() throws IOException {
        var whole = scene.fetch(packOf("acme-whole"));
        assertThat(scene.content(whole, PackFiles.POLICY)).contains("quorum none");
        assertThat(scene.content(whole, PackFiles.MANIFEST)).contains("\"required\":[\"heads.tlog-proof\"]");
        assertThat(scene.verify(whole).holds()).isTrue();
        assertThat(scene.python(whole).getKey()).isZero();

        var stripped = without(whole, PackFiles.HEADS_PROOF);

        assertThat(scene.verify(stripped).fault()).hasValueSatisfying(fault -> assertThat(fault.sentence()).isEqualTo(
                "`heads.tlog-proof`: the manifest says that the pack has this file, and it is missing"));
        var python = scene.python(stripped);
        assertThat(python.getKey()).isEqualTo(1);
        assertThat(python.getValue()).startsWith("WRONG heads.tlog-proof: ");
    }

    private static byte[] without(byte[] pack, String name) throws IOException {
        Map<String, PackContent> files = new TreeMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(pack))) {
            for (var each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
                files.put(each.getName(), new PackContent.Bytes(zip.readAllBytes()));
            }
        }
        assertThat(files.remove(name)).isNotNull();
        var out = new ByteArrayOutputStream();
        PackWriter.write(out, files);
        return out.toByteArray();
    }

    /** A row is damaged and mended later; nobody erased anything. */
    @ParameterizedTest
    @CsvSource({"acme-value,ev_disclosure,value = value || '!',pointer = '/message'",
        "acme-body,ev_entry,body = body || '\\x20'::bytea,action = 'grant kept'",
        "acme-file,audit_pack_file,content = content || '\\x20'::bytea,name = 'controls.csv'"})
    void packThatDoesNotComeOutAsItWasIsRefusedAndIsThereAgainWhenThatIsMended(String mark, String table, String damage,
            String where) {
        var pack = packOf(mark);
        var before = scene.fetch(pack);
        var href = pack.at("/file/href").asString();
        var rows = switch (table) {
            case "audit_pack_file" -> "pack_id = (select pack_id from audit_pack where public_id = '%s') and %s"
                    .formatted(pack.at("/id").asString(), where);
            default -> "event_id in (select event_id from ev_entry where ticket = 'HALO %s') and %s".formatted(mark,
                    where);
        };
        scene.portal.database().superuserScript("create table away as select * from %s where tenant_id = %d and %s"
                .formatted(table, scene.acme.id().value(), rows));
        assertThat(scene.sql("update %s set %s where tenant_id = :tenant and %s".formatted(table, damage, rows)))
                .isEqualTo(1);

        for (int twice = 0; twice < 2; twice++) {
            var refused = json(scene.portal.get(PackScene.AUDITOR, href), 409);
            assertThat(refused.at("/type").asString()).isEqualTo("/problems/pack-not-as-built");
            assertThat(refused.at("/detail").asString()).contains("as ready as before", "the page of the log");
        }
        var now = scene.read(path(pack));
        assertThat(now.at("/state").asString()).isEqualTo("ready");
        assertThat(now.at("/erasedSince").asBoolean()).isFalse();

        var column = damage.substring(0, damage.indexOf(' '));
        scene.portal.database().superuserScript("""
                                                update %1$s t set %2$s = a.%2$s from away a
                                                where t.tenant_id = a.tenant_id and %3$s;
                                                drop table away""".formatted(table, column,
                table.equals("audit_pack_file")
                        ? "t.pack_id = a.pack_id and t.name = a.name"
                        : table.equals("ev_entry")
                                ? "t.event_id = a.event_id"
                                : "t.event_id = a.event_id and t.pointer = a.pointer"));
        assertThat(scene.fetch(now)).isEqualTo(before);
    }

    @Test
    void packOfWhatRetentionRemovedIsNotSaidToBeOfBeforeAnErasure() {
        var pack = packOf("acme-aged");
        var id = pack.at("/id").asString();

        scene.portal.database()
                .superuserScript(
                        """
                        create table aged as select l.* from ev_leaf l join ev_entry e using (tenant_id, event_id)
                        where tenant_id = %1$d and ticket = 'HALO acme-aged';
                        insert into ev_removal (tenant_id, removed_before, removed_from, older_than, removed_at, event_id)
                        select tenant_id, leaf_index + 1, 0, now() - interval '2 years', now(), event_id from aged;
                        delete from ev_disclosure where event_id in (select event_id from aged);
                        delete from ev_entry where event_id in (select event_id from aged);
                        drop table aged"""
                                .formatted(scene.acme.id().value()));

        await("it is seen").until(() -> scene.read(path(pack)).at("/state").asString().equals("outdated"));
        var now = scene.read(path(pack));
        assertThat(now.at("/problem").asString()).isEqualTo(PackErasure.RETENTION);
        assertThat(now.at("/erasedSince").asBoolean()).isFalse();
        assertThat(scene.portal.get(PackScene.AUDITOR, "/t/acme-packed/packs/" + id).body())
                .contains("removed by retention").doesNotContain("before an erasure");
        var refused = json(scene.portal.get(PackScene.AUDITOR, pack.at("/file/href").asString()), 409);
        assertThat(refused.at("/type").asString()).isEqualTo("/problems/pack-outdated");
        assertThat(refused.at("/detail").asString()).contains("by retention").doesNotContain("erased");
        var entry = body("audit pack outdated", "audit pack/" + id);
        assertThat(entry.at("/bailiwick/facts/reason").asString()).isEqualTo("retention");
        assertThat(scene.portal.database().superuser()
                .sql("""
                     select count(f.name) + count(a.manifest) from audit_pack a
                     left join audit_pack_file f on f.tenant_id = a.tenant_id and f.pack_id = a.pack_id
                     where a.public_id = :id::uuid""").param("id", id).query(Long.class).single())
                .as("nothing is kept of it").isZero();
    }

    /** Nobody can take an id out of an entry later. */
    @Test
    void entryThatAsksForAnErasureDoesNotSayWhose() {
        packOf("acme-asked");
        var provider = scene.portal.database().superuser().sql("""
                                                               select public_id::text from person
                                                               join provider using (provider_id)
                                                               where subject = 'ada'""").query(String.class).single();
        var erasures = scene.portal.api(scene.acme.id()) + "/erasures";
        var preview = json(scene.portal.get(PackScene.KEEPER, "%s/preview?kind=person&id=%s%%2Fada".formatted(erasures,
                provider)), 200);
        assertThat(preview.at("/values").asLong()).isPositive();

        var asked = json(scene.portal.post(PackScene.KEEPER, erasures,
                "{\"kind\":\"person\",\"id\":\"%s/ada\",\"readUntil\":\"%s\",\"hash\":\"%s\",\"reason\":\"asked\",\"ticket\":\"HALO 5\"}"
                        .formatted(provider, preview.at("/readUntil").asString(), preview.at("/hash").asString())),
                201);

        var entry = body("erasure requested", "erasure/" + asked.at("/erasure/id").asString());
        assertThat(entry.toString()).doesNotContain(provider + "/ada", "\"ada\"");
        assertThat(entry.at("/bailiwick/facts/subject_kind").asString()).isEqualTo("person");
        assertThat(entry.at("/bailiwick/facts/hash").asString()).isEqualTo(asked.at("/erasure/hash").asString());
        assertThat(entry.at("/bailiwick/facts/values_sha256").asString()).matches("[0-9a-f]{64}");
    }

    private JsonNode body(String action, String target) {
        return JsonMapper.shared().readTree(scene.portal.database().superuser()
                .sql("select convert_from(body, 'UTF8') from ev_entry where action = :action and target = :target")
                .param("action", action).param("target", target).query(String.class).single());
    }

    private JsonNode packOf(String mark) {
        scene.append(scene.acme.id(), Activity.GRANT_KEPT, mark);
        return scene.ready("{\"since\":\"2026-01-01\",\"ticket\":\"HALO %s\"}".formatted(mark));
    }

    private String path(JsonNode pack) {
        return scene.packs + "/" + pack.at("/id").asString();
    }
}
