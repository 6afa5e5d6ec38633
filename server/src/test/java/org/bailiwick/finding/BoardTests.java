package org.bailiwick.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bailiwick.authority.AuthorityForTests;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoardTests {
    private final TestDatabase database = TestDatabase.create();
    private final Instant read = database.platform().clock().now().minus(Duration.ofHours(1))
            .truncatedTo(ChronoUnit.MILLIS);
    private final TestModules modules = TestModules.over(database, context -> {});
    private final AuthorityForTests authority = new AuthorityForTests(database.platform());
    private Principal.Person riskOwner;
    private Permit permit;
    private VisibleTenant calm;
    private VisibleTenant bad;
    private VisibleTenant silent;
    private VisibleTenant hidden;

    @BeforeAll
    void fourTenants() {
        riskOwner = authority.person("rosa");
        authority.roots().firstAdministrator(riskOwner.id());
        permit = authority.permit(riskOwner, "oversight.read", TenantId.MSP);
        calm = tenant("calm");
        bad = tenant("bad");
        silent = tenant("silent");
        hidden = tenant("hidden");
        database.mayRead(riskOwner.id(), calm.id(), bad.id(), silent.id(), hidden.id());
        judged(calm, Severity.LOW, 2);
        judged(bad, Severity.CRITICAL, 3);
        judged(hidden, Severity.CRITICAL, 9);
    }

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @Test
    void worstTenantComesFirstAndWhatWasNeverJudgedIsNotKnown() {
        var rows = board("", calm, bad, silent);

        assertThat(rows).extracting(row -> row.tenant().shortName()).containsExactly("bad", "calm", "silent");
        assertThat(rows).extracting(row -> row.cells().get(Rule.STALE_ADMIN.ordinal()).text()).containsExactly("3",
                "2", "n/k");
        assertThat(rows.getLast().cells()).allMatch(cell -> cell.text().equals("n/k"));
    }

    @Test
    void sumsSayWhatTheyLeaveOut() {
        var gap = part(null, 9, calm, bad, silent).totals().gaps().get(Rule.STALE_ADMIN.ordinal());

        assertThat(gap).isEqualTo(new BoardGap(Rule.STALE_ADMIN, 5, 0, 2, 0, 1));
        assertThat(gap.text()).isEqualTo("≥ 5");
        assertThat(part(null, 9, silent).totals().gaps().getFirst().text()).isEqualTo("n/k");
        assertThat(gap.path("")).isEqualTo("/all/findings?rule=stale-admin&state=open");
        assertThat(gap.path("a b")).as("the list behind the number").endsWith("&state=open&q=a%20b");
    }

    @Test
    void partsGoOnWhereTheOneBeforeEndedAndEachHasTheTotalsOfAll() {
        var first = part(null, 2, calm, bad, silent);
        var second = part(first.end().orElseThrow(), 2, calm, bad, silent);

        assertThat(first.rows()).extracting(row -> row.tenant().shortName()).containsExactly("bad", "calm");
        assertThat(second.rows()).extracting(row -> row.tenant().shortName()).containsExactly("silent");
        assertThat(second.before()).isEqualTo(2);
        assertThat(second.end()).as("nothing follows").isEmpty();
        assertThat(second.totals()).isEqualTo(first.totals()).isEqualTo(part(null, 9, calm, bad, silent).totals());
        assertThat(first.totals().tenants()).isEqualTo(3);
        assertThat(first.totals().notKnown()).as("nine rules were never asked anywhere").isEqualTo(3);
        assertThat(first.totals().oldest()).contains(read);
    }

    @Test
    void tenantsWithOneNameStandInOneOrderAndNoneIsLeftOut() {
        var twin = new VisibleTenant(silent.id(), UUID.randomUUID(), "silent", "Tenant calm", false);
        var other = new VisibleTenant(database.tenant("silent-too"), UUID.randomUUID(), "silent-too", "Tenant calm",
                false);
        database.mayRead(riskOwner.id(), other.id());

        var first = part(null, 1, other, twin);
        var second = part(first.end().orElseThrow(), 1, other, twin);

        assertThat(first.rows().getFirst().tenant().shortName()).isEqualTo("silent");
        assertThat(second.rows().getFirst().tenant().shortName()).isEqualTo("silent-too");
    }

    @Test
    void placeInACursorIsThePlace() {
        var place = part(null, 1, bad, calm).end().orElseThrow();

        assertThat(BoardPlace.of(List.of(place.keys()))).isEqualTo(place);
    }

    /** Readings are due once a day: two that did not come are too many. */
    @Test
    void whatWasReadTooLongAgoIsNotKnownSinceAndNeverComplete() {
        var old = tenant("old");
        var older = tenant("older");
        database.mayRead(riskOwner.id(), old.id(), older.id());
        judged(old, Severity.CRITICAL, 0, read.minus(Duration.ofHours(70)));
        judged(older, Severity.CRITICAL, 0, read.minus(Duration.ofHours(72)));

        var rows = board("", old, older);

        assertThat(rows).extracting(row -> row.tenant().shortName()).as("the less known first")
                .containsExactly("older", "old");
        assertThat(rows).extracting(row -> row.cells().get(Rule.STALE_ADMIN.ordinal()).text())
                .containsExactly("n/k", "0");
        assertThat(rows.getFirst().cells().get(Rule.STALE_ADMIN.ordinal()).words()).startsWith("not known since ");
        var gap = part(null, 9, old, older).totals().gaps().get(Rule.STALE_ADMIN.ordinal());
        assertThat(gap).isEqualTo(new BoardGap(Rule.STALE_ADMIN, 0, 0, 0, 0, 1));
        assertThat(gap.text()).isEqualTo("n/k");
    }

    @Test
    void searchNarrowsByName() {
        assertThat(board("AD", calm, bad, silent)).extracting(row -> row.tenant().shortName()).containsExactly("bad");
        assertThat(board("nobody", calm, bad)).isEmpty();
    }

    @Test
    void lookIsOnRecordBeforeAnythingIsRead() {
        long before = looks();

        board("", calm);

        assertThat(looks()).isEqualTo(before + 1);
    }

    /** To see that a tenant exists is not to read what is wrong in it. */
    @Test
    void tenantWhoseRegisterSomebodyMayNotReadIsNotOnTheirBoard() {
        var unread = tenant("unread");
        judged(unread, Severity.CRITICAL, 4);

        assertThat(board("", unread, bad)).extracting(row -> row.tenant().shortName()).containsExactly("bad");
        assertThat(part(null, 10, unread, bad).totals().tenants()).isEqualTo(1);
        assertThat(board("", unread)).isEmpty();
    }

    @Test
    void withoutTheAuthorityNothingIsRead() {
        var other = authority.person("otto");
        var stranger = new Permit(permit.tenant(), permit.evaluation(), other, permit.capability(),
                permit.authorityId(), permit.authority());

        assertThatThrownBy(() -> modules.bean(Board.class).rows(stranger, new Scope(List.of(bad), false), ""))
                .isInstanceOf(AuthorityLostException.class);
    }

    private List<BoardRow> board(String search, VisibleTenant... visible) {
        return modules.bean(Board.class).rows(permit, new Scope(List.of(visible), false), search);
    }

    private BoardPart part(@Nullable BoardPlace after, int limit, VisibleTenant... visible) {
        return modules.bean(Board.class).part(permit, new Scope(List.of(visible), false), "", after, limit);
    }

    private long looks() {
        return database.superuser().sql("select count(*) from ev_entry where action = 'oversight read'")
                .query(Long.class).single();
    }

    private VisibleTenant tenant(String shortName) {
        return new VisibleTenant(database.tenant(shortName), UUID.randomUUID(), shortName, "Tenant " + shortName,
                false);
    }

    private void judged(VisibleTenant tenant, Severity severity, int count) {
        judged(tenant, severity, count, read);
    }

    private void judged(VisibleTenant tenant, Severity severity, int count, Instant asOf) {
        var facts = IntStream.range(0, count).mapToObj(number -> new Fact("account/" + number, severity,
                new SubjectRef(SubjectKind.ACCOUNT, number), "Stale admin", List.of("never signed in"), null)).toList();
        var judgement = new Judgement("stale-admin", true, 0, null, asOf, facts);
        modules.bean(Transactions.class).worker(tenant.id(),
                tx -> modules.bean(Findings.class).reconcile(tx, judgement));
    }
}
