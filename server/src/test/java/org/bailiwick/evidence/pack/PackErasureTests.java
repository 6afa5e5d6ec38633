package org.bailiwick.evidence.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.bailiwick.testing.TestPortal.json;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bailiwick.ledger.Activity;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.VisibleTenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;

/** How long a pack is to be had, and what becomes of what it keeps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackErasureTests {
    private PackScene scene;

    @BeforeAll
    void start(@TempDir Path folder) {
        scene = new PackScene(folder);
    }

    @AfterAll
    void stop() {
        scene.close();
    }

    private JsonNode packOf(String mark) {
        scene.append(scene.acme.id(), Activity.GRANT_KEPT, mark);
        return scene.ready(asked(mark));
    }

    private static String asked(String mark) {
        return "{\"since\":\"2026-01-01\",\"ticket\":\"HALO %s\"}".formatted(mark);
    }

    private void erase(String mark) {
        assertThat(scene.sql("""
                             delete from ev_disclosure where tenant_id = :tenant and pointer = '/message'
                               and value like '%s%%'""".formatted(mark))).isEqualTo(1);
    }

    private String path(JsonNode pack) {
        return scene.packs + "/" + pack.at("/id").asString();
    }

    /** A watch that is under way would see what is erased now all the same. */
    private void nobodyLooks() {
        var own = "from work where tenant_id = %d and kind = '%s'".formatted(scene.acme.id().value(), WatchPack.KIND);
        await("no watch is under way or ordered").until(() -> {
            scene.portal.database().superuserScript("delete %s and lease_until is null".formatted(own));
            return scene.portal.database().superuser().sql("select count(*) " + own).query(Long.class).single() == 0;
        });
    }

    private JsonNode outdated(JsonNode pack) {
        await("the erasure is seen").until(() -> scene.read(path(pack)).at("/erasedSince").asBoolean());
        return scene.read(path(pack));
    }

    private long kept(JsonNode pack) {
        return scene.portal.database().superuser()
                .sql("""
                     select count(f.name) + count(a.manifest) from audit_pack a
                     left join audit_pack_file f on f.tenant_id = a.tenant_id and f.pack_id = a.pack_id
                     where a.public_id = :id::uuid""").param("id", pack.at("/id").asString()).query(Long.class)
                .single();
    }

    private long entries(String action, JsonNode pack) {
        return scene.portal.database().superuser()
                .sql("select count(*) from ev_entry where action = :action and target = :target")
                .param("action", action).param("target", "audit pack/" + pack.at("/id").asString())
                .query(Long.class).single();
    }

    @Test
    void packOfBeforeAnErasureIsEmptiedWithoutAnybodyAsking() {
        var pack = packOf("acme-first");
        assertThat(pack.at("/erasedSince").asBoolean()).isFalse();
        assertThat(kept(pack)).isPositive();

        erase("acme-first");

        var now = outdated(pack);
        assertThat(now.at("/state").asString()).isEqualTo("outdated");
        assertThat(now.at("/problem").asString()).isEqualTo(PackErasure.WHY);
        assertThat(now.at("/query").isEmpty()).isTrue();
        assertThat(kept(pack)).isZero();
        assertThat(entries("audit pack outdated", pack)).isEqualTo(1);
        var page = scene.portal.get(PackScene.AUDITOR, "/t/acme-packed/packs/" + pack.at("/id").asString()).body();
        assertThat(page).contains("of before an erasure", "Ask for a pack of this period again")
                .doesNotContain("Download");
        assertThat(json(scene.portal.get(PackScene.AUDITOR, pack.at("/file/href").asString()), 409).at("/type")
                .asString()).isEqualTo("/problems/pack-outdated");
        assertThat(scene.content(scene.fetch(scene.ready(asked("acme-first"))), "reviews.csv"))
                .contains(PackedEntry.REDACTED).doesNotContain("acme-first is why");
    }

    @Test
    void nameOfAnOwnerThatIsErasedDoesNotStayInThePlanOfAction() {
        scene.portal.database().superuserScript("""
                                                insert into tenant_person (tenant_id, person_id, name)
                                                values (%d, 1003, 'Orla Owner')""".formatted(scene.acme.id().value()));
        scene.finding("Admin that Orla answers for");
        scene.sql("update finding set side = 'tenant', person_id = 1003 where tenant_id = :tenant");
        var pack = packOf("acme-owned");
        assertThat(scene.content(scene.fetch(pack), "oscal/poam.json")).contains("Orla Owner, tenant");

        scene.sql("delete from tenant_person where tenant_id = :tenant and person_id = 1003");

        outdated(pack);
        assertThat(kept(pack)).isZero();
        assertThat(scene.content(scene.fetch(scene.ready(asked("acme-owned"))), "oscal/poam.json"))
                .doesNotContain("Orla Owner").contains("owner: tenant");
    }

    @Test
    void erasureIsSeenBeforeTheNextFetchEvenWhereNobodyLookedYet() throws Exception {
        var pack = packOf("acme-quick");
        nobodyLooks();

        erase("acme-quick");

        var href = pack.at("/file/href").asString();
        assertThat(asking(href, "*").statusCode()).as("who gets no byte is not worth a count").isEqualTo(304);
        try (var first = place(scene.acme.id());
                var second = place(scene.acme.id())) {
            assertThat(scene.portal.get(PackScene.AUDITOR, href).statusCode()).as("nor who has no place")
                    .isEqualTo(429);
        }
        assertThat(kept(pack)).isPositive();
        assertThat(scene.portal.get(PackScene.AUDITOR, href).statusCode()).isEqualTo(409);
        assertThat(kept(pack)).isZero();
        assertThat(asking(href, "*").statusCode()).isEqualTo(409);
    }

    @Test
    void packOfBeforeNamesWereNotedIsNotTakenForOneWithoutNames() {
        var pack = packOf("acme-old");

        change(pack, "people = null, values_told = null");

        await("it is emptied").until(() -> kept(pack) == 0);
        var now = scene.read(path(pack));
        assertThat(now.at("/state").asString()).isEqualTo("outdated");
        assertThat(now.at("/problem").asString()).isEqualTo(PackErasure.UNKNOWN);
        assertThat(now.at("/erasedSince").asBoolean()).as("nobody knows that").isFalse();
        assertThat(json(scene.portal.get(PackScene.AUDITOR, pack.at("/file/href").asString()), 409).at("/type")
                .asString()).isEqualTo("/problems/pack-outdated");
    }

    @Test
    void packsOfBeforeAreWatchedAfterTheUpgrade() throws Exception {
        var pack = packOf("acme-upgraded");
        nobodyLooks();
        erase("acme-upgraded");
        var migration = new ClassPathResource("db/migration/V046__evidence_packs_and_erasure.sql")
                .getContentAsString(StandardCharsets.UTF_8);

        scene.portal.database().superuserScript(migration.substring(migration.indexOf("insert into work")));

        outdated(pack);
        assertThat(kept(pack)).isZero();
    }

    @Test
    void packThatIsOutdatedForAnotherReasonIsWatchedOn() {
        var pack = packOf("acme-other");
        change(pack, "state = 'outdated', problem = 'it does not come out as it was'");
        await("it is looked at").pollDelay(Duration.ofSeconds(2)).until(() -> true);
        assertThat(kept(pack)).isPositive();

        erase("acme-other");

        outdated(pack);
        assertThat(kept(pack)).isZero();
    }

    @Test
    void filesOfAFailedPackGoUnlessALegalHoldKeepsThem() {
        var pack = packOf("acme-failed");
        scene.sql("""
                  insert into ev_hold (tenant_id, public_id, reason, set_at, of_tenant)
                  values (:tenant, gen_random_uuid(), 'proceeding 8', now(), true)""");
        change(pack, "state = 'failed', problem = 'it failed'");
        var id = scene.portal.database().superuser().sql("select pack_id from audit_pack where public_id = :id::uuid")
                .param("id", pack.at("/id").asString()).query(Long.class).single();

        scene.portal.bean(Transactions.class).worker(scene.acme.id(), tx -> {
            scene.portal.bean(PackErasure.class).letGoFailed(tx, id);
            return true;
        });
        assertThat(files(pack)).isPositive();

        scene.sql("update ev_hold set lifted_at = now(), lift_reason = 'over' where tenant_id = :tenant");
        await("its files go").until(() -> files(pack) == 0);
        assertThat(scene.read(path(pack)).at("/state").asString()).isEqualTo("failed");
    }

    @Test
    void whatWasRemovedStaysRemovedWhateverIsSeenOfItLater() {
        var pack = packOf("acme-gone");
        var found = found(pack);
        assertThat(scene.portal.delete(PackScene.KEEPER, path(pack)).statusCode()).isEqualTo(200);

        scene.portal.bean(Transactions.class).tenant(scene.acme.id(), tx -> {
            scene.portal.bean(AuditPackStore.class).ended(tx, found.id(), PackState.OUTDATED, "late");
            scene.portal.bean(AuditPackStore.class).erasedSeen(tx, found.id(), "late");
            return true;
        });

        assertThat(scene.read(path(pack)).at("/state").asString()).isEqualTo("removed");
        assertThat(scene.read(path(pack)).at("/erasedSince").asBoolean()).isFalse();
        assertThatThrownBy(() -> write(found, new MockHttpServletResponse())).isInstanceOfSatisfying(
                RefusedException.class, refused -> assertThat(refused.refusal().status().value()).isEqualTo(410));
    }

    @Test
    void slowReaderHoldsNoPlace() throws Exception {
        var pack = packOf("acme-slow");
        var free = new AtomicBoolean();
        var slow = new MockHttpServletResponse() {
            @Override
            public ServletOutputStream getOutputStream() {
                try (var first = place(scene.acme.id());
                        var second = place(scene.acme.id())) {
                    free.set(true);
                }
                return (ServletOutputStream) super.getOutputStream();
            }
        };

        write(found(pack), slow);

        assertThat(free).isTrue();
        assertThat(slow.getContentAsByteArray()).hasSize(pack.at("/file/size").asInt());
    }

    private AuditPack found(JsonNode pack) {
        return scene.portal.bean(Transactions.class).tenant(scene.acme.id(), tx -> scene.portal
                .bean(AuditPackStore.class).find(tx, UUID.fromString(pack.at("/id").asString()))).orElseThrow();
    }

    private void write(AuditPack pack, MockHttpServletResponse response) throws IOException {
        scene.portal.bean(PackDownload.class).write(
                new VisibleTenant(scene.acme.id(), new UUID(1, 2), "acme-packed", "Acme", false), pack,
                new MockHttpServletRequest("GET", "/"), response);
    }

    private void change(JsonNode pack, String set) {
        assertThat(scene.sql("update audit_pack set %s where tenant_id = :tenant and public_id = '%s'".formatted(set,
                pack.at("/id").asString()))).isEqualTo(1);
    }

    private long files(JsonNode pack) {
        return scene.portal.database().superuser()
                .sql("select count(*) from audit_pack_file join audit_pack using (tenant_id, pack_id) where public_id = :id::uuid")
                .param("id", pack.at("/id").asString()).query(Long.class).single();
    }

    @Test
    void legalHoldKeepsWhatIsStoredThoughNobodyGetsIt() {
        var pack = packOf("acme-held");
        scene.sql("""
                  insert into ev_hold (tenant_id, public_id, reason, set_at, of_tenant)
                  values (:tenant, gen_random_uuid(), 'proceeding 7', now(), true)""");

        erase("acme-held");

        assertThat(outdated(pack).at("/state").asString()).isEqualTo("outdated");
        assertThat(kept(pack)).isPositive();
        assertThat(scene.portal.get(PackScene.AUDITOR, pack.at("/file/href").asString()).statusCode()).isEqualTo(409);
        assertThat(json(scene.portal.delete(PackScene.KEEPER, path(pack)), 409).at("/type").asString())
                .isEqualTo("/problems/pack-held");

        scene.sql("update ev_hold set lifted_at = now(), lift_reason = 'over' where tenant_id = :tenant");
        await("what was kept goes").until(() -> kept(pack) == 0);
        assertThat(entries("audit pack outdated", pack)).isEqualTo(1);
    }

    @Test
    void whoeverKeepsTheRecordRemovesAPackAndNobodyElse() {
        var pack = packOf("acme-removed");
        var page = "/t/acme-packed/packs/" + pack.at("/id").asString();

        assertThat(scene.portal.delete(PackScene.AUDITOR, path(pack)).statusCode()).isEqualTo(403);
        assertThat(scene.portal.form(PackScene.AUDITOR, page + "/removal", "").statusCode()).isEqualTo(403);
        assertThat(scene.portal.get(PackScene.AUDITOR, page).body()).doesNotContain("Remove this pack");
        assertThat(scene.portal.get(PackScene.KEEPER, page).body()).contains("Remove this pack");
        assertThat(scene.portal.form(PackScene.KEEPER, page + "/removal", "").statusCode()).isEqualTo(303);

        var again = json(scene.portal.delete(PackScene.KEEPER, path(pack)), 200);
        assertThat(again.at("/state").asString()).isEqualTo("removed");
        assertThat(again.at("/file").isNull()).isTrue();
        assertThat(kept(pack)).isZero();
        assertThat(entries("audit pack removed", pack)).isEqualTo(1);
        assertThat(json(scene.portal.get(PackScene.AUDITOR, pack.at("/file/href").asString()), 410).at("/type")
                .asString()).isEqualTo("/problems/pack-removed");
        assertThat(scene.portal.delete(PackScene.KEEPER, scene.packs + "/" + scene.birch.connection()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoHasTheBytesIsToldSoAndWhoAsksForTheHeadGetsNoMore() {
        var pack = packOf("acme-tagged");
        var href = pack.at("/file/href").asString();
        var tag = "\"" + pack.at("/file/sha256").asString() + "\"";

        for (var mine : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            var answer = asking(href, mine);
            assertThat(answer.statusCode()).as(mine).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValue("ETag")).hasValue(tag);
        }
        assertThat(asking(href, "\"other\"").statusCode()).isEqualTo(200);
        var head = scene.portal.send(PackScene.AUDITOR, href, HttpRequest.newBuilder().HEAD());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length")).hasValue(pack.at("/file/size").asString());
        assertThat(head.headers().firstValue("Accept-Ranges")).hasValue("none");
    }

    private HttpResponse<String> asking(String href, String mine) {
        return scene.portal.send(PackScene.AUDITOR, href, HttpRequest.newBuilder().header("If-None-Match", mine));
    }

    /** A fetch before has given its own back only some moments after its last byte. */
    private DownloadSlots.Slot place(TenantId tenant) {
        return await("a place is free")
                .until(() -> scene.portal.bean(DownloadSlots.class).take(tenant), Result.Ok.class::isInstance)
                .orThrow(PackRefusals::thrown);
    }

    @Test
    void fetchesThatAreTooManyAreAskedToComeBack() throws Exception {
        var pack = packOf("acme-crowd");
        var href = pack.at("/file/href").asString();

        try (var first = place(scene.acme.id())) {
            assertThat(scene.fetch(pack)).isNotEmpty();
            try (var second = place(scene.acme.id())) {
                var answer = scene.portal.get(PackScene.AUDITOR, href);
                assertThat(json(answer, 429).at("/type").asString()).isEqualTo("/problems/downloads-under-way");
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("30");
                assertThat(answer.headers().firstValue("ETag")).isEmpty();
            }
        }
        try (var first = place(scene.birch.id());
                var second = place(scene.birch.id())) {
            assertThat(scene.fetch(pack)).as("another tenant's fetches take no places of this one").isNotEmpty();
        }
    }
}
