package org.bailiwick.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.TestPortal.json;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.platform.PersonId;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Findings as a person's browser and an API client meet them, on the whole server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class FindingRoutesTests {
    private static final Instant READ = Instant.parse("2026-11-22T12:00:00Z");
    private static final String KEEP = "{\"decision\":\"KEEP\",\"justification\":\"on leave\"}";

    private final TestPortal portal = new TestPortal();
    private final TestDatabase database = portal.database();
    private final PersonId ada = portal.know("ada");
    private final PersonId otto = portal.know("otto");
    private final PersonId rosa = portal.know("rosa");
    private int tenants;
    private SampleTenant tenant;
    private String api;
    private String pages;

    @BeforeAll
    void serve() {
        portal.bean(RootAuthorities.class).firstAdministrator(rosa);
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @BeforeEach
    void freshTenant() {
        tenant = SampleTenant.create(database, portal, "found-" + ++tenants, "operator");
        for (var capability : new String[]{"tenant.read", "register.read", "change.read"}) {
            tenant.give(capability, ada, capability, "tenant");
            tenant.give(capability, otto, capability, "msp");
            tenant.give(capability, rosa, capability, "msp");
        }
        tenant.give("ada decides", ada, "grant.decide", "tenant");
        api = portal.api(tenant.id()) + "/findings";
        pages = "/t/found-" + tenants + "/findings";
        long mara = tenant.account("u-1", "mara");
        say(7, fact(SubjectKind.ACCOUNT, mara, Severity.HIGH, "`mara` holds privilege and does not use it"),
                fact(SubjectKind.ACCOUNT, tenant.account("u-2", "=cmd"), Severity.CRITICAL, "=cmd|' /C calc'!A0"));
    }

    @Test
    void tenantsWhoseRegisterOneMayNotReadAreSaidAndNotTakenForNeverJudged() {
        int before = json(portal.get("rosa", "/api/v1/oversight/findings"), 200).at("/notRead").asInt();
        SampleTenant.create(database, portal, "unread-" + tenants, "operator").give("sees", rosa, "tenant.read", "msp");

        assertThat(json(portal.get("rosa", "/api/v1/oversight/findings"), 200).at("/notRead").asInt())
                .isEqualTo(before + 1);
        assertThat(portal.get("rosa", "/all/findings?q=unread-" + tenants).body())
                .contains("Of 1 tenant that you may see you may not read the register",
                        "None of these tenants is yours to read")
                .doesNotContain("nothing was ever judged here");
        assertThat(json(portal.get("otto", api), 200).at("/notRead").asInt()).isZero();
    }

    @Test
    void theListBeginsWithTheWorstAndSaysWhatIsNotKnown() {
        var list = json(portal.get("otto", api), 200);

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
        var first = json(portal.get("otto", api + "?limit=1"), 200);
        var second = json(portal.get("otto", api + "?limit=1&cursor=" + first.at("/nextCursor").asString()), 200);

        assertThat(first.at("/items").size()).isEqualTo(1);
        assertThat(second.at("/items/0/subject/name").asString()).isEqualTo("mara");
        assertThat(second.at("/nextCursor").isNull()).isTrue();
        assertThat(json(portal.get("otto", api + "?severity=high"), 200).at("/items").size()).isEqualTo(1);
        assertThat(json(portal.get("otto", api + "?rule=no-owner"), 200).at("/items").isEmpty()).isTrue();
        assertThat(json(portal.get("otto", api + "?state=closed"), 200).at("/items").isEmpty()).isTrue();
        assertThat(json(portal.get("otto", api + "?state=all"), 200).at("/items").size()).isEqualTo(2);
        assertThat(json(portal.get("otto", api + "?limit=1&severity=high&cursor=" + first.at("/nextCursor").asString()),
                400)
                .at("/type").asString()).isEqualTo("/problems/invalid-cursor");
    }

    @Test
    void wordsThatMeanNothingAreRefused() {
        for (var query : List.of("rule=made-up", "severity=worst", "state=done")) {
            assertThat(json(portal.get("otto", api + "?" + query), 400).at("/type").asString()).as(query)
                    .isEqualTo("/problems/invalid-parameter");
        }
    }

    @Test
    void aFindingIsDecidedWithItsHistoryInTheAnswer() {
        var finding = json(portal.get("ada", api + "?severity=high"), 200).at("/items/0/id").asString();

        var decided = json(portal.post("ada", api + "/" + finding + "/decision", KEEP), 200);

        assertThat(decided.at("/state").asString()).isEqualTo("decided");
        assertThat(decided.at("/decision").asString()).isEqualTo("kept");
        assertThat(decided.at("/events/1/person").asString()).isEqualTo("name erased");
        assertThat(json(portal.get("otto", api + "/" + finding), 200).at("/events").size()).isEqualTo(2);
        var again = json(portal.post("ada", api + "/" + finding + "/decision", KEEP), 409);
        assertThat(again.at("/type").asString()).isEqualTo("/problems/finding-not-open");
    }

    /** The decision is kept; its answer is read in another transaction, which finds the table closed. */
    @Test
    void whatBreaksOffAfterTheDecisionIsNotSaidToHaveChangedNothing(CapturedOutput log) {
        var finding = json(portal.get("ada", api + "?severity=high"), 200).at("/items/0/id").asString();
        database.superuserScript("""
                                 create function closes() returns trigger language plpgsql security definer as $$
                                 begin revoke select on finding_event from bw_tenant; return null; end $$;
                                 create constraint trigger closes after insert on finding_event
                                 deferrable initially deferred for each row execute function closes()""");
        try {
            var answer = json(portal.post("ada", api + "/" + finding + "/decision", KEEP), 503);
            assertThat(answer.at("/type").asString()).isEqualTo("/problems/outcome-not-known");
            assertThat(log.getOut()).as("the log says whose request it was")
                    .contains("[%s] [tenant %d] ".formatted(answer.at("/traceId").asString(), tenant.id().value()));

            assertThat(json(portal.get("ada", api + "/" + finding), 500).at("/type").asString())
                    .as("who only looks is not asked what they did").isEqualTo("/problems/unexpected");
        } finally {
            database.superuserScript("""
                                     drop function closes cascade;
                                     grant select on finding_event to bw_tenant""");
        }
        assertThat(json(portal.get("ada", api + "/" + finding), 200).at("/state").asString()).isEqualTo("decided");
    }

    @Test
    void aDecisionIsRefusedWithWhatToDoNext() {
        var decision = api + "/" + json(portal.get("ada", api + "?severity=high"), 200).at("/items/0/id").asString()
                + "/decision";

        assertThat(json(portal.post("otto", decision, KEEP), 403).at("/type").asString())
                .isEqualTo("/problems/not-permitted");
        assertThat(json(portal.post("ada", decision, "{}"), 422).at("/errors/0/pointer").asString())
                .isEqualTo("/decision");
        assertThat(
                json(portal.post("ada", decision, "{\"decision\":\"KEEP\"}"), 422).at("/errors/0/pointer").asString())
                .isEqualTo("/justification");
        assertThat(json(portal.post("ada", decision, KEEP.replace("KEEP", "ABSTAIN")), 422).at("/detail").asString())
                .contains("say KEEP or REVOKE");
        var whole = json(portal.post("ada", decision, KEEP.replace("KEEP", "REVOKE")), 409);
        assertThat(whole.at("/type").asString()).isEqualTo("/problems/finding-not-revocable");
        assertThat(whole.at("/console").asString()).contains("/identities/");
        assertThat(portal.get("ada", api + "/" + new UUID(1, 1)).statusCode()).isEqualTo(404);
    }

    @Test
    void revokingThroughAFindingLeadsToItsChange() {
        long role = tenant.entitlement(new EntitlementKey(EntitlementKey.REALM_ROLE, "r-1"), "billing");
        var grant = tenant.grant(tenant.account("u-3", "noor"), role, true, "[[%d]]".formatted(role));
        long row = database.superuser().sql("select grant_id from access_grant where public_id = :id")
                .param("id", grant).query(Long.class).single();
        say(0, fact(SubjectKind.GRANT, row, Severity.MODERATE, "billing of noor"));
        var finding = json(portal.get("ada", api), 200).at("/items/0");
        assertThat(finding.at("/subject/name").asString()).isEqualTo("billing of noor");

        var sent = portal.form("ada", pages + "/" + finding.at("/id").asString() + "/decision",
                "decision=REVOKE&justification=left");

        assertThat(sent.statusCode()).isEqualTo(303);
        var change = sent.headers().firstValue("Location").orElseThrow();
        assertThat(change).contains("/changes/");
        assertThat(json(portal.get("ada", api + "?state=decided"), 200).at("/items/0/change").asString())
                .endsWith(change.substring(change.lastIndexOf('/')));
    }

    @Test
    void theListPageCountsWhatIsKnownAndWhatIsNot() {
        var page = portal.get("otto", pages);

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("2, and 7 not known", "no sign-ins", "This list as CSV", "Stale admin");
        assertThat(portal.get("otto", pages + "?rule=no-owner").body()).contains("No finding here matches");
    }

    @Test
    void aRuleThatCouldNotBeAskedIsNotZero() {
        database.transactions().worker(tenant.id(), tx -> portal.bean(Findings.class).reconcile(tx,
                new Judgement("no-owner", false, 0, "never read", READ, List.of())));

        var page = portal.get("otto", pages + "?rule=no-owner").body();

        assertThat(page).contains("n/k", "never read");
    }

    @Test
    void whereTheMspsMailDomainsAreMissingTheMspsPeopleAreLedToThem() {
        database.transactions().worker(tenant.id(), tx -> portal.bean(Findings.class).reconcile(tx, new Judgement(
                "delegated-admin-unexpected", false, 1, RuleSummary.NO_MAIL_DOMAINS, READ, List.of())));

        assertThat(portal.get("rosa", pages).body()).contains("set the MSP&#39;s mail domains")
                .contains("href=\"/mail-domains\">The MSP's mail domains</a>");
        assertThat(portal.get("ada", pages).body()).contains("set the MSP&#39;s mail domains")
                .doesNotContain("/mail-domains");
    }

    @Test
    void theFindingPageLetsOnlyWhoDecidesDecide() {
        var id = json(portal.get("ada", api + "?severity=high"), 200).at("/items/0/id").asString();

        var page = portal.get("ada", pages + "/" + id);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("because", "Decide about 1 finding in Tenant found-" + tenants, "First seen",
                "/identities/").doesNotContain("value=\"REVOKE\"");
        assertThat(portal.get("otto", pages + "/" + id).body()).contains("You do not decide about this finding")
                .doesNotContain("<textarea");
        assertThat(portal.get("ada", pages + "/" + new UUID(1, 1)).statusCode()).isEqualTo(404);
        var sent = portal.form("ada", pages + "/" + id + "/decision", "decision=KEEP&justification=on+leave");
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(portal.get("ada", pages + "/" + id).body()).contains("on leave", "There is nothing to decide");
        assertThat(portal.form("ada", pages + "/" + id + "/decision", "justification=x").statusCode()).isEqualTo(422);
    }

    @Test
    void theFileIsExactlyTheListAndHoldsNoFormula() {
        var file = portal.get("otto", pages + ".csv?severity=critical");

        assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("findings-found-" + tenants + ".csv");
        assertThat(file.body().lines()).hasSize(2);
        assertThat(file.body()).contains("'=cmd|' /C calc'!A0").doesNotContain(",=cmd");
        assertThat(portal.get("otto", pages + ".csv?state=closed").body().lines()).hasSize(1);
    }

    @Test
    void overAllTenantsTheLookIsOnRecordAndNothingCanBeWritten() {
        var before = looks();

        var list = json(portal.get("rosa", "/api/v1/oversight/findings?severity=high"), 200);
        var page = portal.get("rosa", "/all/findings");

        assertThat(list.at("/items").valueStream().map(each -> each.at("/tenant/shortName").asString()))
                .contains("found-" + tenants);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("Tenant found-" + tenants, "Findings in all tenants")
                .doesNotContain("method=\"post\" action=\"/all");
        assertThat(portal.get("rosa", "/all/findings.csv").body()).contains("Tenant found-" + tenants);
        assertThat(portal.get("rosa", "/all/findings?q=found-" + tenants).body()).contains("Tenant found-" + tenants);
        assertThat(portal.get("rosa", "/all/findings?q=elsewhere").body()).doesNotContain("Tenant found-" + tenants);
        assertThat(portal.get("rosa", "/all/findings.csv?q=elsewhere").body())
                .doesNotContain("Tenant found-" + tenants);
        assertThat(json(portal.get("rosa", "/api/v1/oversight/findings?q=elsewhere"), 200).at("/items").isEmpty())
                .isTrue();
        assertThat(looks()).as("nothing was looked at where no tenant has the name").isEqualTo(before + 4);
        assertThat(json(portal.get("otto", "/api/v1/oversight/findings"), 404).at("/type").asString()).isNotEmpty();
    }

    @Test
    void ownersAreNamedOverTheApi() {
        var machine = database.superuser()
                .sql("select i.public_id from identity i join account a using (tenant_id, identity_id)"
                        + " where a.tenant_id = :tenant and a.username = '=cmd'")
                .param("tenant", tenant.id().value()).query(UUID.class).single();
        var owner = api.replace("/findings", "/identities/") + machine + "/owner";

        assertThat(json(portal.put("ada", owner, "{\"owner\":\"mara\"}"), 200).at("/owner/name").asString())
                .isEqualTo("mara");
        assertThat(json(portal.put("ada", owner, "{\"owner\":\"nobody\"}"), 422).at("/detail").asString())
                .contains("`nobody`");
        assertThat(portal.put("otto", owner, "{\"owner\":\"mara\"}").statusCode()).isEqualTo(403);
    }

    @Test
    void ownersAreNamedInTheConsoleAndTheFindingLeadsThere() {
        long machine = number("select identity_id from account where tenant_id = :tenant and username = '=cmd'");
        database.transactions().worker(tenant.id(), tx -> portal.bean(Findings.class).reconcile(tx,
                new Judgement("no-owner", true, 0, null, READ, List.of(
                        fact(SubjectKind.IDENTITY, machine, Severity.HIGH, "Nobody answers for it")))));
        var finding = json(portal.get("ada", api + "?rule=no-owner"), 200).at("/items/0/id").asString();
        var identity = "/t/found-%d/identities/%s".formatted(tenants, publicId(machine));

        assertThat(portal.get("ada", pages + "/" + finding).body()).contains(identity + "#owner");
        assertThat(portal.get("otto", pages + "/" + finding).body()).doesNotContain("#owner");
        assertThat(portal.get("ada", identity).body()).contains("Nobody answers for it", "=cmd|",
                "action=\"" + identity + "/owner", pages + "/" + finding);
        assertThat(portal.get("otto", identity).body()).contains("You do not name an owner here")
                .doesNotContain("/owner\"");

        var refused = portal.form("ada", identity + "/owner", "owner=%22stranger%22");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("value=\"&#34;stranger&#34;\"", "nobody in this tenant is known as");
        assertThat(portal.form("ada", identity + "/owner", "owner=mara").statusCode()).isEqualTo(303);
        assertThat(portal.get("ada", identity).body()).contains("<bdi>mara</bdi>", "Name another owner");
        assertThat(json(portal.get("otto", api.replace("/findings", "/identities/") + publicId(machine)), 200)
                .at("/owner/name").asString()).isEqualTo("mara");
        assertThat(portal.form("otto", identity + "/owner", "owner=mara").statusCode()).isEqualTo(403);
        assertThat(portal.form("ada", "/t/found-%d/identities/%s/owner".formatted(tenants, new UUID(1, 1)),
                "owner=mara").statusCode()).isEqualTo(404);
    }

    @Test
    void whoDecidesWithoutReadingTheRegisterIsNotShownItByARefusedForm() {
        var deaf = portal.know("deaf");
        tenant.give("decides only", deaf, "grant.decide", "tenant");
        long machine = number("select identity_id from account where tenant_id = :tenant and username = '=cmd'");

        var refused = portal.form("deaf", "/t/found-%d/identities/%s/owner".formatted(tenants, publicId(machine)),
                "owner=stranger");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("stranger").doesNotContain("=cmd");
    }

    private long number(String sql) {
        return database.superuser().sql(sql).param("tenant", tenant.id().value()).query(Long.class).single();
    }

    private UUID publicId(long identity) {
        return database.superuser().sql("select public_id from identity where identity_id = :id").param("id", identity)
                .query(UUID.class).single();
    }

    private long looks() {
        return database.superuser()
                .sql("select count(*) from ev_entry where tenant_id = 1 and action = 'oversight read'")
                .query(Long.class).single();
    }

    private void say(long notKnown, Fact... facts) {
        database.transactions().worker(tenant.id(), tx -> portal.bean(Findings.class).reconcile(tx,
                new Judgement("stale-admin", true, notKnown, notKnown == 0 ? null : "no sign-ins", READ,
                        List.of(facts))));
    }

    private static Fact fact(SubjectKind kind, long subject, Severity severity, String title) {
        return new Fact(kind + "/" + subject, severity, new SubjectRef(kind, subject), title, List.of("because"),
                "{\"n\":1}");
    }
}
