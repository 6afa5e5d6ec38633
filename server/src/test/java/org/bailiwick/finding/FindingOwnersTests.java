package org.bailiwick.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.approval.AlsoWaiting;
import org.bailiwick.approval.Inbox;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.authority.WhoMay;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.finding.FindingFilter.Owned;
import org.bailiwick.finding.FindingReadStore.Wanted;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Result;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A finding is somebody's who may decide about it, for as long as they may. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingOwnersTests {
    private static final Instant READ = Instant.parse("2026-11-22T12:00:00Z");
    private static final PersonId NOOR = new PersonId(1003);

    private final TestDatabase database = TestDatabase.create();
    private final TestModules modules = TestModules.over(database, context -> {});
    private int tenants;
    private SampleTenant tenant;
    private UUID finding;

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @BeforeAll
    void people() {
        database.superuser().sql("""
                                 insert into person (person_id, provider_id, subject)
                                 values (1001, 1, 'sub-1001'), (1002, 1, 'sub-1002'), (1003, 1, 'sub-1003')""")
                .update();
    }

    @BeforeEach
    void aFindingInAFreshTenant() {
        tenant = sample("owned-" + ++tenants);
        long account = tenant.account("u-1", "ada");
        finding = opened(account);
    }

    @Test
    void whoMayDecideIsNamedWithAReasonOnRecordAndInTheHistory() {
        var named = ok(name("noor decides", "knows the customer"));

        assertThat(named.owner()).isEqualTo(new FindingView.Owner(NOOR, "Noor Second", true));
        assertThat(history()).endsWith("owner named by Ada Approver to Noor Second: knows the customer");
        assertThat(ask("select action from ev_entry where tenant_id = :tenant")).contains("finding owner named");
    }

    @Test
    void aFindingIsHandedOverAndTakenBack() {
        ok(name("noor decides", "first"));

        assertThat(ok(name("approver", "back to me")).owner()).extracting(FindingView.Owner::name)
                .isEqualTo("Ada Approver");
        assertThat(ok(owners().name(tenant.mayDecide(), finding,
                new NameFindingOwner.Request(Optional.empty(), "nobody needs it"))).owner()).isNull();
        assertThat(history()).endsWith("owner named by Ada Approver to Ada Approver: back to me",
                "owner removed by Ada Approver to nobody: nobody needs it");
        assertThat(ask("select action from ev_entry where tenant_id = :tenant")).contains("finding owner removed");
    }

    @Test
    void namingTheSameAgainWritesNothing() {
        assertThat(answer(name("noor decides", "first")).changed()).isTrue();
        var before = history();

        var again = answer(name("noor decides", "again"));
        assertThat(again.changed()).as("its reason is nowhere").isFalse();
        assertThat(FindingPages.words(again)).isEqualTo("Noor Second owns the finding already; nothing was written");

        assertThat(history()).isEqualTo(before);
    }

    @Test
    void onlyThoseCanBeNamedWhomTheDecisionPointWouldLetDecide() {
        tenant.give("otto of the msp", SampleTenant.operator(), "grant.decide", "msp");
        var candidates = database.transactions().tenant(tenant.id(), tx -> owners().candidates(tx));

        assertThat(candidates).extracting(WhoMay.Holder::person).containsExactly(SampleTenant.approver(), NOOR);
        assertThat(no(name("operator", "why"))).isInstanceOf(FindingProblem.OwnerMayNotDecide.class);
        assertThat(no(name("otto of the msp", "why"))).isInstanceOf(FindingProblem.OwnerMayNotDecide.class);
        assertThat(no(name(UUID.randomUUID(), "why"))).isInstanceOf(FindingProblem.OwnerMayNotDecide.class);
        tenant.revoke("noor decides");
        assertThat(no(name("noor decides", "why"))).isInstanceOf(FindingProblem.OwnerMayNotDecide.class);
        assertThat(history()).hasSize(1);
    }

    @Test
    void anAuthorityOfAnotherTenantNamesNobodyHere() {
        var other = sample("owned-other-" + tenants);

        assertThat(no(name(authority(other, "noor decides"), "why")))
                .isInstanceOf(FindingProblem.OwnerMayNotDecide.class);
        assertThat(no(owners().name(other.mayDecide(), finding, request(authority(other, "noor decides"), "why"))))
                .isInstanceOf(FindingProblem.NotFound.class);
    }

    @Test
    void nobodyOwnsWhatIsFoundOfTheirOwnAccess() {
        finding = opened(tenant.account("u-2", "noor", NOOR));

        assertThat(no(name("noor decides", "why"))).isInstanceOf(FindingProblem.OwnerOfOwnAccess.class);
        assertThat(ok(name("approver", "why")).owner()).isNotNull();
    }

    @Test
    void withoutAReasonOrOfAClosedFindingNobodyIsNamed() {
        assertThat(no(name("noor decides", "  "))).isInstanceOf(FindingProblem.OwnerReasonMissing.class);
        assertThat(no(name("noor decides", "x".repeat(2_001)))).isEqualTo(new FindingProblem.OwnerReasonTooLong(2_000));
        assertThat(FindingRefusals.words(new FindingProblem.OwnerReasonTooLong(2_000)).status().value()).isEqualTo(422);
        judge(List.of());
        assertThat(no(name("noor decides", "why"))).isEqualTo(new FindingProblem.NotOpen(FindingState.CLOSED));
    }

    @Test
    void anAuthorityTakenBackAndAPermitForSomethingElseNameNobody() {
        var permit = tenant.mayDecide();

        assertThatThrownBy(() -> owners().name(tenant.mayExecute(), finding,
                request(authority(tenant, "noor decides"), "why"))).hasMessageContaining("names no owner");
        tenant.revoke("approver");
        assertThatThrownBy(() -> owners().name(permit, finding, request(authority(tenant, "noor decides"), "why")))
                .isInstanceOf(AuthorityLostException.class);
        assertThat(history()).hasSize(1);
    }

    @Test
    void whoMayNotDecideAnyLongerOwnsNothingAndTheFindingSaysSo() {
        ok(name("noor decides", "first"));
        assertThat(listed(Owned.MINE, NOOR)).containsExactly(finding);
        assertThat(listed(Owned.NOBODY, NOOR)).isEmpty();

        tenant.revoke("noor decides");

        assertThat(view().owner()).isEqualTo(new FindingView.Owner(NOOR, "Noor Second", false));
        assertThat(listed(Owned.MINE, NOOR)).isEmpty();
        assertThat(listed(Owned.NOBODY, SampleTenant.approver())).containsExactly(finding);
    }

    @Test
    void overSeveralTenantsTheSameCounts() {
        ok(name("noor decides", "first"));
        var mine = new Wanted(new FindingFilter(null, null, FindingFilter.Shown.OPEN, Owned.MINE, "", null), NOOR);

        assertThat(over(mine)).extracting(FindingView::owner)
                .containsExactly(new FindingView.Owner(NOOR, "Noor Second", true));
        tenant.revoke("noor decides");
        assertThat(over(mine)).isEmpty();
    }

    @Test
    void whatReturnsKeepsItsOwner() {
        ok(name("noor decides", "first"));
        judge(List.of());

        judge(List.of(fact(subject())));

        assertThat(view().state()).isEqualTo(FindingState.OPEN);
        assertThat(view().owner()).isEqualTo(new FindingView.Owner(NOOR, "Noor Second", true));
    }

    @Test
    void whatReturnsIsTakenFromWhoMayNotDecideAnyLonger() {
        ok(name("noor decides", "first"));
        judge(List.of());
        tenant.revoke("noor decides");

        judge(List.of(fact(subject())));

        assertThat(view().owner()).isNull();
        assertThat(history().getLast()).startsWith("reopened").contains("may not decide here any longer");
    }

    @Test
    void whatOneOwnsStandsInTheInboxByTenant() {
        assertThat(inbox(NOOR)).isEmpty();
        ok(name("noor decides", "first"));

        assertThat(inbox(NOOR)).singleElement().satisfies(line -> {
            assertThat(line.count()).isEqualTo(1);
            assertThat(line.what()).isEqualTo("open finding");
            assertThat(line.page()).isEqualTo("/t/short/findings?owner=mine");
        });
        assertThat(inbox(SampleTenant.approver())).isEmpty();
        tenant.revoke("noor decides");
        assertThat(inbox(NOOR)).isEmpty();
    }

    private SampleTenant sample(String name) {
        var sample = SampleTenant.create(database, modules, name, "automatic");
        sample.give("noor decides", NOOR, "grant.decide", "tenant");
        database.superuser()
                .sql("insert into tenant_person (tenant_id, person_id, name) values (:tenant, 1003, 'Noor Second')")
                .param("tenant", sample.id().value()).update();
        return sample;
    }

    private UUID opened(long account) {
        judge(List.of(fact(account)));
        return database.superuser()
                .sql("select public_id from finding where tenant_id = :tenant and subject_id = :subject")
                .param("tenant", tenant.id().value()).param("subject", account).query(UUID.class).single();
    }

    private long subject() {
        return database.superuser().sql("select subject_id from finding where public_id = :id").param("id", finding)
                .query(Long.class).single();
    }

    private static Fact fact(long account) {
        return new Fact("account/" + account, Severity.HIGH, new SubjectRef(SubjectKind.ACCOUNT, account),
                "`ada` is a stale admin", List.of("why"), null);
    }

    private void judge(List<Fact> facts) {
        database.transactions().worker(tenant.id(), tx -> modules.bean(Findings.class).reconcile(tx,
                new Judgement("stale-admin", true, 0, null, READ, facts)));
    }

    private Result<NameFindingOwner.Answer, FindingProblem> name(String whose, String reason) {
        return name(authority(tenant, whose), reason);
    }

    private Result<NameFindingOwner.Answer, FindingProblem> name(UUID authority, String reason) {
        return owners().name(tenant.mayDecide(), finding, request(authority, reason));
    }

    private static NameFindingOwner.Request request(UUID authority, String reason) {
        return new NameFindingOwner.Request(Optional.of(authority), reason);
    }

    private NameFindingOwner owners() {
        return modules.bean(NameFindingOwner.class);
    }

    private UUID authority(SampleTenant where, String whose) {
        return database.superuser().sql("select public_id from authority where tenant_id = :tenant and reason = :whose")
                .param("tenant", where.id().value()).param("whose", whose).query(UUID.class).single();
    }

    private FindingView view() {
        return database.transactions().tenant(tenant.id(),
                tx -> modules.bean(FindingReadStore.class).find(tx, finding)).orElseThrow();
    }

    private List<UUID> listed(@Nullable Owned owned, PersonId asker) {
        var wanted = new Wanted(new FindingFilter(null, null, FindingFilter.Shown.OPEN, owned, "", null), asker);
        return database.transactions()
                .tenant(tenant.id(), tx -> modules.bean(FindingReadStore.class).page(tx, wanted, null, 10)).stream()
                .map(FindingView::id).toList();
    }

    private List<FindingView> over(Wanted wanted) {
        var scope = Set.of(tenant.id());
        return database.transactions().oversight(scope,
                tx -> modules.bean(FindingReadStore.class).page(tx, scope, wanted, null, 10));
    }

    private List<AlsoWaiting.Line> inbox(PersonId person) {
        var principal = (Principal.Person) permitted(person).principal();
        var visible = new VisibleTenant(tenant.id(), UUID.randomUUID(), "short", "Short", false);
        return modules.bean(Inbox.class).theirs(principal, new Scope(List.of(visible), false));
    }

    private Permit permitted(PersonId person) {
        tenant.give("reads", person, "register.read", "tenant");
        return tenant.permit(person, "somebody", "register.read");
    }

    private List<String> history() {
        return ask(
                """
                select v.what || coalesce(' by ' || p.name || ' to ' || coalesce(o.name, 'nobody'), '') || ': ' || v.detail
                from finding_event v
                left join tenant_person p on p.tenant_id = v.tenant_id and p.person_id = v.person_id
                left join tenant_person o on o.tenant_id = v.tenant_id and o.person_id = v.owner_person_id
                where v.tenant_id = :tenant order by v.finding_id, v.number""");
    }

    private List<String> ask(String sql) {
        return database.superuser().sql(sql).param("tenant", tenant.id().value()).query(String.class).list();
    }

    private static FindingView ok(Result<NameFindingOwner.Answer, FindingProblem> result) {
        return answer(result).finding();
    }

    private static NameFindingOwner.Answer answer(Result<NameFindingOwner.Answer, FindingProblem> result) {
        return result.orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    private static FindingProblem no(Result<NameFindingOwner.Answer, FindingProblem> result) {
        return switch (result) {
            case Result.Ok<NameFindingOwner.Answer, FindingProblem>(var named) ->
                throw new AssertionError("was named: " + named);
            case Result.No<NameFindingOwner.Answer, FindingProblem>(var problem) -> problem;
        };
    }
}
