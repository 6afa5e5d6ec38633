package org.bailiwick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database superuser passes every wall; what they edit shows when the entry is read. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperingTests {
    private TestDatabase database;
    private Ledger ledger;
    private TenantId acme;
    private UUID id;

    @BeforeAll
    void database() {
        database = TestDatabase.create();
        ledger = LedgerForTests.over(database.platform()).ledger();
    }

    @AfterAll
    void drop() {
        database.close();
    }

    @BeforeEach
    void oneEntry() {
        acme = database.tenant("acme-" + UUID.randomUUID().toString().substring(0, 8));
        id = database.transactions().tenant(acme, tx -> ledger.append(tx, Samples.full(Activity.ROLE_REMOVAL_SENT)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "body = set_byte(body, 5, get_byte(body, 5) # 1) | altered after it was recorded",
        "body = '{}' | altered after it was recorded", "body = '[' | cannot be read", "body = '[]' | not an object",
        "leaf_hash = sha256('x') | altered after it was recorded", "action = 'grant kept' | the action beside",
        "outcome = 'failure' | the outcome beside", "ticket = 'HALO 1' | the ticket beside",
        "ticket = null | the ticket beside", "occurred_at = occurred_at - interval '1 day' | the time beside",
        "occurred_at = occurred_at + interval '1 microsecond' | the time beside",
        "correlation = gen_random_uuid() | the correlation beside"})
    void editedColumnIsNamed(String edit, String fault) {
        database.superuser().sql("update ev_entry set " + edit + " where event_id = :id").param("id", id).update();

        assertThat(read().faults()).anyMatch(found -> found.contains(fault));
    }

    @Test
    void disclosedValueThatWasNotCommittedToIsNamedAndNotShown() {
        database.superuser()
                .sql("update ev_disclosure set value = 'Eve' where event_id = :id and pointer = '/user/name'")
                .param("id", id).update();

        assertThat(read().disclosed()).doesNotContainKey("/user/name").containsKey("/message");
        assertThat(read().faults()).containsExactly("the value of `/user/name` is not the one committed to");
    }

    @Test
    void erasedValueIsGoneAndTheEntryStillHolds() {
        database.superuser().sql("delete from ev_disclosure where event_id = :id").param("id", id).update();

        assertThat(read().disclosed()).isEmpty();
        assertThat(read().faults()).isEmpty();
        assertThat(read().action()).isEqualTo("change state");
    }

    private Recorded read() {
        return database.transactions().tenant(acme, tx -> ledger.page(tx, EntryFilter.ALL, null, 50)).getFirst();
    }
}
