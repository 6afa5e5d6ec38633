package org.bailiwick.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.authority.Permit;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataIntegrityViolationException;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApprovalsTests {
    private static final String SHOWN = "ab".repeat(32);
    private static final String ANOTHER = "cd".repeat(32);
    private static final Duration WEEK = Duration.ofDays(7);

    private TestDatabase database;
    private TestModules modules;
    private Approvals approvals;
    private SampleTenant tenant;
    private Subject subject;
    private int tenants;

    @BeforeAll
    void start() {
        database = TestDatabase.create();
        modules = TestModules.over(database, context -> {});
        approvals = modules.bean(Approvals.class);
    }

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @BeforeEach
    void somethingToApprove() {
        tenant = SampleTenant.create(database, modules, "tenant-" + ++tenants, "automatic");
        tenant.give("operator", SampleTenant.operator(), "scope.propose", "msp");
        tenant.give("operator", SampleTenant.operator(), "scope.approve", "tenant");
        tenant.give("approver", SampleTenant.approver(), "scope.approve", "tenant");
        subject = new Subject("thing", UUID.randomUUID(), SHOWN);
    }

    @Test
    void yesOfSomebodyElseIsUsedOnce() {
        request();

        var approved = ok(approve(SHOWN));

        assertThat(approved.state()).isEqualTo(ApprovalState.APPROVED);
        assertThat(approved.decided().orElseThrow().name()).contains("Ada Approver");
        assertThat(ok(use()).state()).isEqualTo(ApprovalState.USED);
        assertThat(no(use())).isEqualTo(new ApprovalProblem.AlreadyDecided(ApprovalState.USED));
        assertThat(no(approve(SHOWN))).isEqualTo(new ApprovalProblem.AlreadyDecided(ApprovalState.USED));
        assertThat(actions()).containsSubsequence("approval requested", "approved");
    }

    @Test
    void hashThatWasNotShownIsNotApproved() {
        request();

        assertThat(no(approve(ANOTHER))).isEqualTo(new ApprovalProblem.AnotherHash(SHOWN));
        assertThat(no(use())).isEqualTo(new ApprovalProblem.AlreadyDecided(ApprovalState.REQUESTED));
    }

    @Test
    void approvalOfOnePlanIsNoneForAnother() {
        request();
        ok(approve(SHOWN));

        var other = in(tx -> approvals.use(tx, new Subject("thing", subject.id(), ANOTHER)));

        assertThat(no(other)).isEqualTo(new ApprovalProblem.AnotherHash(SHOWN));
        assertThat(ok(use()).state()).isEqualTo(ApprovalState.USED);
    }

    @Test
    void nobodyApprovesTheirOwnRequestAndTheAttemptIsOnRecord() {
        request();

        var permit = operator("scope.approve");
        var own = in(tx -> approvals.approve(tx, permit, subject, ""));

        assertThat(no(own)).isInstanceOf(ApprovalProblem.OwnRequest.class);
        assertThat(about().state()).isEqualTo(ApprovalState.REQUESTED);
        assertThat(actions()).contains("access denied").doesNotContain("approved");
    }

    @Test
    void ownApprovalViolatesAConstraintWhoeverWritesIt() {
        request();

        assertThatThrownBy(() -> database.superuser()
                .sql("""
                     update approval set state = 'approved', decided_by = requested_by, decided_at = requested_at,
                       decision_authority_id = request_authority_id, evaluation_id = gen_random_uuid()
                     where tenant_id = :tenant""").param("tenant", tenant.id().value()).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("approval_is_never_by_who_asked");
    }

    @Test
    void questionThatRanOutIsNeitherAnsweredNorUsed() {
        request();
        database.time().advance(WEEK);

        assertThat(no(approve(SHOWN))).isInstanceOf(ApprovalProblem.Expired.class);
        assertThat(about().state()).isEqualTo(ApprovalState.EXPIRED);
    }

    @Test
    void yesThatRanOutIsNotUsedUntilItIsAskedForAgain() {
        request();
        ok(approve(SHOWN));
        database.time().advance(WEEK);

        assertThat(no(use())).isInstanceOf(ApprovalProblem.Expired.class);

        request();
        assertThat(about().state()).isEqualTo(ApprovalState.REQUESTED);
        ok(approve(SHOWN));
        assertThat(ok(use()).state()).isEqualTo(ApprovalState.USED);
    }

    @Test
    void refusalNeedsAReasonAndEndsTheQuestion() {
        request();

        assertThat(no(refuse("  "))).isInstanceOf(ApprovalProblem.ReasonMissing.class);
        assertThat(no(refuse("x".repeat(2_001)))).isEqualTo(new ApprovalProblem.ReasonTooLong(2_000));
        assertThat(ok(refuse("nobody needs that")).reason()).contains("nobody needs that");
        assertThat(no(approve(SHOWN))).isEqualTo(new ApprovalProblem.AlreadyDecided(ApprovalState.REFUSED));
        assertThat(no(use())).isEqualTo(new ApprovalProblem.AlreadyDecided(ApprovalState.REFUSED));
    }

    @Test
    void withdrawnQuestionIsNotAnswered() {
        request();
        var permit = operator("scope.propose");
        in(tx -> {
            approvals.withdraw(tx, permit, "thing", subject.id(), "a newer one stands in its place");
            return true;
        });

        assertThat(no(approve(SHOWN))).isEqualTo(new ApprovalProblem.AlreadyDecided(ApprovalState.WITHDRAWN));
    }

    @Test
    void sameQuestionAskedTwiceIsOneAndAnotherHashTakesItsPlace() {
        var first = request();
        assertThat(request().publicId()).isEqualTo(first.publicId());

        subject = new Subject("thing", subject.id(), ANOTHER);
        request();

        assertThat(no(approve(SHOWN))).isEqualTo(new ApprovalProblem.AnotherHash(ANOTHER));
        assertThat(ok(approve(ANOTHER)).state()).isEqualTo(ApprovalState.APPROVED);
    }

    @Test
    void whatNobodyAskedForIsNotThere() {
        assertThat(no(approve(SHOWN))).isInstanceOf(ApprovalProblem.NothingAsked.class);
        assertThat(no(use())).isInstanceOf(ApprovalProblem.NothingAsked.class);
    }

    @Test
    void questionOfAnotherTenantIsNotThere() {
        request();
        var shown = subject;
        somethingToApprove();

        assertThat(no(in(tx -> approvals.use(tx, shown)))).isInstanceOf(ApprovalProblem.NothingAsked.class);
    }

    @Test
    void authorityRevokedMeanwhileApprovesNothing() {
        request();
        var permit = approver();
        tenant.revoke("approver");

        assertThatThrownBy(() -> in(tx -> approvals.approve(tx, permit, subject, "")))
                .isInstanceOf(AuthorityLostException.class);
    }

    @Test
    void permitForSomethingElseAnswersNothing() {
        request();
        var permit = tenant.mayDecide();

        assertThatThrownBy(() -> in(tx -> approvals.approve(tx, permit, subject, "")))
                .hasMessageContaining("does not answer what needs `scope.approve`");
    }

    @Test
    void noRoleOfTheServerMayChangeWhatWasAsked() {
        var may = database.superuser()
                .sql("""
                     select role || ' ' || name from unnest(array['bw_tenant', 'bw_worker']) role
                     cross join unnest(array['subject_id', 'subject_hash', 'capability', 'requested_by', 'until']) name
                     where has_column_privilege(role, 'approval', name, 'update')""").query(String.class).list();

        assertThat(may).isEmpty();
    }

    private Approval request() {
        var permit = operator("scope.propose");
        return in(tx -> approvals.request(tx, permit, subject, "a thing", "scope.approve", WEEK,
                UUID.randomUUID()));
    }

    private Result<Approval, ApprovalProblem> approve(String hash) {
        var permit = approver();
        return in(tx -> approvals.approve(tx, permit, new Subject("thing", subject.id(), hash), ""));
    }

    private Result<Approval, ApprovalProblem> refuse(String why) {
        var permit = approver();
        return in(tx -> approvals.refuse(tx, permit, subject, why));
    }

    private Result<Approval, ApprovalProblem> use() {
        return in(tx -> approvals.use(tx, subject));
    }

    private Approval about() {
        return in(tx -> approvals.about(tx, "thing", subject.id()).orElseThrow());
    }

    private Permit approver() {
        return tenant.permit(SampleTenant.approver(), "Ada Approver", "scope.approve");
    }

    private Permit operator(String capability) {
        return tenant.permit(SampleTenant.operator(), "Otto Operator", capability);
    }

    private <T> T in(Function<TenantTx, T> work) {
        return modules.bean(Transactions.class).tenant(tenant.id(), work);
    }

    private List<String> actions() {
        return database.superuser().sql("select action from ev_entry where tenant_id = :tenant order by occurred_at")
                .param("tenant", tenant.id().value()).query(String.class).list();
    }

    private static Approval ok(Result<Approval, ApprovalProblem> result) {
        return result.orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    private static ApprovalProblem no(Result<Approval, ApprovalProblem> result) {
        return switch (result) {
            case Result.Ok<Approval, ApprovalProblem>(var approval) -> throw new AssertionError("was " + approval);
            case Result.No<Approval, ApprovalProblem>(var problem) -> problem;
        };
    }
}
