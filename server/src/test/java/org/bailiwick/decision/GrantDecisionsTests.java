package org.bailiwick.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.change.ChangeOrder;
import org.bailiwick.change.ChangeState;
import org.bailiwick.change.Changes;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.GrantView.EntitlementRef;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

@Tag("sql")
final class GrantDecisionsTests {
    private static final EntitlementKey ADMIN = new EntitlementKey(EntitlementKey.REALM_ROLE, "r-1");
    private static final EntitlementKey FINANCE = new EntitlementKey(EntitlementKey.GROUP, "g-1");
    private static final EntitlementKey STAFF = new EntitlementKey(EntitlementKey.GROUP, "g-2");

    private static TestDatabase database;
    private static TestModules modules;
    private static int tenants;

    private SampleTenant tenant;
    private long account;
    private long admin;
    private long finance;
    private long staff;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        modules = TestModules.over(database, context -> {});
    }

    @AfterAll
    static void stop() {
        modules.close();
        database.close();
    }

    @BeforeEach
    void freshTenant() {
        tenant = SampleTenant.create(database, modules, "tenant-" + ++tenants, "automatic");
        account = tenant.account("u-1", "ada");
        admin = tenant.entitlement(ADMIN, "admin");
        finance = tenant.entitlement(FINANCE, "/finance");
        staff = tenant.entitlement(STAFF, "/staff");
    }

    @Test
    void revokingADirectGrantOrdersTheChangeInTheSameTransaction() {
        var grant = tenant.grant(account, admin, true, "[[%d]]".formatted(admin));

        var decided = ok(decide(grant, DecisionKind.REVOKE, "left the project"));

        assertThat(decided.decision().kind()).isEqualTo(DecisionKind.REVOKE);
        assertThat(decided.decision().personName()).contains("Ada Approver");
        assertThat(decided.removes().orElseThrow().edge().name()).isEqualTo("admin");
        var change = change(decided);
        assertThat(change.state()).isEqualTo(ChangeState.AUTHORISED);
        assertThat(change.automatic()).isTrue();
        assertThat(change.ticket()).contains("HALO 4711");
        assertThat(change.requestedFor()).isEqualTo("decision/" + decided.decision().publicId());
    }

    @Test
    void contractThatAsksForAnOperatorLetsTheChangeWaitForOne() {
        tenant = SampleTenant.create(database, modules, "tenant-" + ++tenants, "operator");
        var role = tenant.entitlement(ADMIN, "admin");
        var grant = tenant.grant(tenant.account("u-1", "ada"), role, true, "[[%d]]".formatted(role));

        var decided = ok(decide(grant, DecisionKind.REVOKE, "left the project"));

        assertThat(change(decided).waitsForOperator()).isTrue();
    }

    @Test
    void inASystemThatIsDisconnectedNothingIsRevokedAndTheNextStepIsSaid() {
        var grant = tenant.grant(account, admin, true, "[[%d]]".formatted(admin));
        tenant.disconnect();

        var problem = no(decide(grant, DecisionKind.REVOKE, "left the project"));

        assertThat(problem).isEqualTo(new DecisionProblem.Disconnected("its system"));
        assertThat(DecisionRefusals.words(problem).detail()).contains("connect it again and have it read");
        assertThat(dossier(grant).disconnected()).contains("its system");
        assertThat(actions()).doesNotContain("revocation decided");
        ok(decide(grant, DecisionKind.KEEP, "still on the project"));
    }

    @Test
    void accessByWhichTheProductReadsTheSystemIsToldBeforeSomebodyDecides() {
        database.superuser()
                .sql("update connection set system = 'keycloak', settings = :settings where connection_id = :id")
                .param("settings", "{\"clientId\":\"bailiwick\"}").param("id", tenant.connection()).update();
        var own = tenant.account("u-9", "service-account-bailiwick");
        var grant = tenant.grant(own, admin, true, "[[%d]]".formatted(admin));
        var other = tenant.grant(account, admin, true, "[[%d]]".formatted(admin));

        assertThat(dossier(grant).connectorAccess()).isTrue();
        assertThat(dossier(other).connectorAccess()).isFalse();
    }

    @Test
    void keepingAndAbstainingChangeNothingButAreOnRecord() {
        var grant = tenant.grant(account, admin, true, "[[%d]]".formatted(admin));

        var kept = ok(decide(grant, DecisionKind.KEEP, "still on the project"));
        var abstained = ok(decide(grant, DecisionKind.ABSTAIN, "I do not know this person"));

        assertThat(kept.decision().change()).isEmpty();
        assertThat(abstained.decision().change()).isEmpty();
        assertThat(dossier(grant).decisions()).extracting(Decision::kind).containsExactly(DecisionKind.ABSTAIN,
                DecisionKind.KEEP);
        assertThat(actions()).contains("grant kept", "decision abstained");
    }

    @Test
    void decisionIsInTheLedgerWithAuthorityTicketAndWhatItRemoves() {
        var grant = tenant.grant(account, admin, true, "[[%d]]".formatted(admin));

        ok(decide(grant, DecisionKind.REVOKE, "left the project"));

        var body = body("revocation decided");
        assertThat(body).contains(grant.toString(), "grant.decide", "HALO 4711").doesNotContain("left the project");
        assertThat(disclosed("revocation decided")).anyMatch(value -> value.endsWith(": left the project")).anyMatch(
                value -> value.contains("\"removes\"") && value.contains("admin"));
    }

    @Test
    void grantThroughOneGroupRemovesThatMembershipAndProvesTheRole() {
        var grant = tenant.grant(account, admin, false, "[[%d,%d]]".formatted(finance, admin));
        tenant.grant(account, finance, true, "[[%d]]".formatted(finance));

        var decided = ok(decide(grant, DecisionKind.REVOKE, "left the project"));

        assertThat(decided.removes().orElseThrow().edge().name()).isEqualTo("/finance");
        assertThat(decided.removes().orElseThrow().alsoEnds()).extracting(EntitlementRef::name)
                .containsExactly("/finance");
        assertThat(change(decided).what()).isEqualTo("/finance");
        assertThat(new String(change(decided).plan(), StandardCharsets.UTF_8)).contains("\"ends\":{\"id\":\"r-1\"");
    }

    @Test
    void grantThroughSeveralMembershipsIsRefusedWithTheList() {
        var grant = tenant.grant(account, admin, false,
                "[[%d,%d],[%d,%d]]".formatted(finance, admin, staff, admin));

        var problem = no(decide(grant, DecisionKind.REVOKE, "left the project"));

        assertThat(((DecisionProblem.NotRemovable) problem).removal().sources()).extracting(EntitlementRef::name)
                .containsExactlyInAnyOrder("/finance", "/staff");
        assertThat(dossier(grant).decisions()).isEmpty();
    }

    @Test
    void secondDecisionOnAnOpenChangeIsRefusedWithItsLink() {
        var grant = tenant.grant(account, admin, true, "[[%d]]".formatted(admin));
        var first = ok(decide(grant, DecisionKind.REVOKE, "left the project"));

        var problem = no(decide(grant, DecisionKind.REVOKE, "left the project"));

        assertThat(problem).isEqualTo(new DecisionProblem.ChangeOpen(first.decision().change().orElseThrow(),
                ChangeState.AUTHORISED));
    }

    @Test
    void twoDecisionsAtTheSameMomentOrderOneChange() throws Exception {
        var grant = tenant.grant(account, admin, true, "[[%d]]".formatted(admin));
        Callable<Result<GrantDecisions.Decided, DecisionProblem>> decide = () -> decide(grant, DecisionKind.REVOKE,
                "left the project");

        try (var both = Executors.newFixedThreadPool(2)) {
            var answers = both.invokeAll(List.of(decide, decide));
            assertThat(List.of(answers.get(0).get(), answers.get(1).get()))
                    .satisfiesOnlyOnce(answer -> assertThat(answer).isInstanceOf(Result.Ok.class))
                    .satisfiesOnlyOnce(answer -> assertThat(answer).isInstanceOfSatisfying(Result.No.class,
                            no -> assertThat(no.problem()).isInstanceOf(DecisionProblem.ChangeOpen.class)));
        }
    }

    @Test
    void nobodyDecidesTheirOwnAccessAndTheAttemptIsOnRecord() {
        var own = tenant.account("u-2", "approver", SampleTenant.approver());
        var grant = tenant.grant(own, admin, true, "[[%d]]".formatted(admin));

        assertThat(no(decide(grant, DecisionKind.KEEP, "I need it"))).isInstanceOf(DecisionProblem.OwnAccess.class);
        assertThat(actions()).contains("access denied").doesNotContain("grant kept");
    }

    @Test
    void decisionAboutOneselfViolatesAConstraintWhoeverWritesIt() {
        var grant = tenant.grant(account, admin, true, "[[%d]]".formatted(admin));
        ok(decide(grant, DecisionKind.KEEP, "still on the project"));

        assertThatThrownBy(() -> database.superuser()
                .sql("""
                     insert into decision (tenant_id, public_id, grant_id, kind, person_id, about_person_id,
                       authority_id, evaluation_id, justification, decided_at)
                     select tenant_id, gen_random_uuid(), grant_id, kind, person_id, person_id, authority_id,
                       evaluation_id, justification, decided_at
                     from decision where tenant_id = :tenant""").param("tenant", tenant.id().value()).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("decision_is_never_about_oneself");
    }

    @Test
    void whatIsIncompleteOrNotOfferedIsRefused() {
        var grant = tenant.grant(account, admin, true, "[[%d]]".formatted(admin));

        assertThat(no(decide(grant, DecisionKind.REVOKE, "  "))).isInstanceOf(
                DecisionProblem.JustificationMissing.class);
        assertThat(no(decide(grant, DecisionKind.REVOKE, "x".repeat(2_001)))).isEqualTo(
                new DecisionProblem.JustificationTooLong(2_000));
        assertThat(no(decide(grant, DecisionKind.REDUCE, "less"))).isInstanceOf(DecisionProblem.NotOfferedYet.class);
        assertThat(no(decide(grant, DecisionKind.EXCEPT, "for now"))).isInstanceOf(
                DecisionProblem.NotOfferedYet.class);
        assertThat(no(decisions().decide(tenant.mayDecide(), grant, new DecisionRequest(DecisionKind.KEEP, "why",
                Optional.of(new Ticket("HALO", " ")))))).isInstanceOf(DecisionProblem.TicketIncomplete.class);
        assertThat(no(decide(new UUID(1, 1), DecisionKind.KEEP, "why"))).isInstanceOf(
                DecisionProblem.GrantNotFound.class);
    }

    @Test
    void hostileTextInAReasonIsStoredInert() {
        var grant = tenant.grant(account, admin, true, "[[%d]]".formatted(admin));

        var decided = ok(decide(grant, DecisionKind.KEEP, "needed\u0000 \ud800 \u202eyes\nsecond line"));

        assertThat(decided.decision().justification()).isEqualTo("needed\ufffd \ufffd \ufffdyes\nsecond line");
    }

    @Test
    void accessThatHasEndedIsNotDecided() {
        var grant = tenant.grant(account, admin, false, "[]");
        tenant.ended(grant);

        assertThat(no(decide(grant, DecisionKind.REVOKE, "left the project"))).isInstanceOf(
                DecisionProblem.NotEffective.class);
    }

    @Test
    void grantOfAnotherTenantDoesNotExist() {
        var grant = tenant.grant(account, admin, true, "[[%d]]".formatted(admin));
        tenant = SampleTenant.create(database, modules, "tenant-" + ++tenants, "automatic");

        assertThat(no(decide(grant, DecisionKind.REVOKE, "left"))).isInstanceOf(DecisionProblem.GrantNotFound.class);
    }

    @Test
    void authorityRevokedSinceThePermitDecidesNothing() {
        var grant = tenant.grant(account, admin, true, "[[%d]]".formatted(admin));
        var permit = tenant.mayDecide();
        tenant.revoke("approver");

        assertThatThrownBy(() -> decisions().decide(permit, grant, request(DecisionKind.REVOKE, "left")))
                .isInstanceOf(AuthorityLostException.class);
        assertThat(actions()).doesNotContain("revocation decided");
    }

    @Test
    void permitForSomethingElseDecidesNothing() {
        var grant = tenant.grant(account, admin, true, "[[%d]]".formatted(admin));

        assertThatThrownBy(() -> decisions().decide(tenant.mayExecute(), grant, request(DecisionKind.KEEP, "why")))
                .hasMessageContaining("decides nothing");
    }

    private Result<GrantDecisions.Decided, DecisionProblem> decide(UUID grant, DecisionKind kind, String why) {
        return decisions().decide(tenant.mayDecide(), grant, request(kind, why));
    }

    private static DecisionRequest request(DecisionKind kind, String why) {
        return new DecisionRequest(kind, why, Optional.of(new Ticket("HALO", "4711")));
    }

    private static GrantDecisions decisions() {
        return modules.bean(GrantDecisions.class);
    }

    private GrantDecisions.Dossier dossier(UUID grant) {
        return modules.bean(Transactions.class).tenant(tenant.id(), tx -> decisions().dossier(tx, grant).orElseThrow());
    }

    private ChangeOrder change(GrantDecisions.Decided decided) {
        return modules.bean(Transactions.class).tenant(tenant.id(), tx -> modules.bean(Changes.class).find(tx,
                decided.decision().change().orElseThrow()).orElseThrow());
    }

    private List<String> actions() {
        return asked("select action from ev_entry where tenant_id = :tenant");
    }

    private String body(String action) {
        return asked("select convert_from(body, 'UTF8') from ev_entry where tenant_id = :tenant and action = '%s'"
                .formatted(action)).getFirst();
    }

    private List<String> disclosed(String action) {
        return asked("""
                     select d.value from ev_disclosure d join ev_entry e using (tenant_id, event_id)
                     where d.tenant_id = :tenant and e.action = '%s'""".formatted(action));
    }

    private List<String> asked(String sql) {
        return database.superuser().sql(sql).param("tenant", tenant.id().value()).query(String.class).list();
    }

    private static GrantDecisions.Decided ok(Result<GrantDecisions.Decided, DecisionProblem> result) {
        return result.orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    private static DecisionProblem no(Result<GrantDecisions.Decided, DecisionProblem> result) {
        return switch (result) {
            case Result.Ok<GrantDecisions.Decided, DecisionProblem>(var decided) ->
                throw new AssertionError("was decided: " + decided);
            case Result.No<GrantDecisions.Decided, DecisionProblem>(var problem) -> problem;
        };
    }
}
