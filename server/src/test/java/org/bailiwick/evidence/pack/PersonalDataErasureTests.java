package org.bailiwick.evidence.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.bailiwick.testing.TestPortal.json;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Transactions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Somebody's data is erased by two people, in console and API, and is redacted everywhere afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersonalDataErasureTests {
    private static final String SECOND = "sam";

    private PackScene scene;
    private String erasures;
    private int people;

    @BeforeAll
    void start(@TempDir Path folder) {
        scene = new PackScene(folder, "1d");
        erasures = scene.portal.api(scene.acme.id()) + "/erasures";
        var second = scene.portal.know(SECOND);
        scene.acme.give("second keeper", second, Capabilities.RECORD_KEEP, "tenant");
        scene.acme.give("second keeper reads", second, Capabilities.EVIDENCE_READ, "tenant");
        scene.portal.get(SECOND, "/t/acme-packed");
    }

    @AfterAll
    void stop() {
        scene.close();
    }

    /** An identity with an account, and an entry about that one. */
    private UUID named(String name, PersonId... person) {
        long account = scene.acme.account("ext-" + ++people, name, person);
        about(account, name);
        return identity(account);
    }

    private void about(long account, String name) {
        scene.portal.bean(Transactions.class).tenant(scene.acme.id(), tx -> scene.portal.bean(Ledger.class).append(tx,
                Entry.of(Activity.GRANT_KEPT, Actor.PRODUCT,
                        new Target("account", accountId(account).toString(), "billing of " + name),
                        Outcome.SUCCESS, new UUID(7, people), name + " still needs it").withTicket("HALO " + people)));
    }

    private UUID accountId(long account) {
        return scene.portal.database().superuser().sql("select public_id from account where account_id = :id")
                .param("id", account).query(UUID.class).single();
    }

    private UUID identity(long account) {
        return scene.portal.database().superuser()
                .sql("select i.public_id from identity i join account a using (tenant_id, identity_id) where a.account_id = :id")
                .param("id", account).query(UUID.class).single();
    }

    private long accountOf(UUID identity) {
        return scene.portal.database().superuser()
                .sql("select a.account_id from identity i join account a using (tenant_id, identity_id) where i.public_id = :id")
                .param("id", identity).query(Long.class).single();
    }

    private JsonNode preview(UUID identity) {
        return preview("identity", identity.toString());
    }

    private JsonNode preview(String kind, String id) {
        return json(scene.portal.get(PackScene.KEEPER, "%s/preview?kind=%s&id=%s".formatted(erasures, kind,
                URLEncoder.encode(id, StandardCharsets.UTF_8))), 200);
    }

    private HttpResponse<String> ask(JsonNode preview, String reason, String ticket) {
        return ask(PackScene.KEEPER, preview, reason, ticket);
    }

    private HttpResponse<String> ask(String who, JsonNode preview, String reason, String ticket) {
        return scene.portal.post(who, erasures,
                "{\"kind\":\"%s\",\"id\":\"%s\",\"readUntil\":\"%s\",\"hash\":\"%s\",\"reason\":\"%s\",\"ticket\":\"%s\"}"
                        .formatted(preview.at("/kind").asString(), preview.at("/id").asString(),
                                preview.at("/readUntil").asString(),
                                preview.at("/hash").asString(), reason, ticket));
    }

    private HttpResponse<String> answer(String who, JsonNode asked, String what) {
        return scene.portal.post(who, "%s/%s/%s".formatted(erasures, asked.at("/erasure/id").asString(), what),
                "{\"hash\":\"%s\",\"reason\":\"as asked\"}".formatted(asked.at("/erasure/hash").asString()));
    }

    private HttpResponse<String> withdraw(String who, JsonNode asked) {
        return scene.portal.post(who, "%s/%s/withdrawal".formatted(erasures, asked.at("/erasure/id").asString()),
                "{\"reason\":\"nobody wants it any more\"}");
    }

    private JsonNode done(JsonNode asked) {
        var path = erasures + "/" + asked.at("/erasure/id").asString();
        await("it is carried out").until(() -> json(scene.portal.get(PackScene.AUDITOR, path), 200)
                .at("/erasure/state").asString().equals("done"));
        return json(scene.portal.get(PackScene.AUDITOR, path), 200);
    }

    private String problem(HttpResponse<String> answer, int status) {
        return json(answer, status).at("/type").asString();
    }

    @Test
    void whatTheRecordSaysOfAPatternIsFoundByWhomItIsAbout() {
        var identity = named("Paula Pattern");
        var pattern = new UUID(77, people);
        assertThat(preview(identity).at("/entries").asLong()).isEqualTo(1);

        scene.portal.database().superuser()
                .sql("""
                     insert into pattern (tenant_id, pattern, kind, name, subject, state, state_at)
                     select tenant_id, :pattern, 'identity', '', subject, 'present', now()
                     from identity where public_id = :identity""")
                .param("pattern", pattern).param("identity", identity).update();
        scene.portal.bean(Transactions.class).tenant(scene.acme.id(),
                tx -> scene.portal.bean(Ledger.class).append(tx,
                        Entry.of(Activity.PATTERN_ENDED, Actor.PRODUCT,
                                new Target("pattern", pattern.toString(), "Paula Pattern"), Outcome.SUCCESS,
                                new UUID(8, people), "pattern ended: Paula Pattern left")));

        assertThat(preview(identity).at("/entries").asLong()).isEqualTo(2);
    }

    @Test
    void whatTwoPeopleAgreedOnIsRedactedEverywhereAndStaysProven() {
        var identity = named("Norma Leaver");
        var pack = scene.ready("{\"since\":\"2026-01-01\"}");
        var timeline = "/t/acme-packed/evidence";
        assertThat(scene.portal.get(PackScene.AUDITOR, timeline).body()).contains("Norma Leaver");

        var preview = preview(identity);
        assertThat(preview.at("/values").asLong()).isEqualTo(2);
        assertThat(preview.at("/entries").asLong()).isEqualTo(1);
        assertThat(preview.at("/held").asLong()).isZero();
        assertThat(preview.at("/packs/0/id").asString()).isEqualTo(pack.at("/id").asString());
        var asked = json(ask(preview, "the person asked for it", "HALO 77"), 201);
        assertThat(scene.portal.get(PackScene.AUDITOR, timeline).body()).as("not yet").contains("Norma Leaver");
        assertThat(problem(answer(PackScene.KEEPER, asked, "approval"), 403)).isEqualTo("/problems/own-request");
        assertThat(scene.portal.get(SECOND, "/approvals").body())
                .contains("erasure of the data of one identity", asked.at("/erasure/id").asString());
        json(answer(SECOND, asked, "approval"), 200);

        assertThat(done(asked).at("/erasure/erased").asLong()).isEqualTo(2);
        var page = scene.portal.get(PackScene.AUDITOR, timeline).body();
        assertThat(page).doesNotContain("Norma Leaver").contains("<i>erased</i>",
                "What was written about it is erased", "the entry that says so", "erased from the record");
        assertThat(
                scene.portal.get(PackScene.AUDITOR, scene.portal.api(scene.acme.id()) + "/evidence?limit=200").body())
                .doesNotContain("Norma Leaver").contains("\"redacted\":[\"/message\"", "\"erased\":{\"/");
        assertThat(scene.portal.get(PackScene.AUDITOR, timeline + "/export").body()).doesNotContain("Norma Leaver");
        await("the pack is gone").until(() -> scene.read(scene.packs + "/" + pack.at("/id").asString()).at("/state")
                .asString().equals("outdated"));
        var again = scene.fetch(scene.ready("{\"since\":\"2026-01-01\"}"));
        var verdict = scene.verify(again);
        assertThat(verdict.fault()).isEmpty();
        assertThat(verdict.checked()).anySatisfy(line -> assertThat(line).containsPattern("[1-9][0-9]* are redacted"));
        assertThat(scene.content(again, "disclosures.jsonl")).doesNotContain("Norma Leaver");
        assertThat(scene.python(again).getKey()).isZero();
    }

    @Test
    void whatIsShownIsWhatIsApproved() {
        var identity = named("Petra Gone");
        var preview = preview(identity);
        assertThat(problem(ask(preview, "", "HALO 78"), 422)).isEqualTo("/problems/erasure-reason-missing");
        assertThat(problem(ask(preview, "asked for", ""), 422)).isEqualTo("/problems/erasure-ticket-missing");
        assertThat(problem(ask(preview, "asked\\u0000", "HALO 78"), 400)).isEqualTo("/problems/unstorable-text");
        scene.sql(
                "delete from ev_disclosure where tenant_id = :tenant and value like 'Petra Gone%' and pointer = '/message'");
        assertThat(problem(ask(preview, "asked for", "HALO 78"), 409)).isEqualTo("/problems/erasure-preview-outdated");

        var asked = json(ask(preview(identity), "asked for", "HALO 78"), 201);
        assertThat(problem(scene.portal.post(SECOND,
                "%s/%s/approval".formatted(erasures, asked.at("/erasure/id").asString()),
                "{\"hash\":\"%s\"}".formatted("0".repeat(64))), 409)).isEqualTo("/problems/approval-hash-differs");
        about(accountOf(identity), "Petra Gone");
        var fixed = json(scene.portal.get(SECOND, "%s/%s/values".formatted(erasures,
                asked.at("/erasure/id").asString())), 200);
        assertThat(fixed.at("/items").size()).as("what came since is not in it").isEqualTo(1);
        assertThat(fixed.at("/items/0/pointer").asString()).isEqualTo("/bailiwick/concerns/name");
        assertThat(fixed.at("/items/0/action").asString()).isEqualTo("grant kept");
        assertThat(asked.at("/pointers/~1bailiwick~1concerns~1name").asLong()).isEqualTo(1);
        assertThat(asked.at("/actions/grant kept").asLong()).isEqualTo(1);
        var page = scene.portal.get(SECOND, "/t/acme-packed/erasures/" + asked.at("/erasure/id").asString()).body();
        assertThat(page).contains("/bailiwick/concerns/name", "Beside “grant kept”",
                "/t/acme-packed/evidence/" + fixed.at("/items/0/entry").asString());
        json(answer(SECOND, asked, "refusal"), 200);
        assertThat(json(scene.portal.get(PackScene.AUDITOR, erasures + "/" + asked.at("/erasure/id").asString()), 200)
                .at("/erasure/state").asString()).isEqualTo("refused");
        assertThat(preview(identity).at("/values").asLong()).isEqualTo(3);
        assertThat(problem(answer(SECOND, asked, "refusal"), 409)).isEqualTo("/problems/erasure-over");
    }

    @Test
    void whoAskedTakesItBackAndNobodyElse() {
        var asked = json(ask(preview(named("Wanda Stays")), "asked for", "HALO 82"), 201);

        assertThat(problem(withdraw(SECOND, asked), 403)).isEqualTo("/problems/erasure-of-another");
        assertThat(json(withdraw(PackScene.KEEPER, asked), 200).at("/erasure/state").asString())
                .isEqualTo("withdrawn");
        assertThat(problem(answer(SECOND, asked, "approval"), 409)).isEqualTo("/problems/approval-decided");
        assertThat(scene.portal.get(PackScene.AUDITOR, "/t/acme-packed/evidence").body())
                .contains("kept on record after all");
    }

    @Test
    void valueOfOneEntryIsChosenByItsPointer() {
        named("Hanna Elsewhere");
        var event = scene.portal.database().superuser()
                .sql("select event_id from ev_disclosure where value = 'Hanna Elsewhere still needs it'")
                .query(UUID.class).single();
        assertThat(scene.portal.get(PackScene.KEEPER, "/t/acme-packed/evidence/" + event).body())
                .contains("/t/acme-packed/erasures/preview?kind=entry&amp;id=%s%%23/message".formatted(event));

        var preview = preview("entry", event + "#/message");
        assertThat(preview.at("/values").asLong()).isEqualTo(1);
        var asked = json(ask(preview, "asked for", "HALO 83"), 201);
        json(answer(SECOND, asked, "approval"), 200);
        done(asked);

        assertThat(preview("entry", event.toString()).at("/pointers").properties()).extracting(Map.Entry::getKey)
                .containsExactly("/bailiwick/concerns/name");
    }

    /** A name is nobody's id: what a text says is never looked at. */
    @Test
    void textsElsewhereAreNotTaken() {
        var identity = named("admin");
        scene.append(scene.acme.id(), Activity.GRANT_KEPT, "role admin");

        assertThat(preview(identity).at("/values").asLong()).isEqualTo(2);
    }

    @Test
    void nobodyHasTheDataOfAnAccountOfTheirsErasedNorApprovesIt() {
        var keeper = scene.portal.know(PackScene.KEEPER);
        var linked = named("Kim Linked", keeper);
        var account = accountId(accountOf(linked)).toString();
        assertThat(problem(ask(preview(linked), "r", "t"), 403)).isEqualTo("/problems/own-data");
        assertThat(problem(ask(preview("account", account), "r", "t"), 403)).isEqualTo("/problems/own-data");
        var event = scene.portal.database().superuser()
                .sql("select event_id from ev_disclosure where value = 'Kim Linked still needs it'")
                .query(UUID.class).single();
        assertThat(problem(ask(preview("entry", event + "#/message"), "r", "t"), 403))
                .isEqualTo("/problems/own-data");

        var mailed = named("Sam By Mail");
        scene.portal.database().superuser()
                .sql("update account set mail = 'Sam@x.example', mail_verified = true where account_id = :id")
                .param("id", accountOf(mailed)).update();
        scene.portal.database().superuser().sql(
                """
                insert into tenant_person values (:tenant, :person, 'sam', 'sam@x.example', true)
                on conflict on constraint tenant_person_pk do update set mail = 'sam@x.example', mail_verified = true""")
                .param("tenant", scene.acme.id().value()).param("person", scene.portal.know(SECOND).value()).update();
        var asked = json(ask(preview(mailed), "r", "t"), 201);
        assertThat(problem(answer(SECOND, asked, "approval"), 403)).isEqualTo("/problems/own-data");
        scene.portal.database().superuser()
                .sql("update account set mail = null, mail_verified = null where account_id = :id")
                .param("id", accountOf(mailed)).update();
    }

    @Test
    void whoIsNotFoundAnyMoreIsNotErasedOnAYes() {
        var identity = named("Gone Meanwhile");
        var asked = json(ask(preview(identity), "r", "t"), 201);
        long account = accountOf(identity);
        scene.sql("delete from account where tenant_id = :tenant and account_id = " + account);
        scene.sql("delete from identity where tenant_id = :tenant and public_id = '%s'".formatted(identity));

        assertThat(problem(answer(SECOND, asked, "approval"), 404)).isEqualTo("/problems/data-subject-unknown");
    }

    @Test
    void nobodyHasTheirOwnActsErasedAndNobodyElseMayAsk() {
        var own = scene.portal.database().superuser()
                .sql("select p.public_id || '/' || subject from person join provider p using (provider_id) where person_id = :id")
                .param("id", scene.portal.know(PackScene.KEEPER).value()).query(String.class).single();
        assertThat(problem(scene.portal.get(PackScene.KEEPER, "%s/preview?kind=person&id=%s".formatted(erasures,
                own.substring(own.indexOf('/') + 1))), 404)).as("a subject alone is nobody")
                .isEqualTo("/problems/data-subject-unknown");
        assertThat(json(scene.portal.delete(PackScene.KEEPER,
                scene.packs + "/" + scene.ready("{\"since\":\"2026-01-01\"}").at("/id").asString()), 200)
                .at("/state").asString()).as("an act of the keeper's own").isEqualTo("removed");
        var preview = json(scene.portal.get(PackScene.KEEPER,
                "%s/preview?kind=person&id=%s".formatted(erasures, own)), 200);
        assertThat(preview.at("/pointers/~1actor~1user~1name").asLong()).isPositive();
        assertThat(problem(scene.portal.post(PackScene.KEEPER, erasures,
                "{\"kind\":\"person\",\"id\":\"%s\",\"readUntil\":\"%s\",\"hash\":\"%s\",\"reason\":\"r\",\"ticket\":\"t\"}"
                        .formatted(own, preview.at("/readUntil").asString(), preview.at("/hash").asString())),
                403)).isEqualTo("/problems/own-data");
        var identity = named("Quinn Other");
        var path = "%s/preview?kind=identity&id=%s".formatted(erasures, identity);
        assertThat(scene.portal.get(PackScene.AUDITOR, path).statusCode()).isEqualTo(403);
        assertThat(scene.portal.get(PackScene.WITHOUT, erasures).statusCode()).isEqualTo(403);
        assertThat(problem(scene.portal.get(PackScene.KEEPER,
                "%s/preview?kind=identity&id=%s".formatted(erasures, UUID.randomUUID())), 404))
                .isEqualTo("/problems/data-subject-unknown");
        assertThat(problem(scene.portal.get(PackScene.KEEPER, erasures + "/preview?kind=cat&id=x"), 400))
                .isEqualTo("/problems/invalid-parameter");
    }

    @Test
    void theProviderAloneErasesNothingOfACustomer() {
        for (var each : List.of("mona", "milo")) {
            var person = scene.portal.know(each);
            scene.acme.give(each, person, Capabilities.RECORD_KEEP, "msp");
            scene.acme.give(each + " reads", person, Capabilities.EVIDENCE_READ, "msp");
        }
        var preview = preview(named("Sofia Client"));
        var asked = json(ask("mona", preview, "asked for", "HALO 81"), 201);

        assertThat(problem(answer("milo", asked, "approval"), 403)).isEqualTo("/problems/erasure-needs-the-tenant");
        assertThat(scene.portal.get("milo", "/t/acme-packed/erasures/" + asked.at("/erasure/id").asString()).body())
                .contains("somebody of the tenant answers").doesNotContain("/approval\"");
        json(answer(SECOND, asked, "approval"), 200);

        done(asked);
        assertThat(preview(UUID.fromString(asked.at("/erasure/subject").asString())).at("/values").asLong()).isZero();
    }

    @Test
    void consoleDoesTheSameWithoutScripts() {
        var identity = named("Rosa Former");
        var list = "/t/acme-packed/erasures";
        var preview = list + "/preview?kind=identity&id=" + identity;
        var register = "/t/acme-packed/identities/" + identity;
        scene.acme.give("keeper reads", scene.portal.know(PackScene.KEEPER), Capabilities.REGISTER_READ, "tenant");
        scene.acme.give("auditor reads", scene.portal.know(PackScene.AUDITOR), Capabilities.REGISTER_READ, "tenant");
        assertThat(scene.portal.get(PackScene.KEEPER, register).body()).contains(preview.replace("&", "&amp;"));
        assertThat(scene.portal.get(PackScene.AUDITOR, register).body()).contains("Rosa Former")
                .doesNotContain("/erasures/");
        var page = scene.portal.get(PackScene.KEEPER, preview).body();
        assertThat(page).contains("Rosa Former", "Ask to erase 2 values");

        var sent = scene.portal.form(PackScene.KEEPER, list,
                "kind=identity&id=%s&readUntil=%s&hash=%s&reason=as+asked&ticket=HALO+79".formatted(identity,
                        URLEncoder.encode(field(page, "readUntil"), StandardCharsets.UTF_8), field(page, "hash")));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
        var own = sent.headers().firstValue("Location").orElseThrow();
        var asked = scene.portal.get(SECOND, own).body();
        assertThat(asked).contains("waits for the yes of somebody else", "Erase 2 values");
        assertThat(scene.portal.get(PackScene.KEEPER, own).body()).contains("you asked for it yourself");
        assertThat(scene.portal.form(SECOND, own + "/approval", "hash=" + field(asked, "hash")).statusCode())
                .isEqualTo(303);

        await("it is erased")
                .until(() -> scene.portal.get(PackScene.AUDITOR, own).body().contains("values are erased"));
        assertThat(scene.portal.get(PackScene.AUDITOR, list).body()).contains("One identity", "HALO 79");
    }

    private static String field(String page, String name) {
        int at = page.indexOf("name=\"%s\" value=\"".formatted(name));
        assertThat(at).as(name).isPositive();
        int from = page.indexOf("value=\"", at) + "value=\"".length();
        return page.substring(from, page.indexOf('"', from));
    }

    @Test
    void legalHoldIsSaidBeforehandAndNothingIsAskedForUnderIt() {
        var identity = named("Tilda Held");
        var before = preview(identity);
        scene.sql("""
                  insert into ev_hold (tenant_id, public_id, reason, set_at, of_tenant)
                  values (:tenant, gen_random_uuid(), 'proceeding 9', now(), true)""");
        try {
            assertThat(preview(identity).at("/held").asLong()).isEqualTo(2);
            assertThat(problem(ask(before, "asked for", "HALO 80"), 409)).isEqualTo("/problems/erasure-held");
            assertThat(scene.portal.get(PackScene.KEEPER,
                    "/t/acme-packed/erasures/preview?kind=identity&id=" + identity).body())
                    .contains("A legal hold stands").doesNotContain("Ask to erase");
        } finally {
            scene.sql("update ev_hold set lifted_at = now(), lift_reason = 'over' where tenant_id = :tenant");
        }
    }
}
