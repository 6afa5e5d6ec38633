package org.bailiwick.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.DecisionProblem;
import org.bailiwick.decision.DecisionRequest;
import org.bailiwick.decision.GrantDecisions;
import org.bailiwick.decision.Ticket;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.platform.Result;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataIntegrityViolationException;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecideFindingTests {
    private static final Instant READ = Instant.parse("2026-11-22T12:00:00Z");

    private final TestDatabase database = TestDatabase.create();
    private final TestModules modules = TestModules.over(database, context -> {});
    private int tenants;
    private SampleTenant tenant;
    private long account;
    private UUID grant;
    private long grantRow;

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @BeforeEach
    void freshTenant() {
        tenant = SampleTenant.create(database, modules, "deciding-" + ++tenants, "automatic");
        account = tenant.account("u-1", "ada");
        long admin = tenant.entitlement(new EntitlementKey(EntitlementKey.REALM_ROLE, "r-1"), "admin");
        grant = tenant.grant(account, admin, true, "[[%d]]".formatted(admin));
        grantRow = database.superuser().sql("select grant_id from access_grant where public_id = :id")
                .param("id", grant).query(Long.class).single();
    }

    @Test
    void keepingAFindingAcceptsItWithAReasonAndATicket() {
        var finding = opened(SubjectKind.ACCOUNT, account);

        var kept = ok(decide(finding, DecisionKind.KEEP, "on parental leave until May"));

        assertThat(kept.state()).isEqualTo(FindingState.DECIDED);
        assertThat(kept.decision()).isEqualTo("kept");
        assertThat(ask("select what || ': ' || coalesce(detail, '') || ' ' || coalesce(ticket, '') from finding_event"
                + " where tenant_id = :tenant order by number").getLast())
                .isEqualTo("kept: on parental leave until May HALO 4711");
        assertThat(ask("select action from ev_entry where tenant_id = :tenant")).contains("finding kept");
        assertThat(ask("select open_high || ' open, ' || decided || ' decided' from finding_summary"
                + " where tenant_id = :tenant")).containsExactly("0 open, 1 decided");
        assertThat(ask("select ending::text from finding_summary where tenant_id = :tenant")).containsExactly("0");
        assertThat(kept.unfinished()).isFalse();
        assertThat(listed(FindingFilter.Shown.ENDING)).isEmpty();
    }

    @Test
    void revokingAFindingAboutAGrantOrdersItsChange() {
        var finding = opened(SubjectKind.GRANT, grantRow);

        var decided = ok(decide(finding, DecisionKind.REVOKE, "left the project"));

        assertThat(decided.decision()).isEqualTo("revoke ordered");
        assertThat(decided.change()).isNotNull();
        assertThat(decided.unfinished()).as("its clock runs until a reading shows it gone").isTrue();
        assertThat(listed(FindingFilter.Shown.ENDING)).containsExactly(finding);
        assertThat(listed(FindingFilter.Shown.UNFINISHED)).containsExactly(finding);
        assertThat(listed(FindingFilter.Shown.OPEN)).isEmpty();
        assertThat(ask("select decided || ' decided, ' || ending || ' not seen gone' from finding_summary"
                + " where tenant_id = :tenant")).containsExactly("1 decided, 1 not seen gone");
        assertThat(ask("select kind from decision where tenant_id = :tenant")).containsExactly("REVOKE");
        assertThat(ask("select action from ev_entry where tenant_id = :tenant")).contains("revocation decided",
                "finding revocation ordered");
    }

    private List<UUID> listed(FindingFilter.Shown shown) {
        var wanted = new FindingReadStore.Wanted(new FindingFilter(null, null, shown, null, "", null), null);
        return database.transactions().tenant(tenant.id(),
                tx -> modules.bean(FindingReadStore.class).page(tx, wanted, null, 10)).stream().map(FindingView::id)
                .toList();
    }

    @Test
    void decidingAboutTheGrantItselfSettlesItsFindingsToo() {
        var finding = opened(SubjectKind.GRANT, grantRow);

        modules.bean(GrantDecisions.class).decide(tenant.mayDecide(), grant, request(DecisionKind.KEEP, "needed"));

        assertThat(view(finding).decision()).isEqualTo("kept");
    }

    @Test
    void abstainingSettlesNothing() {
        var finding = opened(SubjectKind.GRANT, grantRow);

        modules.bean(GrantDecisions.class).decide(tenant.mayDecide(), grant, request(DecisionKind.ABSTAIN, "?"));

        assertThat(view(finding).state()).isEqualTo(FindingState.OPEN);
        assertThat(no(decide(finding, DecisionKind.ABSTAIN, "?")))
                .isEqualTo(new FindingProblem.NotOffered("ABSTAIN"));
    }

    @Test
    void whatIsNoGrantIsNotRevokedAsAWhole() {
        assertThat(no(decide(opened(SubjectKind.ACCOUNT, account), DecisionKind.REVOKE, "stale")))
                .isInstanceOf(FindingProblem.NotRevocable.class);
        assertThat(ask("select kind from decision where tenant_id = :tenant")).isEmpty();
    }

    @Test
    void nobodyDecidesAFindingAboutTheirOwnAccessAndTheAttemptIsOnRecord() {
        long own = tenant.account("u-2", "approver", SampleTenant.approver());
        long identity = database.superuser().sql("select identity_id from account where account_id = :id")
                .param("id", own).query(Long.class).single();

        assertThat(no(decide(opened(SubjectKind.ACCOUNT, own), DecisionKind.KEEP, "mine")))
                .isInstanceOf(FindingProblem.OwnAccess.class);
        assertThat(no(decide(opened(SubjectKind.IDENTITY, identity), DecisionKind.KEEP, "mine")))
                .isInstanceOf(FindingProblem.OwnAccess.class);
        assertThat(ask("select action from ev_entry where tenant_id = :tenant")).contains("access denied")
                .doesNotContain("finding kept");
    }

    @Test
    void ownGrantIsRefusedThroughTheFindingToo() {
        long own = tenant.account("u-2", "approver", SampleTenant.approver());
        long role = tenant.entitlement(new EntitlementKey(EntitlementKey.REALM_ROLE, "r-9"), "own");
        tenant.grant(own, role, true, "[[%d]]".formatted(role));
        long row = database.superuser().sql("select grant_id from access_grant where account_id = :id")
                .param("id", own).query(Long.class).single();

        assertThat(no(decide(opened(SubjectKind.GRANT, row), DecisionKind.KEEP, "mine")))
                .isEqualTo(new FindingProblem.Grant(new DecisionProblem.OwnAccess()));
    }

    @Test
    void decisionAboutOneselfViolatesAConstraintWhoeverWritesIt() {
        ok(decide(opened(SubjectKind.ACCOUNT, account), DecisionKind.KEEP, "fine"));

        assertThatThrownBy(() -> database.superuser()
                .sql("""
                     insert into finding_event (tenant_id, finding_id, number, at, what, severity, person_id,
                       about_person_id, authority_id, event_id)
                     select tenant_id, finding_id, 99, at, what, severity, person_id, person_id, authority_id, event_id
                     from finding_event where tenant_id = :tenant and what = 'kept'""")
                .param("tenant", tenant.id().value()).update()).isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("finding_is_never_decided_about_oneself");
    }

    @Test
    void whatIsIncompleteClosedOrDecidedIsRefused() {
        var finding = opened(SubjectKind.ACCOUNT, account);
        assertThat(no(decide(finding, DecisionKind.KEEP, " "))).isInstanceOf(
                FindingProblem.JustificationMissing.class);
        assertThat(no(decisions().decide(tenant.mayDecide(), finding, new DecisionRequest(DecisionKind.KEEP, "why",
                Optional.of(new Ticket("HALO", " ")))))).isInstanceOf(FindingProblem.TicketIncomplete.class);
        ok(decide(finding, DecisionKind.KEEP, "why"));

        assertThat(no(decide(finding, DecisionKind.KEEP, "again")))
                .isEqualTo(new FindingProblem.NotOpen(FindingState.DECIDED));
        reconcile(new Judgement("stale-admin", true, 0, null, READ, List.of()));
        assertThat(no(decide(finding, DecisionKind.KEEP, "again")))
                .isEqualTo(new FindingProblem.NotOpen(FindingState.CLOSED));
        assertThat(no(decide(new UUID(1, 1), DecisionKind.KEEP, "why"))).isInstanceOf(FindingProblem.NotFound.class);
    }

    @Test
    void aFindingOfAnotherTenantDoesNotExist() {
        var finding = opened(SubjectKind.ACCOUNT, account);
        tenant = SampleTenant.create(database, modules, "deciding-other-" + tenants, "automatic");

        assertThat(no(decide(finding, DecisionKind.KEEP, "why"))).isInstanceOf(FindingProblem.NotFound.class);
    }

    @Test
    void anAuthorityTakenBackAndAPermitForSomethingElseDecideNothing() {
        var finding = opened(SubjectKind.ACCOUNT, account);
        var permit = tenant.mayDecide();

        assertThatThrownBy(() -> decisions().decide(tenant.mayExecute(), finding, request(DecisionKind.KEEP, "why")))
                .hasMessageContaining("decides nothing");
        tenant.revoke("approver");
        assertThatThrownBy(() -> decisions().decide(permit, finding, request(DecisionKind.KEEP, "why")))
                .isInstanceOf(AuthorityLostException.class);
        assertThat(view(finding).state()).isEqualTo(FindingState.OPEN);
    }

    @Test
    void aRevocationThatTheSystemRefusedOpensTheFindingAgain() {
        var finding = opened(SubjectKind.GRANT, grantRow);
        ok(decide(finding, DecisionKind.REVOKE, "left"));
        database.superuser().sql("update change_order set state = 'refused' where tenant_id = :tenant")
                .param("tenant", tenant.id().value()).update();

        opened(SubjectKind.GRANT, grantRow);

        assertThat(view(finding).state()).isEqualTo(FindingState.OPEN);
        assertThat(ask("select detail from finding_event where tenant_id = :tenant order by number").getLast())
                .contains("refused").contains("still there");
    }

    /** @return public id of the finding about this subject */
    private UUID opened(SubjectKind kind, long subject) {
        reconcile(new Judgement("stale-admin", true, 0, null, READ, List.of(new Fact(kind + "/" + subject,
                Severity.HIGH, new SubjectRef(kind, subject), "`ada` is a stale admin", List.of("why"), null))));
        return database.superuser()
                .sql("select public_id from finding where tenant_id = :tenant and subject_id = :subject")
                .param("tenant", tenant.id().value()).param("subject", subject).query(UUID.class).single();
    }

    private void reconcile(Judgement judgement) {
        database.transactions().worker(tenant.id(), tx -> modules.bean(Findings.class).reconcile(tx, judgement));
    }

    private Result<FindingView, FindingProblem> decide(UUID finding, DecisionKind kind, String why) {
        return decisions().decide(tenant.mayDecide(), finding, request(kind, why));
    }

    private static DecisionRequest request(DecisionKind kind, String why) {
        return new DecisionRequest(kind, why, Optional.of(new Ticket("HALO", "4711")));
    }

    private DecideFinding decisions() {
        return modules.bean(DecideFinding.class);
    }

    private FindingView view(UUID finding) {
        return database.transactions().tenant(tenant.id(),
                tx -> modules.bean(FindingReadStore.class).find(tx, finding)).orElseThrow();
    }

    private List<String> ask(String sql) {
        return database.superuser().sql(sql).param("tenant", tenant.id().value()).query(String.class).list();
    }

    private static FindingView ok(Result<FindingView, FindingProblem> result) {
        return result.orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    private static FindingProblem no(Result<FindingView, FindingProblem> result) {
        return switch (result) {
            case Result.Ok<FindingView, FindingProblem>(var decided) ->
                throw new AssertionError("was decided: " + decided);
            case Result.No<FindingView, FindingProblem>(var problem) -> problem;
        };
    }
}
