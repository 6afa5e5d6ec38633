package org.bailiwick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.LeafHash;
import org.bailiwick.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerTests {
    private TestDatabase database;
    private Ledger ledger;
    private TenantId acme;
    private TenantId birch;

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
    void twoTenants() {
        acme = database.tenant("acme-" + UUID.randomUUID().toString().substring(0, 8));
        birch = database.tenant("birch-" + UUID.randomUUID().toString().substring(0, 8));
    }

    @Test
    void appendedEntryIsReadBackAsItWasSaid() {
        UUID id = append(acme, Samples.full(Activity.ROLE_REMOVAL_SENT));

        Recorded read = page(acme, EntryFilter.ALL).getFirst();

        assertThat(read.id()).isEqualTo(id);
        assertThat(read.faults()).isEmpty();
        assertThat(read.action()).isEqualTo("change state");
        assertThat(read.outcome()).isEqualTo("success");
        assertThat(read.ticket()).contains("HALO 4711");
        assertThat(read.correlation()).contains(Samples.CORRELATION.toString());
        assertThat(read.disclosed()).containsEntry("/message", "Ada confidential revoked it")
                .containsEntry("/user/name", "Bob confidential")
                .containsEntry("/bailiwick/before", "{\"member\":\"Bob confidential\"}");
        assertThat(read.body().textAt("bailiwick", "tenant_uid")).contains(publicId(acme));
        assertThat(read.leafHash()).isEqualTo(LeafHash.of(storedBody(id)).hex());
    }

    @Test
    void everyEntryWaitsForItsPosition() {
        UUID id = append(acme, Samples.plain(Activity.GRANT_KEPT));

        assertThat(database.superuser().sql("select tenant_id from ev_inbox where event_id = :id").param("id", id)
                .query(Integer.class).list()).containsExactly(acme.value());
    }

    @Test
    void noEntryStandsWhenTheTransactionFails() {
        assertThatThrownBy(() -> database.transactions().tenant(acme, tx -> {
            ledger.append(tx, Samples.plain(Activity.GRANT_KEPT));
            throw new IllegalStateException("stop");
        })).hasMessage("stop");

        assertThat(page(acme, EntryFilter.ALL)).isEmpty();
    }

    @Test
    void nothingIsChangedWhenTheEntryCannotBeWritten() {
        Entry tooLarge = Samples.plain(Activity.GRANT_KEPT).withTicket("x".repeat(Body.MAX_BYTES));

        assertThatThrownBy(() -> database.transactions().tenant(acme, tx -> {
            tx.sql("update tenant set name = 'changed' where tenant_id = :tenant").update();
            return ledger.append(tx, tooLarge);
        })).isInstanceOf(IllegalArgumentException.class);

        assertThat(database.superuser().sql("select name from tenant where tenant_id = :id").param("id", acme.value())
                .query(String.class).single()).isNotEqualTo("changed");
    }

    @Test
    void firstEntryNeedsTheTenantsRow() {
        assertThatThrownBy(() -> append(new TenantId(999_999), Samples.plain(Activity.TENANT_CREATED)))
                .hasMessageContaining("tenant's row must exist");
    }

    @Test
    void tenantNeverSeesAnotherTenantsEntries() {
        append(acme, Samples.plain(Activity.GRANT_KEPT));

        assertThat(page(birch, EntryFilter.ALL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"update ev_entry set outcome = 'success'", "delete from ev_entry",
        "update ev_disclosure set value = ''", "delete from ev_disclosure", "delete from ev_value",
        "delete from ev_tally", "delete from ev_inbox", "select count(*) from ev_inbox", "truncate ev_entry"})
    void requestsAndJobsCannotRewriteTheRecord(String statement) {
        append(acme, Samples.full(Activity.ROLE_REMOVAL_SENT));

        assertThatThrownBy(() -> database.transactions().tenant(acme, tx -> tx.sql(statement).update()))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> database.transactions().worker(acme, tx -> tx.sql(statement).update()))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void largeBeforeAndAfterStandAsideAndAreNotReadWithTheList() {
        UUID id = append(acme, Samples.plain(Activity.GRANT_KEPT).withChange(Json.text("x".repeat(10_000)), null));

        Recorded read = page(acme, EntryFilter.ALL).getFirst();

        assertThat(read.disclosed()).containsKey("/message").doesNotContainKey("/bailiwick/before");
        assertThat(read.faults()).isEmpty();
        assertThat(database.superuser().sql("select octet_length(content) from ev_value where event_id = :id")
                .param("id", id).query(Integer.class).single()).isEqualTo(10_002);
    }

    @Test
    void pagesFollowEachOtherNewestFirstWithoutGapOrRepetition() {
        List<UUID> written = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            database.time().advance(Duration.ofSeconds(1));
            // Two entries of one transaction have the same time, so their order is that of their ids.
            written.addAll(database.transactions().tenant(acme,
                    tx -> List.of(ledger.append(tx, Samples.plain(Activity.GRANT_KEPT)),
                            ledger.append(tx, Samples.plain(Activity.GRANT_KEPT)))));
        }

        List<Recorded> read = new ArrayList<>(page(acme, EntryFilter.ALL, null, 1));
        while (read.size() < 6) {
            read.addAll(page(acme, EntryFilter.ALL, read.getLast().position(), 1));
        }

        assertThat(read).extracting(Recorded::id).containsExactlyInAnyOrderElementsOf(written);
        assertThat(read).extracting(Recorded::occurredAt).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(page(acme, EntryFilter.ALL, read.getLast().position(), 1)).isEmpty();
    }

    private UUID append(TenantId tenant, Entry entry) {
        return database.transactions().tenant(tenant, tx -> ledger.append(tx, entry));
    }

    private List<Recorded> page(TenantId tenant, EntryFilter filter) {
        return page(tenant, filter, null, 50);
    }

    private List<Recorded> page(TenantId tenant, EntryFilter filter, EntryPosition after, int limit) {
        return database.transactions().tenant(tenant, tx -> ledger.page(tx, filter, after, limit));
    }

    private String publicId(TenantId tenant) {
        return database.superuser().sql("select public_id::text from tenant where tenant_id = :id")
                .param("id", tenant.value()).query(String.class).single();
    }

    private byte[] storedBody(UUID id) {
        return database.superuser().sql("select body from ev_entry where event_id = :id").param("id", id)
                .query((row, number) -> row.getBytes(1)).single();
    }
}
