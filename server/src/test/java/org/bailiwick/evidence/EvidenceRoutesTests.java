package org.bailiwick.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.bailiwick.testing.TestPortal.json;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.note.SignatureType;
import org.bailiwick.proof.note.SigningKey;
import org.bailiwick.proof.note.TrustPolicy;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.core.env.Environment;

/** The record, its witnesses and its metrics as browsers, clients and collectors meet them, on the whole server. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceRoutesTests {
    private static final String WITNESSES = "/api/v1/log/witnesses";
    private static final String KEY = new SigningKey("acme.example/witness", SignatureType.COSIGNATURE, new byte[32])
            .verifierKey().vkey();
    private static final String LOG_KEY = new SigningKey("acme.example/log", SignatureType.NOTE, new byte[32])
            .verifierKey().vkey();

    private final TestPortal portal = new TestPortal("--management.server.port=0");
    private PersonId ada;
    private SampleTenant acme;
    private SampleTenant birch;
    private String api;

    @BeforeAll
    void twoCustomers() {
        portal.bean(RootAuthorities.class).firstAdministrator(portal.know("rosa"));
        ada = portal.know("ada");
        acme = SampleTenant.create(portal.database(), portal, "acme", "operator");
        birch = SampleTenant.create(portal.database(), portal, "birch", "operator");
        acme.give("reads", ada, "evidence.read", "tenant");
        portal.database().superuser()
                .sql("insert into tenant_person (tenant_id, person_id, name) values (:t, :p, 'Ada L')")
                .param("t", acme.id().value()).param("p", ada.value()).update();
        birch.give("reads", portal.know("bert"), "evidence.read", "tenant");
        birch.give("keeps", portal.know("bert"), "record.keep", "tenant");
        api = portal.api(acme.id());
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @Test
    void witnessIsRegisteredAskedShownAndRemovedAndTheRecordSaysSo() {
        var made = json(portal.post("rosa", WITNESSES, witness("ours", "http://127.0.0.1:1/", KEY)), 201);

        var listed = json(portal.get("rosa", WITNESSES), 200).at("/items/0");
        assertThat(listed.at("/name").asString()).isEqualTo("ours");
        append(acme, "g-w", Outcome.SUCCESS);
        await("it was asked").until(() -> json(portal.get("ada", api + "/log"), 200)
                .at("/witnesses/0/state").asString().equals("NO_ANSWER"));
        assertThat(portal.get("ada", "/t/acme/log").body()).contains("ours", "not known", "it cannot be reached",
                "nothing yet").doesNotContain("Nobody witnesses");
        assertThat(portal.get("rosa", "/witnesses").body()).contains("ours", KEY.substring(0, 20),
                "Remove 1 witness", "Register 1 witness", "./bailiwick bwk witness");
        assertThat(TrustPolicy.parse(portal.get("ada", api + "/log/policy").body().getBytes(UTF_8)).witnesses())
                .extracting(Object::toString).containsExactly(KEY);

        assertThat(portal.delete("rosa", WITNESSES + "/" + made.at("/id").asString()).statusCode()).isEqualTo(204);
        assertThat(portal.delete("rosa", WITNESSES + "/" + made.at("/id").asString()).statusCode()).isEqualTo(404);
        assertThat(portal.get("ada", "/t/acme/log").body()).contains("Nobody witnesses this log");
        assertThat(actions()).contains("witness registered", "witness removed");
    }

    @Test
    void witnessThatRefusesIsLoudOnEveryTenantsPageAndOnTheMsps() {
        var made = json(portal.post("rosa", WITNESSES, witness("loud", "http://127.0.0.1:1/", KEY)), 201);
        await("it was asked").until(() -> json(portal.get("ada", api + "/log"), 200).at("/witnesses/0/state")
                .asString().equals("NO_ANSWER"));
        portal.database().superuserScript(
                "update witness_standing set state = 'refused', why = 'it saw <another> history'");
        for (var page : List.of(portal.get("ada", "/t/acme/log"), portal.get("rosa", "/witnesses"))) {
            assertThat(page.body()).contains("refuses this log", "it saw &lt;another&gt; history");
        }
        var removal = "/witnesses/" + made.at("/id").asString() + "/removal";
        assertThat(portal.form("rosa", removal, "").statusCode()).isEqualTo(303);
        for (var page : List.of(portal.get("ada", "/t/acme/log"), portal.get("rosa", "/witnesses"))) {
            assertThat(page.body()).as("removal hides nothing").contains("refuses this log", "removed");
        }
        portal.database()
                .superuserScript("""
                                 insert into witness_refusal select witness_id, since, why from witness_standing;
                                 update witness_standing set state = 'cosigned', why = ''""");
        assertThat(portal.get("rosa", "/witnesses").body()).contains("refused this log", "&lt;another&gt;", "removed");
        List.of("witness_refusal", "witness_standing", "witness_cosignature", "witness")
                .forEach(each -> portal.database().superuserScript("delete from " + each));
    }

    @Test
    void whatIsNoWitnessIsRefusedAndNothingIsRegistered() {
        problem(witness("two words", "http://w.example/", KEY), 422, "witness-name-unfit");
        problem("{}", 422, "witness-name-unfit");
        for (var address : List.of("ftp://w.example/", "w.example", "http://ada:secret@w.example/",
                "http://w.example/?a=b", "http://w.example/#f", "file:///etc/passwd", "http:///")) {
            problem(witness("ours", address, KEY), 422, "witness-address-unfit");
        }
        problem(witness("ours", "http://w.example/", "no key"), 422, "witness-key-unfit");
        problem(witness("ours", "http://w.example/", LOG_KEY), 422, "witness-key-unfit");

        assertThat(json(portal.get("rosa", WITNESSES), 200).at("/items")).isEmpty();
    }

    @Test
    void sameNameOrKeyIsRefusedWhileItIsAsked() {
        var made = json(portal.post("rosa", WITNESSES, witness("first", "http://127.0.0.1:1/", KEY)), 201);
        problem(witness("first", "http://127.0.0.1:1/", other()), 409, "witness-taken");
        problem(witness("second", "http://127.0.0.1:1/", KEY), 409, "witness-taken");

        portal.delete("rosa", WITNESSES + "/" + made.at("/id").asString());
        assertThat(portal.form("rosa", "/witnesses", "name=first&address=" + encode("http://127.0.0.1:1/") + "&key="
                + encode(KEY)).statusCode()).isEqualTo(303);
        portal.delete("rosa", WITNESSES + "/" + json(portal.get("rosa", WITNESSES), 200).at("/items/0/id").asString());
    }

    @Test
    void timelineIsNarrowedByOperatorTargetAuthorityAndDecisionTogether() {
        var mine = append(acme, "g-1", Outcome.SUCCESS);
        append(acme, "g-2", Outcome.SUCCESS);

        var found = json(portal.get("ada", api + "/evidence?operator=" + encode("ada l") + "&target=grant/g-1"
                + "&authority=grant.decide&outcome=success"), 200).at("/items");
        assertThat(found.valueStream().map(each -> each.at("/id").asString())).containsExactly(mine.toString());
        var decision = found.at("/0/decision").asString();
        assertThat(json(portal.get("ada", api + "/evidence?decision=" + decision), 200).at("/items")).hasSize(1);
        assertThat(json(portal.get("ada", api + "/evidence?operator=ada&target=grant/g-1"), 200).at("/items"))
                .as("by the subject too").hasSize(1);
        assertThat(json(portal.get("ada", api + "/evidence?operator=Nobody+known"), 400).at("/type").asString())
                .isEqualTo("/problems/invalid-parameter");
        var page = portal.get("ada", "/t/acme/evidence?operator=ada+l&target=grant/g-1&authority=grant.decide").body();
        assertThat(page).contains("All about this", "value=\"grant/g-1\"", "Ada L", "/t/acme/evidence/export",
                "<option value=\"grant.decide\" selected", "?decision=" + decision).doesNotContain("target=grant/g-2");
    }

    @Test
    void exportHandsOutTheLeavesVerbatimInTheirOrderAndGoesOn() {
        for (int i = 0; i < 5; i++) {
            append(birch, "e-" + i, Outcome.SUCCESS);
        }
        var from = portal.api(birch.id()) + "/evidence/export";
        await("all have their position").until(() -> portal.database().superuser()
                .sql("select count(*) from ev_inbox where tenant_id = :t").param("t", birch.id().value())
                .query(Integer.class).single() == 0);

        var all = portal.get("bert", from);
        List<String> paged = new ArrayList<>();
        var page = portal.get("bert", from + "?limit=2");
        for (; !lines(page).isEmpty(); page = portal.get("bert",
                from + "?limit=2&cursor=" + header(page, "Next-Cursor"))) {
            paged.addAll(lines(page));
        }

        assertThat(all.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
        assertThat(all.headers().firstValue("Link")).isEmpty();
        assertThat(header(all, "Log-Range")).isEqualTo("0-" + (lines(all).size() - 1));
        assertThat(header(all, "Log-Removed")).isEqualTo("0");
        assertThat(paged).isEqualTo(lines(all));
        assertThat(lines(all)).isEqualTo(portal.database().superuser()
                .sql("""
                     select convert_from(e.body, 'UTF8') from ev_leaf l join ev_entry e using (tenant_id, event_id)
                     where tenant_id = :t order by leaf_index""").param("t", birch.id().value()).query(String.class)
                .list());

        append(birch, "e-later", Outcome.SUCCESS);
        var end = header(page, "Next-Cursor");
        await("the cursor goes on with what came later")
                .until(() -> lines(portal.get("bert", from + "?cursor=" + end)).size() == 1);
        assertThat(portal.get("bert", from + "?limit=1").headers().firstValue("Link").orElseThrow()).contains(
                "rel=\"next\"",
                "cursor=");
    }

    /** A collector that has more than the log keeps what it has; one that meets a gap is not given what comes after. */
    @Test
    void exportOfALogThatWasSetBackOrHasAGapIsRefused() {
        var dunes = SampleTenant.create(portal.database(), portal, "dunes", "operator");
        dunes.give("reads", ada, "evidence.read", "tenant");
        var from = portal.api(dunes.id()) + "/evidence/export";
        append(dunes, "d-1", Outcome.SUCCESS);
        await("it has its position").until(() -> lines(portal.get("ada", from)).size() >= 1);
        int first = lines(portal.get("ada", from)).size();
        append(dunes, "d-2", Outcome.SUCCESS);
        await("so has the next").until(() -> lines(portal.get("ada", from)).size() > first);
        var cursor = header(portal.get("ada", from), "Next-Cursor");

        portal.database().superuserScript("delete from ev_leaf where tenant_id = %d and leaf_index = 0"
                .formatted(dunes.id().value()));
        assertThat(json(portal.get("ada", from), 409).at("/type").asString()).isEqualTo("/problems/log-has-a-gap");
        portal.database().superuserScript("delete from ev_checkpoint where tenant_id = %d and size > %d"
                .formatted(dunes.id().value(), first));

        var answer = json(portal.get("ada", from + "?cursor=" + cursor), 409);
        assertThat(answer.at("/type").asString()).isEqualTo("/problems/log-is-shorter");
        assertThat(answer.at("/detail").asString()).contains("set back");
    }

    @Test
    void exportsCursorOpensNoOtherTenantAndLimitsAreKept() {
        var cursor = header(portal.get("bert", portal.api(birch.id()) + "/evidence/export"), "Next-Cursor");

        assertThat(portal.get("ada", api + "/evidence/export?cursor=" + cursor).statusCode()).isEqualTo(400);
        assertThat(portal.get("ada", api + "/evidence/export?cursor=x").statusCode()).isEqualTo(400);
        assertThat(portal.get("ada", api + "/evidence/export?limit=0").statusCode()).isEqualTo(400);
        assertThat(portal.get("ada", api + "/evidence/export?limit=10001").statusCode()).isEqualTo(400);
        assertThat(portal.get("ada", portal.api(birch.id()) + "/evidence/export").statusCode()).isEqualTo(404);
    }

    @Test
    void legalHoldIsSetAndLiftedWithAReasonByWhoMayAndTheRecordSaysSo() {
        var holds = portal.api(birch.id()) + "/legal-holds";

        assertThat(json(portal.post("bert", holds, "{\"reason\":\" \"}"), 422).at("/type").asString())
                .isEqualTo("/problems/hold-reason-missing");
        var set = json(portal.post("bert", holds, "{\"reason\":\"the case <A>\",\"ticket\":\"L 1\"}"), 201);
        assertThat(portal.get("bert", "/t/birch/retention").body()).contains("the case &lt;A&gt;", "L 1", "stand",
                "Lift 1 legal hold", "15 months at least", "Nothing was removed yet");
        var lifting = holds + "/" + set.at("/id").asString() + "/lifting";
        assertThat(portal.post("bert", lifting, "{}").statusCode()).isEqualTo(422);
        assertThat(json(portal.post("bert", lifting, "{\"reason\":\"settled\"}"), 200).at("/liftReason").asString())
                .isEqualTo("settled");
        assertThat(portal.post("bert", lifting, "{\"reason\":\"settled\"}").statusCode()).isEqualTo(404);

        assertThat(portal.form("bert", "/t/birch/legal-holds", "reason=another").statusCode()).isEqualTo(303);
        assertThat(json(portal.get("bert", holds), 200).at("/items")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(portal.get("bert", "/t/birch/retention").body()).contains("settled", "another");
        var record = json(portal.get("bert", portal.api(birch.id()) + "/evidence?target=" + encode("legal hold")), 200);
        assertThat(record.at("/items").valueStream().map(each -> each.at("/action").asString()))
                .startsWith("legal hold set", "legal hold lifted", "legal hold set");
        assertThat(portal.post("ada", api + "/legal-holds", "{\"reason\":\"x\"}").statusCode()).isEqualTo(403);
        assertThat(portal.get("ada", "/t/acme/retention").body()).doesNotContain("<form class=\"form\"");
    }

    /** F9: what PostgreSQL answers when its disk is full is raised where the entry is written. */
    @Test
    void fullDiskRefusesTheChangeWith503AndLosesNothing() {
        var holds = portal.api(birch.id()) + "/legal-holds";
        int before = json(portal.get("bert", holds), 200).at("/items").size();
        portal.database()
                .superuserScript("""
                                 create function disk_full() returns trigger language plpgsql as $$
                                 begin raise exception 'No space left on device' using errcode = '53100'; end $$;
                                 create trigger disk_full before insert on ev_entry
                                 for each row when (new.action = 'legal hold set') execute function disk_full()""");

        var refused = json(portal.post("bert", holds, "{\"reason\":\"full\"}"), 503);

        assertThat(refused.at("/detail").asString()).contains("nothing was changed").doesNotContain("device");
        assertThat(portal.form("bert", "/t/birch/legal-holds", "reason=full").statusCode()).isEqualTo(503);
        assertThat(json(portal.get("bert", holds), 200).at("/items")).as("reading goes on").hasSize(before);
        portal.database().superuserScript("drop trigger disk_full on ev_entry; drop function disk_full()");
        var hold = json(portal.post("bert", holds, "{\"reason\":\"full\"}"), 201).at("/id").asString();
        portal.post("bert", holds + "/" + hold + "/lifting", "{\"reason\":\"space again\"}");
    }

    /** The server breaks off while it commits: then nobody knows, and nobody is told that nothing was changed. */
    @Test
    void commitThatIsNotConfirmedIsSaidNotToBeKnown() {
        var holds = portal.api(birch.id()) + "/legal-holds";
        portal.database()
                .superuserScript("""
                                 create function at_commit() returns trigger language plpgsql as $$
                                 begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
                                 create constraint trigger at_commit after insert on ev_hold
                                 deferrable initially deferred for each row execute function at_commit()""");

        var refused = json(portal.post("bert", holds, "{\"reason\":\"broken\"}"), 503);

        assertThat(refused.at("/type").asString()).isEqualTo("/problems/outcome-not-known");
        assertThat(refused.at("/detail").asString()).contains("look what was kept before you repeat it")
                .doesNotContain("nothing was changed");
        assertThat(portal.form("bert", "/t/birch/legal-holds", "reason=broken").body())
                .contains("Not known whether it was kept").doesNotContain("nothing was changed");
        portal.database().superuserScript("drop trigger at_commit on ev_hold; drop function at_commit()");
        assertThat(portal.get("bert", holds).body()).doesNotContain("broken");
    }

    @Test
    void whatRetentionRemovedIsSaidToBeRemovedEverywhere() {
        var cedar = SampleTenant.create(portal.database(), portal, "cedar", "operator");
        cedar.give("reads", ada, "evidence.read", "tenant");
        var own = portal.api(cedar.id());
        var gone = append(cedar, "old", Outcome.SUCCESS);
        var kept = append(cedar, "new", Outcome.SUCCESS);
        await("both have their position").until(() -> portal.get("ada", own + "/evidence/export").body().lines()
                .filter(line -> line.contains("grant kept")).count() == 2);
        portal.database().superuserScript(
                """
                delete from ev_disclosure where event_id = '%1$s';
                delete from ev_entry where event_id = '%1$s';
                insert into ev_removal select %2$d, leaf_index + 1, 0, now() - interval '2 years', now(), '%3$s'
                from ev_leaf where event_id = '%1$s'""".formatted(gone, cedar.id().value(),
                        kept));

        for (var address : List.of("/evidence/" + gone, "/evidence/" + gone + "/body", "/log/tile/entries/000.p/1")) {
            var answer = json(portal.get("ada", own + address), 410);
            assertThat(answer.at("/type").asString()).isEqualTo("/problems/removed-by-retention");
            assertThat(answer.at("/detail").asString()).contains("its hash is still in the log");
        }
        assertThat(portal.get("ada", own + "/evidence/" + gone + ".tlog-proof").statusCode()).isEqualTo(200);
        assertThat(portal.get("ada", "/t/cedar/evidence/" + gone).statusCode()).isEqualTo(410);
        assertThat(portal.get("ada", "/t/cedar/evidence").body()).contains("was removed by retention on");
        assertThat(portal.get("ada", "/t/cedar/log").body()).contains("Of these, removed by retention");
        assertThat(portal.get("ada", "/t/cedar/retention").body()).contains("the entry that says so");
        assertThat(Long.parseLong(header(portal.get("ada", own + "/evidence/export"), "Log-Removed"))).isPositive();
    }

    @Test
    void metricsAreServedOnTheManagementPortAndNowhereElse() {
        var port = portal.bean(Environment.class).getRequiredProperty("local.management.port");

        var metrics = get("http://127.0.0.1:" + port + "/actuator/prometheus");

        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body()).contains("bailiwick_log_witnesses ", "bailiwick_log_witnesses_refusing ",
                "bailiwick_log_cosignature_age_seconds ", "bailiwick_log_audit_age_seconds ",
                "bailiwick_log_faulty ").doesNotContain("acme", "birch");
        assertThat(metrics.body().lines().filter(line -> line.startsWith("bailiwick_")))
                .as("no metric of ours tells tenants apart").isNotEmpty().noneMatch(line -> line.contains("{"));
        assertThat(get("http://127.0.0.1:" + port + "/actuator/health/readiness").body()).contains("\"UP\"");
        assertThat(get("http://127.0.0.1:" + port + "/actuator/env").statusCode()).isEqualTo(404);
        assertThat(portal.get("rosa", "/actuator/prometheus").statusCode()).isEqualTo(404);
        assertThat(portal.get("rosa", "/actuator/health").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String address) {
        return portal.sendTo(HttpRequest.newBuilder(URI.create(address)).build());
    }

    private void problem(String body, int status, String name) {
        assertThat(json(portal.post("rosa", WITNESSES, body), status).at("/type").asString())
                .isEqualTo("/problems/" + name);
    }

    private UUID append(SampleTenant tenant, String target, Outcome outcome) {
        var used = new Entry.Authority(new UUID(1, 1), "grant.decide", "given by the tenant owner");
        var actor = new Actor(ada, "Ada L", "https://login.example", "ada", "s", null, null);
        return portal.bean(Transactions.class).tenant(tenant.id(), tx -> portal.bean(Ledger.class).append(tx,
                Entry.of(Activity.GRANT_KEPT, actor, new Target("grant", target, "name of " + target), outcome,
                        UUID.randomUUID(), "needed").under(used, UUID.randomUUID())));
    }

    private List<String> actions() {
        return portal.database().superuser().sql("select distinct action from ev_entry where tenant_id = 1")
                .query(String.class).list();
    }

    private static String witness(String name, String address, String key) {
        return "{\"name\":\"%s\",\"address\":\"%s\",\"verifierKey\":\"%s\"}".formatted(name, address, key);
    }

    private static String other() {
        byte[] seed = new byte[32];
        seed[0] = 1;
        return new SigningKey("acme.example/witness", SignatureType.COSIGNATURE, seed).verifierKey().vkey();
    }

    private static List<String> lines(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().toList();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, UTF_8);
    }
}
