package org.bailiwick.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.bailiwick.finding.Findings.Changed;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingsTests {
    private static final Instant READ = Instant.parse("2026-11-22T12:00:00Z");

    private final TestDatabase database = TestDatabase.create();
    private final Saying judge = new Saying();
    private final TestModules modules = TestModules.over(database, context -> {});
    private final JudgeTenant judging = new JudgeTenant(
            new AskRules(database.transactions(), modules.bean(Findings.class), List.of(judge),
                    database.platform().work()),
            database.platform().clock());
    private int tenants;
    private TenantId tenant;

    /** A rule that says what a test has it say. */
    private static final class Saying implements Judge {
        Judgement says = said();
        final List<TenantId> prepared = new ArrayList<>();

        @Override
        public String rule() {
            return "stale-admin";
        }

        @Override
        public Judgement judge(TenantTx tx) {
            return says;
        }

        @Override
        public Judge prepared(TenantId about) {
            prepared.add(about);
            return this;
        }
    }

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @BeforeEach
    void freshTenant() {
        tenant = database.tenant("findings-" + ++tenants);
    }

    @Test
    void aNewFactOpensAFindingWithItsOwnerItsClockAndItsEntry() {
        var changed = reconcile(said(fact("account/1", Severity.HIGH, "holds realm-admin")));

        assertThat(changed).isEqualTo(new Changed(1, 0, 0, 0));
        assertThat(ask("select state || ' ' || severity || ' ' || side || ' ' || reasons[1] from finding"))
                .containsExactly("open high msp holds realm-admin");
        assertThat(ask("select (due_at - opened_at)::text from finding")).containsExactly("14 days");
        assertThat(ask("select action from ev_entry")).containsExactly("finding opened");
        assertThat(ask("select what from finding_event")).containsExactly("opened");
    }

    @Test
    void entryOfAFindingIsAnAnalysisOfTheSystemThatItsSubjectIsInAndOneWithoutIsADetection() {
        long connection = database.superuser()
                .sql("""
                     insert into connection (tenant_id, public_id, system, name, address, settings, state)
                     values (:tenant, '00000000-0000-0000-0000-00000000000c', 'fake', 'x', 'http://127.0.0.1:1', '{}', 'ready')
                     returning connection_id""")
                .param("tenant", tenant.value()).query(Long.class).single();
        var inIt = new Fact("connection/1", Severity.CRITICAL, new SubjectRef(SubjectKind.CONNECTION, connection), "x",
                List.of("x"), null);
        var nowhere = new Fact("person/1", Severity.LOW, new SubjectRef(SubjectKind.EXPECTED_PERSON, 1), "y",
                List.of("y"), null);

        reconcile(said(inIt, nowhere));

        assertThat(ask("select convert_from(body, 'UTF8')::json ->> 'class_uid' || ' '"
                + " || coalesce(convert_from(body, 'UTF8')::json #>> '{applications,0,uid}', '-') from ev_entry"))
                .containsExactlyInAnyOrder("2008 00000000-0000-0000-0000-00000000000c", "2004 -");
    }

    @Test
    void whatIsUnchangedIsNotWritten() {
        var same = said(fact("account/1", Severity.HIGH, "holds realm-admin"), fact("account/2", Severity.LOW, "x"));
        reconcile(same);
        var before = versions();

        assertThat(reconcile(same)).isEqualTo(Changed.NOTHING);

        assertThat(versions()).isEqualTo(before).hasSizeGreaterThan(5);
    }

    @Test
    void aFactThatIsGoneFromACompleteReadingIsClosed() {
        reconcile(said(fact("account/1", Severity.HIGH, "x")));

        assertThat(reconcile(said())).isEqualTo(new Changed(0, 0, 0, 1));

        assertThat(ask("select state from finding")).containsExactly("closed");
        assertThat(ask("select action from ev_entry order by occurred_at, action")).containsExactlyInAnyOrder(
                "finding opened", "finding closed");
    }

    @Test
    void nothingIsClosedFromWhatIsNotKnown() {
        reconcile(said(fact("account/1", Severity.HIGH, "x")));

        var changed = reconcile(new Judgement("stale-admin", false, 12, "no complete reading", READ, List.of()));

        assertThat(changed).isEqualTo(Changed.NOTHING);
        assertThat(ask("select state from finding")).containsExactly("open");
        assertThat(summary()).containsExactly("0/1/0/0 decided 0 known false not known 12: no complete reading");
    }

    @Test
    void aFactThatReturnsReopensTheSameFindingAndCountsIt() {
        reconcile(said(fact("account/1", Severity.HIGH, "x")));
        var first = ask("select public_id::text from finding");
        reconcile(said());
        database.time().advance(Duration.ofDays(3));

        assertThat(reconcile(said(fact("account/1", Severity.HIGH, "x")))).isEqualTo(new Changed(0, 1, 0, 0));
        reconcile(said());
        reconcile(said(fact("account/1", Severity.HIGH, "x")));

        assertThat(ask("select public_id::text from finding")).isEqualTo(first);
        assertThat(ask("select state || ' ' || times_returned from finding")).containsExactly("open 2");
        assertThat(ask("select (opened_at - first_seen_at > interval '2 days')::text from finding"))
                .containsExactly("true");
        assertThat(ask("select what from finding_event order by number")).containsExactly("opened", "closed",
                "reopened", "closed", "reopened");
    }

    @Test
    void aKeptFindingReopensWhenItGetsWorseAndItsClockRunsAnew() {
        reconcile(said(fact("account/1", Severity.MODERATE, "x")));
        keep();

        assertThat(reconcile(said(fact("account/1", Severity.MODERATE, "x")))).isEqualTo(Changed.NOTHING);
        assertThat(reconcile(said(fact("account/1", Severity.CRITICAL, "y")))).isEqualTo(new Changed(0, 1, 0, 0));

        assertThat(ask("select state || ' ' || severity || ' ' || times_returned || ' ' || (due_at - opened_at)::text"
                + " from finding")).containsExactly("open critical 0 7 days");
        assertThat(summary()).containsExactly("1/0/0/0 decided 0 known true not known 0: -");
    }

    /** For example an account that was disabled for a while: whoever kept the finding kept it as it was before. */
    @Test
    void aKeptFindingThatWasMilderForAWhileStaysKeptUntilItIsWorseThanWhatWasKept() {
        reconcile(said(fact("account/1", Severity.HIGH, "holds realm-admin")));
        decided();
        reconcile(said(fact("account/1", Severity.LOW, "holds realm-admin")));

        assertThat(reconcile(said(fact("account/1", Severity.HIGH, "holds realm-admin"))))
                .isEqualTo(new Changed(0, 0, 1, 0));
        assertThat(ask("select state || ' ' || severity || ' ' || reasons[1] from finding"))
                .containsExactly("decided high holds realm-admin");

        reconcile(said(fact("account/1", Severity.LOW, "holds realm-admin")));
        assertThat(reconcile(said(fact("account/1", Severity.CRITICAL, "holds realm-admin"))))
                .isEqualTo(new Changed(0, 1, 0, 0));
        assertThat(ask("select detail from finding_event order by number").getLast())
                .isEqualTo("it was kept as high and is critical now");
        assertThat(ask("select (kept_severity is null and kept_reasons is null)::text from finding"))
                .containsExactly("true");
    }

    /** It is remembered with the first change that follows, before what it was is overwritten. */
    @Test
    void whatWasKeptBeforeThatWasRememberedIsWhatItSaidUntilThen() {
        reconcile(said(fact("account/1", Severity.HIGH, "holds realm-admin")));
        keep();
        reconcile(said(fact("account/1", Severity.LOW, "holds realm-admin")));

        assertThat(ask("select kept_severity || ' ' || kept_reasons[1] from finding"))
                .containsExactly("high holds realm-admin");
        assertThat(reconcile(said(fact("account/1", Severity.HIGH, "holds realm-admin"))))
                .isEqualTo(new Changed(0, 0, 1, 0));
        assertThat(ask("select state from finding")).containsExactly("decided");
    }

    @Test
    void whatAnOpenFindingSaysIsKeptTrueAndItsClockStartsWhereItStarted() {
        reconcile(said(fact("account/1", Severity.HIGH, "x")));
        database.time().advance(Duration.ofDays(1));

        assertThat(reconcile(said(fact("account/1", Severity.LOW, "y")))).isEqualTo(new Changed(0, 0, 1, 0));

        assertThat(ask("select severity || ' ' || reasons[1] || ' ' || (due_at - opened_at)::text from finding"))
                .containsExactly("low y 90 days");
        assertThat(ask("select what || ': ' || detail from finding_event order by number").getLast())
                .isEqualTo("changed: it was high and is low now");
    }

    @Test
    void theSummaryIsExactlyWhatTheFindingsAre() {
        reconcile(said(fact("a", Severity.CRITICAL, "x"), fact("b", Severity.HIGH, "x"), fact("c", Severity.HIGH, "x"),
                fact("d", Severity.LOW, "x")));
        assertThat(summary()).containsExactly("1/2/0/1 decided 0 known true not known 0: -");

        reconcile(new Judgement("stale-admin", true, 7, "their last sign-in is not known", READ,
                List.of(fact("b", Severity.MODERATE, "x"))));

        assertThat(summary())
                .containsExactly("0/0/1/0 decided 0 known true not known 7: their last sign-in is not known");
        assertThat(ask("select (oldest_open_at = (select min(opened_at) from finding f where f.state = 'open'"
                + " and f.tenant_id = s.tenant_id))::text from finding_summary s")).containsExactly("true");
    }

    @Test
    void theSameFactInTwoTenantsIsTwoFindings() {
        var other = database.tenant("findings-other-" + tenants);
        reconcile(said(fact("account/1", Severity.HIGH, "x")));
        database.transactions().worker(other,
                tx -> findings().reconcile(tx, said(fact("account/1", Severity.HIGH, "x"))));

        reconcile(said());

        assertThat(ask("select state from finding")).containsExactly("closed");
        tenant = other;
        assertThat(ask("select state from finding")).containsExactly("open");
        assertThat(summary()).containsExactly("0/1/0/0 decided 0 known true not known 0: -");
    }

    @Test
    void aRuleThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> reconcile(new Judgement("made-up", true, 0, null, READ, List.of())))
                .hasMessageContaining("there is no rule `made-up`");
    }

    @Test
    void aMergedReadingHasEveryRuleAskedAndOnceADayAfterwards() {
        judge.says = said(fact("account/1", Severity.HIGH, "x"));
        database.transactions().worker(tenant, tx -> {
            modules.bean(Judging.class).changed(tx);
            return true;
        });

        database.platform().runDueWork(List.of(judging));
        assertThat(judge.prepared).contains(tenant);
        assertThat(ask("select state from finding")).containsExactly("open");
        judge.says = said();
        database.platform().runDueWork(List.of(judging));
        assertThat(ask("select state from finding")).containsExactly("open");

        database.time().advance(Duration.ofHours(25));
        database.platform().runDueWork(List.of(judging));
        assertThat(ask("select state from finding")).containsExactly("closed");
        assertThat(ask("select (due > now())::text from work where kind = 'judge' and subject = 0"
                .replace("where", "where tenant_id = :tenant and"), false)).containsExactly("true");
    }

    @Test
    void countOfADecisionThatMeetsAJudgementSeesWhatThatWrote() throws Exception {
        var known = fact("account/1", Severity.HIGH, "holds realm-admin");
        reconcile(said(known));
        var counting = modules.bean(SummaryStore.class);

        try (var threads = Executors.newSingleThreadExecutor()) {
            var decision = database.transactions().worker(tenant, tx -> {
                findings().reconcile(tx, said(known, fact("account/2", Severity.LOW, "x")));
                var waiting = threads.submit(() -> database.transactions().tenant(tenant, decided -> {
                    counting.lock(decided);
                    counting.count(decided, Rule.of("stale-admin"));
                    return true;
                }));
                await("the decision waits").until(() -> database.superuser()
                        .sql("select count(*) from pg_stat_activity where datname = current_database() "
                                + "and wait_event_type = 'Lock'")
                        .query(Long.class).single() == 1);
                return waiting;
            });
            assertThat(decision.get()).isTrue();
        }

        assertThat(summary()).singleElement().asString().startsWith("0/1/0/1 decided 0");
    }

    private void decided() {
        var id = database.superuser().sql("select finding_id from finding where tenant_id = :tenant")
                .param("tenant", tenant.value()).query(Long.class).single();
        database.transactions().tenant(tenant, tx -> {
            modules.bean(FindingStore.class).decide(tx, id, "kept", null);
            return true;
        });
    }

    /** As before it was remembered what was kept. */
    private void keep() {
        database.superuser()
                .sql("update finding set state = 'decided', decision = 'kept' where tenant_id = :tenant")
                .param("tenant", tenant.value()).update();
    }

    private Changed reconcile(Judgement judgement) {
        return database.transactions().worker(tenant, tx -> findings().reconcile(tx, judgement));
    }

    private Findings findings() {
        return modules.bean(Findings.class);
    }

    private static Judgement said(Fact... facts) {
        return new Judgement("stale-admin", true, 0, null, READ, List.of(facts));
    }

    private static Fact fact(String key, Severity severity, String reason) {
        return new Fact(key, severity, new SubjectRef(SubjectKind.ACCOUNT, 1), "`j.moss` is a stale admin",
                List.of(reason), "{\"tier\":\"high\"}");
    }

    private List<String> summary() {
        return ask("select open_critical || '/' || open_high || '/' || open_moderate || '/' || open_low || ' decided '"
                + " || decided || ' known ' || known || ' not known ' || not_known || ': ' || coalesce(why, '-')"
                + " from finding_summary s");
    }

    private List<String> versions() {
        var versions = new ArrayList<String>();
        for (var table : List.of("finding", "finding_event", "finding_summary", "ev_entry")) {
            versions.addAll(ask("select '%1$s ' || ctid::text || ' ' || xmin::text from %1$s".formatted(table)));
        }
        return versions;
    }

    /** Of this test's tenant: the where clause goes before any order. */
    private List<String> ask(String sql) {
        return ask(sql, true);
    }

    private List<String> ask(String sql, boolean filter) {
        int order = sql.indexOf(" order by ");
        var own = !filter
                ? sql
                : (order < 0 ? sql : sql.substring(0, order)) + " where tenant_id = :tenant"
                        + (order < 0 ? "" : sql.substring(order));
        return database.superuser().sql(own).param("tenant", tenant.value()).query(String.class).list();
    }
}
