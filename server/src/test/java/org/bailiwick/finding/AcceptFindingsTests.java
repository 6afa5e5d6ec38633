package org.bailiwick.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bailiwick.authority.Permit;
import org.bailiwick.bulk.About;
import org.bailiwick.bulk.AnswerBulk;
import org.bailiwick.bulk.BulkDecision;
import org.bailiwick.bulk.BulkDecisions;
import org.bailiwick.bulk.BulkProblem;
import org.bailiwick.bulk.BulkRequest;
import org.bailiwick.bulk.BulkState;
import org.bailiwick.bulk.Preview;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.Ticket;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.Transactions;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Findings about what is no grant are kept in bulk by the rules of every bulk. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcceptFindingsTests {
    private static final Instant READ = Instant.parse("2026-11-22T12:00:00Z");
    private static final PersonId SECOND = new PersonId(1003);

    private final TestDatabase database = TestDatabase.create();
    private final TestModules modules = TestModules.over(database, context -> {});
    private SampleTenant tenant;
    private int tenants;

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @BeforeEach
    void freshTenant() {
        database.superuser().sql("delete from bulk_alone").update();
        tenant = SampleTenant.create(database, modules, "accepting-" + ++tenants, "automatic");
        tenant.give("second approver", SECOND, "grant.decide", "tenant");
    }

    @Test
    void findingsAreKeptWithTheirReasonsAndOnRecord() {
        var findings = opened(Severity.MODERATE, fact(SubjectKind.ACCOUNT, tenant.account("u-1", "mara")),
                fact(SubjectKind.CONNECTION, tenant.connection()));
        var request = request(DecisionKind.KEEP, findings);
        var preview = preview(request);
        assertThat(preview.findings()).isEqualTo(2);
        assertThat(preview.grants()).isZero();
        assertThat(preview.accounts()).isEqualTo(1);
        assertThat(preview.identities()).isEqualTo(1);
        assertThat(preview.systems()).isEqualTo(1);

        var bulk = asked(request);
        assertThat(bulk.title()).isEqualTo("Keep 2 findings");
        carryOut();

        assertThat(texts("select state || ' ' || decision from finding where tenant_id = :tenant"))
                .containsExactly("decided kept", "decided kept");
        assertThat(texts("select state from bulk_decision_item where tenant_id = :tenant"))
                .containsExactly("decided", "decided");
        assertThat(texts("select state from bulk_decision where tenant_id = :tenant")).containsExactly("done");
        assertThat(
                texts("select detail || ' ' || ticket from finding_event where tenant_id = :tenant and what = 'kept'"))
                .containsExactly("known and accepted HALO 4711", "known and accepted HALO 4711");
        assertThat(texts("select action from ev_entry where tenant_id = :tenant and action = 'finding kept'"))
                .hasSize(2);
    }

    @Test
    void grantAndFindingAreDecidedTogether() {
        long account = tenant.account("u-1", "mara");
        long role = tenant.entitlement(new EntitlementKey(EntitlementKey.REALM_ROLE, "r-1"), "admin");
        var grant = tenant.grant(account, role, true, "[[%d]]".formatted(role));
        var finding = opened(Severity.LOW, fact(SubjectKind.ACCOUNT, account)).getFirst();
        var request = new BulkRequest(DecisionKind.REVOKE, "left", Optional.empty(), List.of(BulkRequest.Item.of(grant),
                new BulkRequest.Item(About.finding(finding), "", Optional.empty())));

        assertThat(preview(request).counted()).isEqualTo("1 grant");
        assertThat(problem(preview(request), 1)).isEqualTo("finding-not-revocable");
        asked(request);
        carryOut();

        assertThat(texts("select state || ' ' || coalesce(problem, '') from bulk_decision_item"
                + " where tenant_id = :tenant order by number"))
                .containsExactly("decided ", "refused finding-not-revocable");
        assertThat(texts("select state from finding where tenant_id = :tenant")).containsExactly("open");
    }

    @Test
    void whatIsMoreThanModerateIsKeptAlone() {
        var finding = opened(Severity.HIGH, fact(SubjectKind.ACCOUNT, tenant.account("u-1", "mara"))).getFirst();

        assertThat(problem(preview(request(DecisionKind.KEEP, List.of(finding))), 0)).isEqualTo("keep-alone");
    }

    @Test
    void findingOfAnotherTenantOrAboutAGrantIsNotFound() {
        long account = tenant.account("u-1", "mara");
        long role = tenant.entitlement(new EntitlementKey(EntitlementKey.REALM_ROLE, "r-1"), "admin");
        var grant = tenant.grant(account, role, true, "[[%d]]".formatted(role));
        long row = database.superuser().sql("select grant_id from access_grant where public_id = :id")
                .param("id", grant).query(Long.class).single();
        var ofGrant = opened(Severity.LOW, fact(SubjectKind.GRANT, row)).getFirst();
        assertThat(problem(preview(request(DecisionKind.KEEP, List.of(ofGrant))), 0)).isEqualTo("not-found");

        var elsewhere = opened(Severity.LOW, fact(SubjectKind.CONNECTION, tenant.connection())).getFirst();
        freshTenant();
        assertThat(problem(preview(request(DecisionKind.KEEP, List.of(elsewhere))), 0)).isEqualTo("not-found");
    }

    @Test
    void whatAFindingSaysIsPartOfWhatIsAgreedTo() {
        var finding = opened(Severity.LOW, fact(SubjectKind.ACCOUNT, tenant.account("u-1", "mara"))).getFirst();
        var request = request(DecisionKind.KEEP, List.of(finding));
        var shown = preview(request).hash();
        assertThat(preview(request).hash()).isEqualTo(shown);

        for (var change : List.of("reasons = reasons || array['and something else']", "title = title || ' now'",
                "subject_id = " + tenant.account("u-2", "ben"))) {
            database.superuser().sql("update finding set %s where public_id = :id".formatted(change))
                    .param("id", finding).update();
            assertThat(preview(request).hash()).as(change).isNotEqualTo(shown);
            shown = preview(request).hash();
        }
    }

    @Test
    void findingAboutAGroupTouchesWhoeverHoldsItAndIsNotTheirsToKeep() {
        long group = tenant.entitlement(new EntitlementKey(EntitlementKey.GROUP, "g-1"), "/Support");
        for (var name : List.of("mara", "ben")) {
            tenant.grant(tenant.account("u-" + name, name), group, true, "[[%d]]".formatted(group));
        }
        var request = request(DecisionKind.KEEP, opened(Severity.LOW, fact(SubjectKind.ENTITLEMENT, group)));
        assertThat(preview(request).accounts()).isEqualTo(2);
        assertThat(preview(request).systems()).isEqualTo(1);

        tenant.grant(tenant.account("u-ada", "ada", SampleTenant.approver()), group, true, "[[%d]]".formatted(group));

        assertThat(problem(preview(request), 0)).isEqualTo("own-access");
    }

    @Test
    void nobodyKeepsAFindingAboutTheirOwnAccess() {
        var own = opened(Severity.LOW, fact(SubjectKind.ACCOUNT,
                tenant.account("u-1", "ada", SampleTenant.approver()))).getFirst();
        var request = request(DecisionKind.KEEP, List.of(own));
        assertThat(problem(preview(request), 0)).isEqualTo("own-access");

        assertThat(no(ask(request))).isInstanceOf(BulkProblem.NothingDecidable.class);

        assertThat(texts("select target from ev_entry where tenant_id = :tenant and action = 'access denied'"))
                .anyMatch(target -> target.contains("finding"));
    }

    @Test
    void accountsOfFindingsCountForTheSecondPersonWhoseOwnAreNotAmongThem() {
        var facts = IntStream.range(0, 11)
                .mapToObj(number -> fact(SubjectKind.ACCOUNT, number == 0
                        ? tenant.account("u-0", "sam", SECOND)
                        : tenant.account("u-" + number, "user-" + number)))
                .toArray(Fact[]::new);
        var bulk = asked(request(DecisionKind.KEEP, opened(Severity.LOW, facts)));
        assertThat(bulk.state()).isEqualTo(BulkState.ASKED);

        var second = tenant.permit(SECOND, "Sam Second", "grant.decide");
        assertThat(no(modules.bean(AnswerBulk.class).approve(second, bulk.publicId(), bulk.hash(), "")))
                .isInstanceOf(BulkProblem.OwnAccessWithin.class);
        var third = new PersonId(1004);
        tenant.give("third approver", third, "grant.decide", "tenant");
        modules.bean(AnswerBulk.class).approve(tenant.permit(third, "Theo Third", "grant.decide"), bulk.publicId(),
                bulk.hash(), "").orThrow(problem -> new IllegalStateException(problem.toString()));
        carryOut();

        assertThat(texts("select distinct state from finding where tenant_id = :tenant")).containsExactly("decided");
    }

    @Test
    void findingThatWasDecidedMeanwhileEndsItsItemWithTheReason() {
        var findings = opened(Severity.LOW, fact(SubjectKind.CONNECTION, tenant.connection()));
        asked(request(DecisionKind.KEEP, findings));
        database.superuser().sql("update finding set state = 'decided', decision = 'kept' where public_id = :id")
                .param("id", findings.getFirst()).update();

        carryOut();

        assertThat(texts("select problem from bulk_decision_item where tenant_id = :tenant"))
                .containsExactly("finding-not-open");
    }

    /** The bulk runs already when a reading shows more: nobody has looked at that, and nobody keeps it. */
    @Test
    void whatBecameWorseBeforeItsTurnIsNotKept() {
        var fact = fact(SubjectKind.ACCOUNT, tenant.account("u-1", "mara"));
        asked(request(DecisionKind.KEEP, opened(Severity.MODERATE, fact)));
        opened(Severity.CRITICAL, fact);

        carryOut();

        assertThat(texts("select state || ' ' || problem from bulk_decision_item where tenant_id = :tenant"))
                .containsExactly("refused preview-outdated");
        assertThat(texts("select state || ' ' || severity from finding where tenant_id = :tenant"))
                .containsExactly("open critical");
        assertThat(texts("select action from ev_entry where tenant_id = :tenant and action = 'finding kept'"))
                .isEmpty();
    }

    @Test
    void whatHasAnotherReasonBeforeItsTurnIsNotKeptAndTheOthersAre() {
        var findings = opened(Severity.LOW, fact(SubjectKind.ACCOUNT, tenant.account("u-1", "mara")),
                fact(SubjectKind.CONNECTION, tenant.connection()));
        asked(request(DecisionKind.KEEP, findings));
        database.superuser().sql("update finding set reasons = array['why', 'and since today this']"
                + " where public_id = :id").param("id", findings.getFirst()).update();

        carryOut();

        assertThat(texts("select state || ' ' || coalesce(problem, '') from bulk_decision_item"
                + " where tenant_id = :tenant order by number"))
                .containsExactly("refused preview-outdated", "decided ");
    }

    @Test
    void whatConcernsOneselfBeforeItsTurnIsNotKeptAndTheAttemptIsOnRecord() {
        long group = tenant.entitlement(new EntitlementKey(EntitlementKey.GROUP, "g-1"), "/Support");
        asked(request(DecisionKind.KEEP, opened(Severity.LOW, fact(SubjectKind.ENTITLEMENT, group))));
        tenant.grant(tenant.account("u-ada", "ada", SampleTenant.approver()), group, true, "[[%d]]".formatted(group));

        carryOut();

        assertThat(texts("select problem from bulk_decision_item where tenant_id = :tenant"))
                .containsExactly("own-access");
        assertThat(texts("select action from ev_entry where tenant_id = :tenant and action = 'access denied'"))
                .hasSize(1);
    }

    private static BulkRequest request(DecisionKind kind, List<UUID> findings) {
        return new BulkRequest(kind, "known and accepted", Optional.of(new Ticket("HALO", "4711")), findings.stream()
                .map(finding -> new BulkRequest.Item(About.finding(finding), "", Optional.empty())).toList());
    }

    private Preview preview(BulkRequest request) {
        return modules.bean(BulkDecisions.class).preview(permit(), request)
                .orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    private static String problem(Preview preview, int line) {
        return preview.lines().get(line).problem().orElseThrow().words().name();
    }

    private Result<BulkDecision, BulkProblem> ask(BulkRequest request) {
        return modules.bean(BulkDecisions.class).request(permit(), request, preview(request).hash());
    }

    private BulkDecision asked(BulkRequest request) {
        return ask(request).orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    private static <T> BulkProblem no(Result<T, BulkProblem> result) {
        return switch (result) {
            case Result.Ok<T, BulkProblem>(var value) -> throw new AssertionError("was not refused: " + value);
            case Result.No<T, BulkProblem>(var problem) -> problem;
        };
    }

    private Permit permit() {
        return tenant.mayDecide();
    }

    private void carryOut() {
        int claimed;
        do {
            claimed = modules.runDueWork("bulk decision"::equals);
        } while (claimed > 0);
    }

    private static Fact fact(SubjectKind kind, long subject) {
        return new Fact(kind.text() + "/" + subject, Severity.LOW, new SubjectRef(kind, subject), "found",
                List.of("why"),
                null);
    }

    /** Public ids, in the order of the facts. */
    private List<UUID> opened(Severity severity, Fact... facts) {
        var said = Arrays.stream(facts).map(fact -> new Fact(fact.key(), severity, fact.subject(), fact.title(),
                fact.reasons(), null)).toList();
        modules.bean(Transactions.class).tenant(tenant.id(), tx -> modules.bean(Findings.class).reconcile(tx,
                new Judgement("stale-admin", true, 0, null, READ, said)));
        return said.stream().map(fact -> database.superuser()
                .sql("select public_id from finding where tenant_id = :tenant and subject_kind = :kind and subject_id = :id")
                .param("tenant", tenant.id().value()).param("kind", fact.subject().kind().text())
                .param("id", fact.subject().id()).query(UUID.class).single()).toList();
    }

    private List<String> texts(String sql) {
        return database.superuser().sql(sql).param("tenant", tenant.id().value()).query(String.class).list();
    }
}
