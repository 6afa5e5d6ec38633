package org.bailiwick.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.LeafHash;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All SQL of the ledger. Rows are only ever inserted; a tally's count is the one thing that moves. */
@Component
final class LedgerStore {
    /** What is stored beside a body so that entries can be found. */
    record Keys(String action, String outcome, @Nullable Long person, String target, @Nullable String ticket,
            UUID correlation, @Nullable UUID authority, @Nullable String capability, @Nullable UUID evaluation) {}

    private static final String ENTRY = """
                                        with entry as (
                                          insert into ev_entry (tenant_id, event_id, occurred_at, action, outcome, person_id, target, ticket,
                                            correlation, authority_id, capability, evaluation_id, body, leaf_hash)
                                          values (:tenant, :event, :at, :action, :outcome, :person, :target, :ticket, :correlation, :authority,
                                            :capability, :evaluation, :body, :leaf))""";
    private static final String DISCLOSED = """
                                            , disclosed as (
                                              insert into ev_disclosure (tenant_id, event_id, pointer, salt, value)
                                              select :tenant, :event, pointer, salt, value
                                              from unnest(:pointers::text[], :salts::bytea[], :values::text[]) as d (pointer, salt, value))""";
    private static final String ASIDE = """
                                        , aside as (
                                          insert into ev_value (tenant_id, event_id, pointer, salt, content)
                                          select :tenant, :event, pointer, salt, convert_to(value, 'UTF8')
                                          from unnest(:large_pointers::text[], :large_salts::bytea[], :large_values::text[])
                                            as d (pointer, salt, value))""";
    private static final String WAITS = " insert into ev_inbox (tenant_id, event_id) values (:tenant, :event)";

    private record OwnedDisclosure(UUID event, Disclosure disclosure) {}

    /** Public ids never change, so each is read once; a tenant's number is never given again. */
    private final Map<TenantId, UUID> publicIds = new ConcurrentHashMap<>();

    /** The tenant's public id; read in this transaction, because the tenant itself may have been made in it. */
    UUID tenantPublicId(TenantTx tx) {
        var known = publicIds.get(tx.tenant());
        if (known == null) {
            known = tx.sql("select public_id from tenant where tenant_id = :tenant").query(UUID.class).optional()
                    .orElseThrow(() -> new IllegalStateException("the tenant's row must exist before its first entry"));
            publicIds.put(tx.tenant(), known);
        }
        return known;
    }

    /** In one statement: whoever acts waits once for the record. What has no values asks nothing of their tables. */
    void insert(TenantTx tx, UUID eventId, Instant at, Keys keys, Body body) {
        var small = body.disclosures().stream().filter(disclosure -> !disclosure.large()).toList();
        var large = body.disclosures().stream().filter(Disclosure::large).toList();
        tx.sql(ENTRY + (small.isEmpty() ? "" : DISCLOSED) + (large.isEmpty() ? "" : ASIDE) + WAITS)
                .param("event", eventId)
                .param("at", time(at)).param("action", keys.action()).param("outcome", keys.outcome())
                .param("person", keys.person())
                .param("target", keys.target()).param("ticket", keys.ticket())
                .param("correlation", keys.correlation()).param("authority", keys.authority())
                .param("capability", keys.capability()).param("evaluation", keys.evaluation())
                .param("body", body.bytes())
                .param("leaf", body.leafHash().bytes())
                .params(columns("", small)).params(columns("large_", large)).update();
    }

    private static Map<String, Object> columns(String prefix, List<Disclosure> values) {
        return Map.of(prefix + "pointers", values.stream().map(Disclosure::pointer).toArray(String[]::new),
                prefix + "salts", values.stream().map(Disclosure::salt).toArray(byte[][]::new),
                prefix + "values", values.stream().map(Disclosure::value).toArray(String[]::new));
    }

