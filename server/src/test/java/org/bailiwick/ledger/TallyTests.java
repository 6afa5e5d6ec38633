package org.bailiwick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.WorkItem;
import org.bailiwick.proof.Json;
import org.bailiwick.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TallyTests {
    private static final Duration HOUR = Duration.ofHours(1);

    private TestDatabase database;
    private LedgerForTests ledger;
    private TenantId acme;

    @BeforeAll
    void database() {
        database = TestDatabase.create();
        ledger = LedgerForTests.over(database.platform());
    }

    @AfterAll
    void drop() {
        database.close();
    }

    @BeforeEach
    void startOfAPeriod() {
        acme = database.tenant("acme-" + UUID.randomUUID().toString().substring(0, 8));
        Instant now = database.platform().clock().now();
        database.time().advance(Duration.between(now, Tally.startOf(now, HOUR).plus(HOUR)).plusSeconds(60));
    }

    @Test
    void firstOccurrenceIsAnEntryAtOnceAndRepetitionsAreNot() {
        deny("a", 3);

        assertThat(actions()).containsExactly("access denied");
    }

    @Test
    void countBecomesASecondEntryWhenThePeriodEnds() {
        deny("a", 3);

        endPeriod();

        assertThat(actions()).containsExactly("count", "access denied");
        Recorded count = entries().getFirst();
        assertThat(count.body().at("count")).contains(Json.number(3));
        assertThat(count.body().textAt("bailiwick", "counted_event_uid")).contains(entries().getLast().id().toString());
        assertThat(count.faults()).isEmpty();
    }

    @Test
    void nothingIsWrittenBeforeThePeriodEnds() {
        deny("a", 3);

        database.platform().runDueWork(ledger.handlers());

        assertThat(actions()).containsExactly("access denied");
    }

    @Test
    void whatHappenedOnceNeedsNoCount() {
        deny("a", 1);

        endPeriod();

        assertThat(actions()).containsExactly("access denied");
    }

    @Test
    void otherKeyAndOtherPeriodAreFirstOccurrences() {
        deny("a", 2);
        deny("b", 1);
        endPeriod();
        deny("a", 1);

        assertThat(actions()).containsExactly("access denied", "count", "access denied", "access denied");
    }

    @Test
    void closingAgainAfterACrashWritesTheCountOnce() {
        deny("a", 2);
        long tally = database.superuser().sql("select tally_id from ev_tally where tenant_id = :id")
                .param("id", acme.value()).query(Long.class).single();
        var item = new WorkItem(acme, "tally", tally, 1, 1);

        ledger.handlers().getFirst().handle(item);
        ledger.handlers().getFirst().handle(item);

        assertThat(actions()).containsExactlyInAnyOrder("count", "access denied");
    }

    @Test
    void occurrenceThatCommitsAfterTheClosingIsAnEntryOfItsOwn() {
        deny("a", 2);
        database.superuser().sql("update ev_tally set closed = true where tenant_id = :id").param("id", acme.value())
                .update();

        deny("a", 1);

        assertThat(actions()).containsExactly("access denied", "access denied");
    }

    @Test
    void periodOfNoLengthIsRefused() {
        assertThatThrownBy(() -> Tally.startOf(Instant.EPOCH, Duration.ZERO)).hasMessageContaining("longer than");
    }

    private void deny(String key, int times) {
        for (int i = 0; i < times; i++) {
            database.transactions().tenant(acme, tx -> {
                ledger.ledger().tally(tx, key, HOUR, Samples.plain(Activity.ACCESS_DENIED, Actor.ANONYMOUS));
                return true;
            });
        }
    }

    private void endPeriod() {
        database.time().advance(HOUR);
        database.platform().runDueWork(ledger.handlers());
    }

    private List<Recorded> entries() {
        return database.transactions().tenant(acme, tx -> ledger.ledger().page(tx, EntryFilter.ALL, null, 50));
    }

    private List<String> actions() {
        return entries().stream().map(Recorded::action).toList();
    }
}
