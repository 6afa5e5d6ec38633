package org.bailiwick.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bailiwick.authority.AuthorityForTests;
import org.bailiwick.authority.Permit;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The board's trend: only what was wholly known then is compared with what is wholly known now. */
@Tag("sql")
class TrendTests {
    private static final Duration DAY = Duration.ofDays(1);

    private final TestDatabase database = TestDatabase.create();
    private final TestModules modules = TestModules.over(database, context -> {});
    private final AuthorityForTests authority = new AuthorityForTests(database.platform());
    private Permit permit;
    private VisibleTenant acme;

    @BeforeEach
    void aTenant() {
        var rosa = authority.person("rosa");
        authority.roots().firstAdministrator(rosa.id());
        permit = authority.permit(rosa, "oversight.read", TenantId.MSP);
        acme = new VisibleTenant(database.tenant("acme"), UUID.randomUUID(), "acme", "Acme", false);
        database.mayRead(rosa.id(), acme.id());
    }

    @AfterEach
    void stop() {
        modules.close();
        database.close();
    }

    @Test
    void openFindingsAreComparedWithTheEndOfTheDayAWeekAgo() {
        judged(9);
        judged(3);
        days(3);
        judged(4);
        days(4);

        judged(5);
        assertThat(cell()).extracting(BoardCell::openWeekAgo, BoardCell::trend, BoardCell::trendInWords)
                .containsExactly(3L, "▲ 2", "2 more than 7 days ago");

        judged(1);
        assertThat(cell()).extracting(BoardCell::trend, BoardCell::trendInWords).containsExactly("▼ 2",
                "2 fewer than 7 days ago");

        judged(3);
        assertThat(cell()).extracting(BoardCell::trend, BoardCell::trendInWords).containsExactly("=",
                "as many as 7 days ago");
    }

    @Test
    void withinTheFirstWeekItIsNotKnown() {
        judged(3);
        days(6);
        judged(5);

        assertThat(cell()).extracting(BoardCell::openWeekAgo, BoardCell::trend, BoardCell::trendInWords)
                .containsExactly(null, "", "how it was 7 days ago is not known");
    }

    @Test
    void whatWasNotWhollyJudgedThenIsNotCompared() {
        judged(3);
        said(new Judgement("stale-admin", true, 2, "2 sign-ins are not known", now(), facts(3)));
        days(7);
        judged(5);

        assertThat(cell().openWeekAgo()).isNull();
    }

    /** Nobody looked for so long that even a week ago nothing was known of that time. */
    @Test
    void whatWasTooOldAWeekAgoIsNotCompared() {
        judged(3);
        days(9);
        judged(5);
        assertThat(cell().openWeekAgo()).as("two days old then").isEqualTo(3);

        days(2);
        judged(5);

        assertThat(cell().openWeekAgo()).as("four days old then").isNull();
    }

    @Test
    void whatIsNotWhollyKnownNowHasNoTrend() {
        judged(3);
        days(7);
        said(new Judgement("stale-admin", false, 0, "the reading was partial", now(), List.of()));

        assertThat(cell()).extracting(BoardCell::openWeekAgo, BoardCell::trend, BoardCell::trendInWords)
                .containsExactly(3L, "", "7 days ago 3 were open; how many now is not known");
    }

    @Test
    void aDecisionCountsOnTheDayItIsMade() {
        judged(3);
        database.superuser()
                .sql("update finding set state = 'decided', decision = 'kept' where tenant_id = :tenant and key = :key")
                .param("tenant", acme.id().value()).param("key", "account/0").update();
        modules.bean(Transactions.class).tenant(acme.id(), tx -> {
            modules.bean(SummaryStore.class).count(tx, Rule.STALE_ADMIN);
            return true;
        });
        days(7);
        judged(3);

        assertThat(cell().openWeekAgo()).isEqualTo(2);
    }

    @Test
    void noMoreDaysAreKeptThanATrendAsksFor() {
        for (int day = 0; day < 20; day++) {
            judged(day);
            days(1);
        }

        assertThat(database.superuser().sql("select count(*) from finding_summary_day").query(Long.class).single())
                .isEqualTo(8);
        assertThat(cell().openWeekAgo()).isEqualTo(13);
    }

    private BoardCell cell() {
        return modules.bean(Board.class).rows(permit, new Scope(List.of(acme), false), "").getFirst().cells()
                .get(Rule.STALE_ADMIN.ordinal());
    }

    private void judged(int open) {
        said(new Judgement("stale-admin", true, 0, null, now(), facts(open)));
    }

    private void said(Judgement judgement) {
        modules.bean(Transactions.class).worker(acme.id(),
                tx -> modules.bean(Findings.class).reconcile(tx, judgement));
    }

    private static List<Fact> facts(int open) {
        return IntStream.range(0, open).mapToObj(number -> new Fact("account/" + number, Severity.LOW,
                new SubjectRef(SubjectKind.ACCOUNT, number), "Stale admin", List.of("never signed in"), null)).toList();
    }

    private Instant now() {
        return database.platform().clock().now();
    }

    private void days(int days) {
        database.time().advance(DAY.multipliedBy(days));
    }
}
