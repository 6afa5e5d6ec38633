package org.bailiwick.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.bailiwick.approval.ApprovalProblem;
import org.bailiwick.approval.ApprovalState;
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

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExpectedScopesTests {
    static final String FILE = """
                               {"everyone": {"entitlements": [{"kind": "realm role", "name": "default"}]},
                                "functions": {"dentist": {"entitlements": [{"kind": "group", "name": "/Mill Lane"}]},
                                              "imaging": {"entitlements": [{"kind": "client role", "name": "pacs/write"}]}},
                                "people": {"tom": {"functions": ["dentist"]},
                                           "sync": {"functions": ["imaging", "dentist"], "owner": "ines"}}}""";

    private final List<Integer> told = new ArrayList<>();
    private TestDatabase database;
    private TestModules modules;
    private ExpectedScopes scopes;
    private SampleTenant tenant;
    private int tenants;

    @BeforeAll
    void start() {
        database = TestDatabase.create();
        modules = TestModules.over(database, context -> context.registerBean(AfterScope.class,
                () -> (tx, version) -> told.add(version.version())));
        scopes = modules.bean(ExpectedScopes.class);
    }

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @BeforeEach
    void freshTenant() {
        told.clear();
        tenant = SampleTenant.create(database, modules, "tenant-" + ++tenants, "automatic");
        tenant.give("operator", SampleTenant.operator(), "scope.propose", "msp");
        tenant.give("approver", SampleTenant.approver(), "scope.propose", "tenant");
        tenant.give("approver", SampleTenant.approver(), "scope.approve", "tenant");
    }

    @Test
    void nothingIsExpectedBeforeSomebodyElseApproved() {
        var proposed = ok(propose(FILE));

        assertThat(proposed.version()).isEqualTo(1);
        assertThat(proposed.state()).isEqualTo("proposed");
        assertThat(in(scopes::current)).isEmpty();
        assertThat(rows("expected_person")).isZero();
        assertThat(told).isEmpty();
    }

    @Test
    void approvedVersionIsInForceAndItsRowsAreThoseOfTheFile() {
        var proposed = ok(propose(FILE));

        var approved = ok(approve(proposed));

        assertThat(approved.inForce()).isTrue();
        assertThat(in(scopes::current)).map(ScopeVersion::version).contains(1);
        assertThat(asked("select username || ' ' || coalesce(owner, '-') from expected_person"))
                .containsExactlyInAnyOrder("tom -", "sync ines");
        assertThat(asked("select username || ' ' || function from expected_function")).containsExactlyInAnyOrder(
                "tom dentist", "tom ", "sync imaging", "sync dentist", "sync ");
        assertThat(asked("select function || ':' || kind || ' ' || name from expected_entitlement"))
                .containsExactlyInAnyOrder(":realm role default", "dentist:group /Mill Lane",
                        "imaging:client role pacs/write");
        assertThat(told).containsExactly(1);
        assertThat(actions()).contains("expected scope proposed", "approval requested", "approved",
                "expected scope approved");
    }

    @Test
    void ownersThatItNamesAreWrittenToTheRegisterOnceItIsInForce() {
        tenant.account("u-1", "sync");
        tenant.account("u-2", "tom");
        var proposed = ok(propose(FILE));
        assertThat(asked("select owner from identity where owner is not null and")).isEmpty();

        ok(approve(proposed));

        assertThat(asked("select display_name || ' ' || owner from identity where owner is not null and"))
                .containsExactly("sync ines");
        assertThat(actions()).contains("owner named");
    }

    @Test
    void recordHoldsTheHashAndNoNames() {
        ok(approve(ok(propose(FILE))));

        assertThat(
                asked("select convert_from(body, 'UTF8') from ev_entry where action = 'expected scope approved' and"))
                .singleElement().asString().contains(in(scopes::current).orElseThrow().hash())
                .doesNotContain("tom", "/Mill Lane");
    }

    @Test
    void nextVersionTakesThePlaceOfTheOneBefore() {
        ok(approve(ok(propose(FILE))));

        var second = ok(approve(ok(propose(FILE.replace("/Mill Lane", "/Harbour Street")))));

        assertThat(second.version()).isEqualTo(2);
        assertThat(history()).extracting(ScopeVersion::state).containsExactly("approved",
                "superseded");
        var changed = in(tx -> scopes.dossier(tx, second.publicId()).orElseThrow()).difference();
        assertThat(changed.lines()).extracting(ScopeDifference.Line::username).containsExactly("sync", "tom");
    }

    @Test
    void newerProposalTakesThePlaceOfTheWaitingOne() {
        var first = ok(propose(FILE));
        ok(propose(FILE.replace("/Mill Lane", "/Harbour Street")));

        assertThat(no(approve(first))).isEqualTo(
                new ScopeProblem.NotApproved(new ApprovalProblem.AlreadyDecided(ApprovalState.WITHDRAWN)));
        assertThat(in(scopes::proposed)).map(ScopeVersion::version).contains(2);
    }

    @Test
    void sameContentIsNotProposedTwice() {
        ok(propose(FILE));
        assertThat(no(propose(" " + FILE))).isEqualTo(new ScopeProblem.Unchanged(1, "proposed"));

        ok(approve(in(scopes::proposed).orElseThrow()));
        assertThat(no(propose(FILE))).isEqualTo(new ScopeProblem.Unchanged(1, "approved"));
    }

    @Test
    void otherHashApprovesNothing() {
        var proposed = ok(propose(FILE));

        assertThat(no(scopes.approve(approver("scope.approve"), proposed.publicId(), "ab".repeat(32), ""))).isEqualTo(
                new ScopeProblem.NotApproved(new ApprovalProblem.AnotherHash(proposed.hash())));
        assertThat(no(scopes.approve(approver("scope.approve"), proposed.publicId(), "", "")))
                .isInstanceOf(ScopeProblem.HashUnfit.class);
        assertThat(no(scopes.approve(approver("scope.approve"), new UUID(1, 9), proposed.hash(), ""))).isInstanceOf(
                ScopeProblem.NoSuchVersion.class);
        assertThat(in(scopes::current)).isEmpty();
    }

    @Test
    void whoeverProposedDoesNotApprove() {
        var proposed = ok(scopes.propose(approver("scope.propose"), FILE.getBytes(StandardCharsets.UTF_8)));

        assertThat(no(approve(proposed))).isEqualTo(new ScopeProblem.NotApproved(new ApprovalProblem.OwnRequest()));
        assertThat(in(scopes::current)).isEmpty();
        assertThat(actions()).contains("access denied");
    }

    @Test
    void refusedVersionIsNeverInForce() {
        var proposed = ok(propose(FILE));

        var refused = ok(scopes.refuse(approver("scope.approve"), proposed.publicId(), proposed.hash(), "tom left"));

        assertThat(refused.state()).isEqualTo("refused");
        assertThat(no(approve(proposed))).isEqualTo(
                new ScopeProblem.NotApproved(new ApprovalProblem.AlreadyDecided(ApprovalState.REFUSED)));
        assertThat(ok(propose(FILE)).version()).isEqualTo(2);
    }

    @Test
    void proposalThatNobodyAnsweredInTimeIsNotApproved() {
        var proposed = ok(propose(FILE));
        database.time().advance(ExpectedScopes.TIME_TO_APPROVE);

        assertThat(no(approve(proposed))).isInstanceOfSatisfying(ScopeProblem.NotApproved.class,
                not -> assertThat(not.problem()).isInstanceOf(ApprovalProblem.Expired.class));
    }

    @Test
    void faultyAndTooLargeFilesAreNotProposed() {
        assertThat(no(propose("{}"))).isInstanceOf(ScopeProblem.Faulty.class);
        assertThat(no(propose(FILE + " ".repeat(ScopeReader.MOST_BYTES)))).isInstanceOf(ScopeProblem.TooLarge.class);
        assertThat(history()).isEmpty();
    }

    @Test
    void authorityRevokedMeanwhileProposesNothing() {
        var permit = operator();
        tenant.revoke("operator");

        assertThatThrownBy(() -> scopes.propose(permit, FILE.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(AuthorityLostException.class);
    }

    @Test
    void permitForSomethingElseAnswersNothing() {
        var proposed = ok(propose(FILE));

        assertThatThrownBy(() -> scopes.approve(operator(), proposed.publicId(), proposed.hash(), ""))
                .hasMessageContaining(
                        "does not answer for `scope.approve`");
    }

    @Test
    void namesThatTheRegisterDoesNotShowAreTold() {
        tenant.account("u-1", "tom");
        ok(propose(FILE));

        var notFound = in(tx -> scopes.notFound(tx, scopes.proposed(tx).orElseThrow(), 10));

        assertThat(notFound.accounts()).containsExactly("sync");
        assertThat(notFound.entitlements()).containsExactly("/Mill Lane", "default", "pacs/write");
    }

    private Result<ScopeVersion, ScopeProblem> propose(String file) {
        return scopes.propose(operator(), file.getBytes(StandardCharsets.UTF_8));
    }

    private Result<ScopeVersion, ScopeProblem> approve(ScopeVersion version) {
        return scopes.approve(approver("scope.approve"), version.publicId(), version.hash(), "");
    }

    private Permit operator() {
        return tenant.permit(SampleTenant.operator(), "Otto Operator", "scope.propose");
    }

    private Permit approver(String capability) {
        return tenant.permit(SampleTenant.approver(), "Ada Approver", capability);
    }

    private <T> T in(Function<TenantTx, T> read) {
        return modules.bean(Transactions.class).tenant(tenant.id(), read);
    }

    private List<ScopeVersion> history() {
        return in(tx -> scopes.history(tx, 10));
    }

    private List<String> actions() {
        return asked("select action from ev_entry");
    }

    private List<String> asked(String sql) {
        return database.superuser().sql(sql + (sql.endsWith("and") ? "" : " where") + " tenant_id = :tenant")
                .param("tenant", tenant.id().value()).query(String.class).list();
    }

    private int rows(String table) {
        return asked("select tenant_id::text from " + table).size();
    }

    private static ScopeVersion ok(Result<ScopeVersion, ScopeProblem> result) {
        return result.orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    private static ScopeProblem no(Result<ScopeVersion, ScopeProblem> result) {
        return switch (result) {
            case Result.Ok<ScopeVersion, ScopeProblem>(var version) -> throw new AssertionError("was " + version);
            case Result.No<ScopeVersion, ScopeProblem>(var problem) -> problem;
        };
    }
}
