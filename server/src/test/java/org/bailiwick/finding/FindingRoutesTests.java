package org.bailiwick.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Persons;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.signin.FakeProvider;
import org.bailiwick.signin.Providers;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Findings as a person's browser and an API client meet them, on the whole server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingRoutesTests {
    private static final Instant READ = Instant.parse("2026-11-22T12:00:00Z");
    private static final String KEEP = "{\"decision\":\"KEEP\",\"justification\":\"on leave\"}";

    private final FakeProvider provider = new FakeProvider();
    private final HttpClient http = HttpClient.newHttpClient();
    private TestDatabase database;
    private TestServer server;
    private PersonId ada;
    private PersonId otto;
    private PersonId rosa;
    private int tenants;
    private SampleTenant tenant;
    private String api;
    private String pages;

    @BeforeAll
    void serve() {
        database = TestDatabase.create();
        server = TestServer.start(database);
        var registered = server.bean(Providers.class)
                .register(TenantId.MSP, "MSP login", provider.issuer(), FakeProvider.CLIENT, FakeProvider.SECRET)
                .orThrow(problem -> new IllegalStateException(problem.toString()));
        ada = know(registered.id(), "ada");
        otto = know(registered.id(), "otto");
        rosa = know(registered.id(), "rosa");
        server.bean(RootAuthorities.class).firstAdministrator(rosa);
    }

    private PersonId know(ProviderId from, String subject) {
        return server.bean(Persons.class).know(from, subject, TenantId.MSP, Persons.Profile.named(subject));
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
        provider.close();
    }

    @BeforeEach
    void freshTenant() {
        tenant = SampleTenant.create(database, server, "found-" + ++tenants, "operator");
        for (var capability : new String[]{"tenant.read", "register.read", "change.read"}) {
            tenant.give(capability, ada, capability, "tenant");
            tenant.give(capability, otto, capability, "msp");
            tenant.give(capability, rosa, capability, "msp");
        }
        tenant.give("ada decides", ada, "grant.decide", "tenant");
        var publicId = database.superuser().sql("select public_id from tenant where tenant_id = :id")
                .param("id", tenant.id().value()).query(UUID.class).single();
        api = "/api/v1/tenants/" + publicId + "/findings";
        pages = "/t/found-" + tenants + "/findings";
        long mara = tenant.account("u-1", "mara");
        say(7, fact(SubjectKind.ACCOUNT, mara, Severity.HIGH, "`mara` holds privilege and does not use it"),
                fact(SubjectKind.ACCOUNT, tenant.account("u-2", "=cmd"), Severity.CRITICAL, "=cmd|' /C calc'!A0"));
    }

    @Test
    void theListBeginsWithTheWorstAndSaysWhatIsNotKnown() {
        var list = json(get("otto", api), 200);

        assertThat(list.at("/items/0/severity").asString()).isEqualTo("critical");
        assertThat(list.at("/items/1/subject/name").asString()).isEqualTo("mara");
        assertThat(list.at("/items/1/reasons/0").asString()).isEqualTo("because");
        assertThat(list.at("/items/1/detail/n").asInt()).isEqualTo(1);
        var summary = list.at("/summary").valueStream()
                .filter(each -> each.at("/rule").asString().equals("stale-admin")).findFirst().orElseThrow();
        assertThat(summary.at("/notKnown").asInt()).isEqualTo(7);
        assertThat(summary.at("/high").asInt()).isEqualTo(1);
        assertThat(summary.at("/why").asString()).isEqualTo("no sign-ins");
    }

    @Test
    void pagesGoOnWhereTheyEndedAndFiltersAreKept() {
        var first = json(get("otto", api + "?limit=1"), 200);
        var second = json(get("otto", api + "?limit=1&cursor=" + first.at("/nextCursor").asString()), 200);

        assertThat(first.at("/items").size()).isEqualTo(1);
        assertThat(second.at("/items/0/subject/name").asString()).isEqualTo("mara");
        assertThat(second.at("/nextCursor").isNull()).isTrue();
        assertThat(json(get("otto", api + "?severity=high"), 200).at("/items").size()).isEqualTo(1);
        assertThat(json(get("otto", api + "?rule=no-owner"), 200).at("/items").isEmpty()).isTrue();
        assertThat(json(get("otto", api + "?state=closed"), 200).at("/items").isEmpty()).isTrue();
        assertThat(json(get("otto", api + "?state=all"), 200).at("/items").size()).isEqualTo(2);
        assertThat(json(get("otto", api + "?limit=1&severity=high&cursor=" + first.at("/nextCursor").asString()), 400)
                .at("/type").asString()).isEqualTo("/problems/invalid-cursor");
    }

    @Test
    void wordsThatMeanNothingAreRefused() {
        for (var query : List.of("rule=made-up", "severity=worst", "state=done")) {
            assertThat(json(get("otto", api + "?" + query), 400).at("/type").asString()).as(query)
                    .isEqualTo("/problems/invalid-parameter");
        }
    }

    @Test
    void aFindingIsDecidedWithItsHistoryInTheAnswer() {
        var finding = json(get("ada", api + "?severity=high"), 200).at("/items/0/id").asString();

        var decided = json(post("ada", api + "/" + finding + "/decision", KEEP), 200);

        assertThat(decided.at("/state").asString()).isEqualTo("decided");
        assertThat(decided.at("/decision").asString()).isEqualTo("kept");
        assertThat(decided.at("/events/1/person").asString()).isEqualTo("name erased");
        assertThat(json(get("otto", api + "/" + finding), 200).at("/events").size()).isEqualTo(2);
        var again = json(post("ada", api + "/" + finding + "/decision", KEEP), 409);
        assertThat(again.at("/type").asString()).isEqualTo("/problems/finding-not-open");
    }

    @Test
    void aDecisionIsRefusedWithWhatToDoNext() {
        var decision = api + "/" + json(get("ada", api + "?severity=high"), 200).at("/items/0/id").asString()
                + "/decision";

        assertThat(json(post("otto", decision, KEEP), 403).at("/type").asString())
                .isEqualTo("/problems/not-permitted");
        assertThat(json(post("ada", decision, "{}"), 422).at("/errors/0/pointer").asString()).isEqualTo("/decision");
        assertThat(json(post("ada", decision, "{\"decision\":\"KEEP\"}"), 422).at("/errors/0/pointer").asString())
                .isEqualTo("/justification");
        assertThat(json(post("ada", decision, KEEP.replace("KEEP", "ABSTAIN")), 422).at("/detail").asString())
                .contains("say KEEP or REVOKE");
        var whole = json(post("ada", decision, KEEP.replace("KEEP", "REVOKE")), 409);
        assertThat(whole.at("/type").asString()).isEqualTo("/problems/finding-not-revocable");
        assertThat(whole.at("/console").asString()).contains("/identities/");
        assertThat(get("ada", api + "/" + new UUID(1, 1)).statusCode()).isEqualTo(404);
    }

    @Test
    void revokingThroughAFindingLeadsToItsChange() {
        long role = tenant.entitlement(new EntitlementKey(EntitlementKey.REALM_ROLE, "r-1"), "billing");
        var grant = tenant.grant(tenant.account("u-3", "noor"), role, true, "[[%d]]".formatted(role));
        long row = database.superuser().sql("select grant_id from access_grant where public_id = :id")
                .param("id", grant).query(Long.class).single();
        say(0, fact(SubjectKind.GRANT, row, Severity.MODERATE, "billing of noor"));
        var finding = json(get("ada", api), 200).at("/items/0");
        assertThat(finding.at("/subject/name").asString()).isEqualTo("billing of noor");

        var sent = form("ada", pages + "/" + finding.at("/id").asString() + "/decision",
                "decision=REVOKE&justification=left");

        assertThat(sent.statusCode()).isEqualTo(303);
        var change = sent.headers().firstValue("Location").orElseThrow();
        assertThat(change).contains("/changes/");
        assertThat(json(get("ada", api + "?state=decided"), 200).at("/items/0/change").asString())
                .endsWith(change.substring(change.lastIndexOf('/')));
    }

    @Test
    void theListPageCountsWhatIsKnownAndWhatIsNot() {
        var page = get("otto", pages);

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("2, and 7 not known", "no sign-ins", "This list as CSV", "Stale admin");
        assertThat(get("otto", pages + "?rule=no-owner").body()).contains("No finding here matches");
    }

    @Test
    void aRuleThatCouldNotBeAskedIsNotZero() {
        database.transactions().worker(tenant.id(), tx -> server.bean(Findings.class).reconcile(tx,
                new Judgement("no-owner", false, 0, "never read", READ, List.of())));

        var page = get("otto", pages + "?rule=no-owner").body();

        assertThat(page).contains("n/k", "never read");
    }

    @Test
    void theFindingPageLetsOnlyWhoDecidesDecide() {
        var id = json(get("ada", api + "?severity=high"), 200).at("/items/0/id").asString();

        var page = get("ada", pages + "/" + id);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("because", "Decide about 1 finding in Tenant found-" + tenants, "First seen",
                "/identities/").doesNotContain("value=\"REVOKE\"");
        assertThat(get("otto", pages + "/" + id).body()).contains("You do not decide about this finding")
                .doesNotContain("<textarea");
        assertThat(get("ada", pages + "/" + new UUID(1, 1)).statusCode()).isEqualTo(404);
        var sent = form("ada", pages + "/" + id + "/decision", "decision=KEEP&justification=on+leave");
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(get("ada", pages + "/" + id).body()).contains("on leave", "There is nothing to decide");
        assertThat(form("ada", pages + "/" + id + "/decision", "justification=x").statusCode()).isEqualTo(422);
    }

    @Test
    void theFileIsExactlyTheListAndHoldsNoFormula() {
        var file = get("otto", pages + ".csv?severity=critical");

        assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("findings-found-" + tenants + ".csv");
        assertThat(file.body().lines()).hasSize(2);
        assertThat(file.body()).contains("'=cmd|' /C calc'!A0").doesNotContain(",=cmd");
        assertThat(get("otto", pages + ".csv?state=closed").body().lines()).hasSize(1);
    }

    @Test
    void overAllTenantsTheLookIsOnRecordAndNothingCanBeWritten() {
        var before = looks();

        var list = json(get("rosa", "/api/v1/oversight/findings?severity=high"), 200);
        var page = get("rosa", "/all/findings");

        assertThat(list.at("/items").valueStream().map(each -> each.at("/tenant/shortName").asString()))
                .contains("found-" + tenants);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("Tenant found-" + tenants, "Findings in all tenants")
                .doesNotContain("method=\"post\" action=\"/all");
        assertThat(get("rosa", "/all/findings.csv").body()).contains("Tenant found-" + tenants);
        assertThat(looks()).isEqualTo(before + 3);
        assertThat(json(get("otto", "/api/v1/oversight/findings"), 404).at("/type").asString()).isNotEmpty();
    }

    @Test
    void ownersAreNamedOverTheApi() {
        var machine = database.superuser()
                .sql("select i.public_id from identity i join account a using (tenant_id, identity_id)"
                        + " where a.tenant_id = :tenant and a.username = '=cmd'")
                .param("tenant", tenant.id().value()).query(UUID.class).single();
        var owner = api.replace("/findings", "/identities/") + machine + "/owner";

        assertThat(json(put("ada", owner, "{\"owner\":\"mara\"}"), 200).at("/owner/name").asString())
                .isEqualTo("mara");
        assertThat(json(put("ada", owner, "{\"owner\":\"nobody\"}"), 422).at("/detail").asString())
                .contains("`nobody`");
        assertThat(put("otto", owner, "{\"owner\":\"mara\"}").statusCode()).isEqualTo(403);
    }

    private long looks() {
        return database.superuser()
                .sql("select count(*) from ev_entry where tenant_id = 1 and action = 'oversight read'")
                .query(Long.class).single();
    }

    private void say(long notKnown, Fact... facts) {
        database.transactions().worker(tenant.id(), tx -> server.bean(Findings.class).reconcile(tx,
                new Judgement("stale-admin", true, notKnown, notKnown == 0 ? null : "no sign-ins", READ,
                        List.of(facts))));
    }

    private static Fact fact(SubjectKind kind, long subject, Severity severity, String title) {
        return new Fact(kind + "/" + subject, severity, new SubjectRef(kind, subject), title, List.of("because"),
                "{\"n\":1}");
    }

    private HttpResponse<String> get(String who, String path) {
        return send(who, path, HttpRequest.newBuilder().GET());
    }

    private HttpResponse<String> post(String who, String path, String body) {
        return send(who, path, HttpRequest.newBuilder().header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> put(String who, String path, String body) {
        return send(who, path, HttpRequest.newBuilder().header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> form(String who, String path, String fields) {
        return send(who, path, HttpRequest.newBuilder().header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields)));
    }

    private HttpResponse<String> send(String who, String path, HttpRequest.Builder request) {
        try {
            return http.send(request.uri(URI.create(server.url() + path))
                    .header("Authorization", "Bearer " + provider.accessToken(who)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body());
    }
}
