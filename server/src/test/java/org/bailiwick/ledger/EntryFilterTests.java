package org.bailiwick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Each way to narrow the record, alone and together, and that a rare value is found by an index. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntryFilterTests {
    private static final UUID AUTHORITY = new UUID(7, 1);
    private static final UUID DECISION = new UUID(7, 2);
    private static final UUID CORRELATION = new UUID(7, 3);
    private static final PersonId ADA = new PersonId(71);
    private static final PersonId BOB = new PersonId(72);

    private final TestDatabase database = TestDatabase.create();
    private final Ledger ledger = LedgerForTests.over(database.platform()).ledger();
    private TenantId acme;
    private UUID kept;
    private UUID revoked;
    private UUID read;
    private Instant last;

    @BeforeAll
    void threeEntries() {
        acme = database.tenant("acme");
        kept = append(Entry.of(Activity.GRANT_KEPT, actor(ADA), new Target("grant", "g-1", "one"), Outcome.SUCCESS,
                CORRELATION, "m").under(new Entry.Authority(AUTHORITY, "grant.decide", "chain"), DECISION));
        revoked = append(Entry.of(Activity.GRANT_REVOCATION_DECIDED, actor(BOB), new Target("grant", "g-2", "two"),
                Outcome.FAILURE, CORRELATION, "m")
                .under(new Entry.Authority(new UUID(7, 4), "grant.decide", "chain"), new UUID(7, 5))
                .withTicket("HALO 4711"));
        read = append(Entry.of(Activity.SNAPSHOT_ENDED, Actor.PRODUCT, new Target("grant set", "g-1", "three"),
                Outcome.SUCCESS, new UUID(7, 6), "m"));
        last = page(EntryFilter.ALL).getFirst().occurredAt();
    }

    @AfterAll
    void drop() {
        database.close();
    }

    @Test
    void byOperator() {
        assertThat(ids(operators(List.of(ADA)))).containsExactly(kept);
        assertThat(ids(operators(List.of(ADA, BOB)))).containsExactlyInAnyOrder(kept, revoked);
        assertThat(ids(operators(List.of()))).as("nobody who signed in").containsExactly(read);
    }

    @Test
    void byAuthorityAndByWhatItAllows() {
        assertThat(ids(filter(null, AUTHORITY, null, null, null, null, null))).containsExactly(kept);
        assertThat(ids(filter(null, null, "grant.decide", null, null, null, null))).hasSize(2);
        assertThat(ids(filter(null, null, "account.unlock", null, null, null, null))).isEmpty();
    }

    @Test
    void byTargetOneOrAllOfAType() {
        assertThat(ids(filter(null, null, null, "grant/g-2", null, null, null))).containsExactly(revoked);
        assertThat(ids(filter(null, null, null, "grant", null, null, null))).as("no other type that begins so")
                .containsExactlyInAnyOrder(kept, revoked);
        assertThat(ids(filter(null, null, null, "grant set", null, null, null))).containsExactly(read);
        assertThat(ids(filter(null, null, null, "gra", null, null, null))).isEmpty();
    }

    @Test
    void byTicketAndByDecision() {
        assertThat(ids(filter(null, null, null, null, "HALO 4711", null, null))).containsExactly(revoked);
        assertThat(ids(filter(null, null, null, null, null, DECISION, null))).containsExactly(kept);
    }

    @Test
    void byActionOutcomeCorrelationAndTime() {
        assertThat(ids(new EntryFilter(null, null, null, "grant kept", null, null, null, null, null, null, null)))
                .containsExactly(kept);
        assertThat(ids(new EntryFilter(null, null, null, null, null, "failure", null, null, null, null, null)))
                .containsExactly(revoked);
        assertThat(ids(new EntryFilter(null, null, null, null, null, null, null, CORRELATION, null, null, null)))
                .hasSize(2);
        assertThat(ids(filter(null, null, null, null, null, null, last))).containsExactly(read);
        assertThat(ids(new EntryFilter(null, null, null, null, null, null, null, null, null, null, last)))
                .hasSize(2).doesNotContain(read);
    }

    @Test
    void filtersNarrowTogetherOverPages() {
        var both = new EntryFilter(List.of(ADA, BOB), null, "grant.decide", null, "grant", null, null, CORRELATION,
                null,
                null, last);

        var first = page(both, null, 1);
        var second = page(both, first.getLast().position(), 1);

        assertThat(first).extracting(Recorded::id).containsExactly(revoked);
        assertThat(second).extracting(Recorded::id).containsExactly(kept);
        assertThat(page(both, second.getLast().position(), 1)).isEmpty();
        assertThat(ids(new EntryFilter(List.of(ADA), null, null, null, null, "failure", null, null, null, null, null)))
                .isEmpty();
    }

    @Test
    void whatIsRepeatedBesideTheBodyIsComparedWithIt() {
        var entry = append(Entry.of(Activity.GRANT_KEPT, actor(ADA), new Target("grant", "g-9", "nine"),
                Outcome.SUCCESS, new UUID(7, 9), "m")
                .under(new Entry.Authority(AUTHORITY, "grant.decide", "chain"), new UUID(7, 9)));
        database.superuser().sql("""
                                 update ev_entry set authority_id = evaluation_id, capability = 'tenant.read',
                                   evaluation_id = authority_id where event_id = :id""").param("id", entry).update();

        var found = page(new EntryFilter(null, null, null, null, null, null, null, new UUID(7, 9), null, null, null));

        assertThat(found).singleElement().satisfies(each -> assertThat(each.faults()).containsExactly(
                "the authority beside the body is not the one in it",
                "the capability beside the body is not the one in it",
                "the decision beside the body is not the one in it"));
        database.superuser().sql("delete from ev_disclosure where event_id = :id").param("id", entry).update();
        database.superuser().sql("delete from ev_entry where event_id = :id").param("id", entry).update();
    }

    /** As the tenant's role, with its policy: a rare value among 20,000 entries is not looked for entry by entry. */
    @Test
    void rareValueIsFoundByAnIndex() {
        var large = database.tenant("large");
        database.superuserScript("""
                                 insert into ev_entry select %d, gen_random_uuid(), now() - n * interval '1 minute',
                                   'bench', 'success', n %% 50, 'grant/g-' || n, null, gen_random_uuid(), '{}',
                                   sha256(''), gen_random_uuid(), 'grant.decide', gen_random_uuid()
                                 from generate_series(1, 20000) n;
                                 analyze ev_entry""".formatted(large.value()));

        for (var filter : List.of(operators(List.of(ADA)), filter(null, AUTHORITY, null, null, null, null, null),
                filter(null, null, null, "grant/g-7", null, null, null),
                filter(null, null, null, "bulk", null, null, null),
                filter(null, null, null, null, "HALO", null, null),
                filter(null, null, null, null, null, DECISION, null),
                new EntryFilter(null, null, null, "grant kept", null, null, null, null, null, null, null))) {
            assertThat(plan(large, filter)).as(filter.toString()).doesNotContain("Seq Scan")
                    .doesNotContain("ev_entry_by_time");
        }
    }

    private String plan(TenantId tenant, EntryFilter filter) {
        var search = EntrySearch.of(filter, null);
        var explain = """
                      explain select event_id from ev_entry where tenant_id = :tenant%s
                      order by occurred_at desc, event_id limit 51""".formatted(search.where());
        List<String> lines = database.transactions().tenant(tenant,
                tx -> tx.sql(explain).params(search.parameters()).query(String.class).list());
        return String.join("\n", lines);
    }

    private static EntryFilter operators(List<PersonId> operators) {
        return filter(operators, null, null, null, null, null, null);
    }

    private static EntryFilter filter(@Nullable List<PersonId> operators, @Nullable UUID authority,
            @Nullable String capability, @Nullable String target, @Nullable String ticket, @Nullable UUID decision,
            @Nullable Instant since) {
        return new EntryFilter(operators, authority, capability, null, target, null, ticket, null, decision, since,
                null);
    }

    private static Actor actor(PersonId person) {
        return new Actor(person, "name", "https://login.example", "sub-" + person.value(), "s", null, null);
    }

    private UUID append(Entry entry) {
        database.time().advance(Duration.ofMinutes(1));
        return database.transactions().tenant(acme, tx -> ledger.append(tx, entry));
    }

    private List<UUID> ids(EntryFilter filter) {
        return page(filter).stream().map(Recorded::id).toList();
    }

    private List<Recorded> page(EntryFilter filter) {
        return page(filter, null, 50);
    }

    private List<Recorded> page(EntryFilter filter, @Nullable EntryPosition after, int limit) {
        return database.transactions().tenant(acme, tx -> ledger.page(tx, filter, after, limit));
    }
}