    /** Newest first. */
    List<StoredEntry> page(TenantTx tx, EntryFilter filter, @Nullable EntryPosition after, int limit) {
        var narrowed = EntrySearch.of(filter, after);
        return tx.sql("""
                      select %s, body, leaf_hash
                      from ev_entry
                      where tenant_id = :tenant%s
                      order by occurred_at desc, event_id
                      limit :limit""".formatted(FoundBy.COLUMNS, narrowed.where())).params(narrowed.parameters())
                .param("limit", limit)
                .query(LedgerStore::entry).list();
    }

    Optional<StoredEntry> entry(TenantTx tx, UUID eventId) {
        return tx.sql("""
                      select %s, body, leaf_hash
                      from ev_entry where tenant_id = :tenant and event_id = :event""".formatted(FoundBy.COLUMNS))
                .param("event", eventId)
                .query(LedgerStore::entry).optional();
    }

    Map<UUID, List<Disclosure>> disclosures(TenantTx tx, List<UUID> events) {
        if (events.isEmpty()) {
            return Map.of();
        }
        return tx.sql("""
                      select event_id, pointer, salt, value from ev_disclosure
                      where tenant_id = :tenant and event_id in (:events) order by event_id, pointer""")
                .param("events", events)
                .query((row, number) -> new OwnedDisclosure(row.getObject("event_id", UUID.class),
                        new Disclosure(row.getString("pointer"), row.getBytes("salt"), row.getString("value"))))
                .list().stream().collect(groupingBy(OwnedDisclosure::event,
                        mapping(OwnedDisclosure::disclosure, toList())));
    }

    /** Where a value is too large to be read with a list: the pointers alone. */
    Map<UUID, List<String>> aside(TenantTx tx, List<UUID> events) {
        if (events.isEmpty()) {
            return Map.of();
        }
        return tx.sql("""
                      select event_id, pointer from ev_value
                      where tenant_id = :tenant and event_id in (:events) order by event_id, pointer""")
                .param("events", events)
                .query((row, number) -> Map.entry(row.getObject("event_id", UUID.class), row.getString("pointer")))
                .list().stream().collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    List<Disclosure> largeValues(TenantTx tx, UUID event) {
        return tx.sql("""
                      select pointer, salt, content from ev_value
                      where tenant_id = :tenant and event_id = :event order by pointer""").param("event", event)
                .query((row, number) -> new Disclosure(row.getString("pointer"), row.getBytes("salt"),
                        new String(row.getBytes("content"), StandardCharsets.UTF_8)))
                .list();
    }

    /** Counts on where this key has an open tally; false where what happened is the first. */
    boolean countMore(TenantTx tx, byte[] key, Instant start, int times) {
        return tx.sql("""
                      update ev_tally set occurrences = occurrences + :times
                      where tenant_id = :tenant and key_hash = :key and period_start = :start and not closed""")
                .param("key", key).param("start", time(start)).param("times", times).update() == 1;
    }

    /** Empty where another transaction opened the tally meanwhile, which has then counted this one too. */
    Optional<Long> openTally(TenantTx tx, byte[] key, Instant start, Instant end, UUID firstEvent) {
        return tx.sql("""
                      insert into ev_tally (tenant_id, key_hash, period_start, period_end, first_event)
                      values (:tenant, :key, :start, :end, :first)
                      on conflict on constraint ev_tally_counts_a_key_once_a_period do nothing
                      returning tally_id""").param("key", key).param("start", time(start)).param("end", time(end))
                .param("first", firstEvent).query(Long.class).optional();
    }

    /** Closes the tally and returns it; empty where it was closed before. */
    Optional<Tally> closeTally(TenantTx tx, long id) {
        return tx.sql("""
                      update ev_tally set closed = true where tenant_id = :tenant and tally_id = :id and not closed
                      returning tally_id, first_event, period_start, period_end, occurrences""").param("id", id)
                .query((row, number) -> new Tally(row.getLong("tally_id"), row.getObject("first_event", UUID.class),
                        instant(row, "period_start"), instant(row, "period_end"), row.getLong("occurrences")))
                .optional();
    }

    private static StoredEntry entry(ResultSet row, int number) throws SQLException {
        return new StoredEntry(FoundBy.read(row), row.getBytes("body"), LeafHash.fromBytes(row.getBytes("leaf_hash")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
