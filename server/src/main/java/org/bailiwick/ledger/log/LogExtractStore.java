package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.pack.DisclosedValue;
import org.springframework.stereotype.Component;

/** Stretches of a tenant's log. */
@Component
final class LogExtractStore {
    private static final String DISCLOSED = """
                                            select count(*) from ev_leaf l
                                            cross join lateral (
                                              select 1 from ev_disclosure
                                              where tenant_id = :tenant and event_id = l.event_id
                                              union all
                                              select 1 from ev_value
                                              where tenant_id = :tenant and event_id = l.event_id offset 0) v
                                            where l.tenant_id = :tenant
                                            """;

    record Head(long headsIndex, SignedCheckpoint checkpoint) {}

    LogExtract.Stretch period(TenantTx tx, Instant since, Instant until) {
        return tx.sql(
                """
                with period as (
                  select min(l.leaf_index) as first, max(l.leaf_index) + 1 as after,
                    count(*) filter (where l.leaf_index is null) as waiting
                  from ev_entry e left join ev_leaf l on l.tenant_id = e.tenant_id and l.event_id = e.event_id
                  where e.tenant_id = :tenant and e.occurred_at >= :since and e.occurred_at < :until),
                before as (
                  select coalesce(max(l.leaf_index) + 1, 0) as place
                  from ev_entry e join ev_leaf l on l.tenant_id = e.tenant_id and l.event_id = e.event_id
                  where e.tenant_id = :tenant and e.occurred_at < :since and (select first from period) is null)
                select coalesce(p.first, b.place) as first, coalesce(p.after, b.place) as after, p.waiting
                from period p cross join before b""")
                .param("since", OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
                .param("until", OffsetDateTime.ofInstant(until, ZoneOffset.UTC))
                .query((row, number) -> new LogExtract.Stretch(row.getLong("first"), row.getLong("after"),
                        row.getLong("waiting")))
                .single();
    }

    /**
     * INVARIANT: what it costs grows with the positions asked for, not with the log. {@code offset 0} keeps each look-up
     * one by its key: the planner would rather go through all entries of the tenant, for each few hundred positions anew.
     */
    List<LogLeaf> leaves(TenantTx tx, List<Long> positions) {
        var indexes = positions.stream().mapToLong(Long::longValue).toArray();
        var values = values(tx, indexes);
        return tx.sql("""
                      select l.leaf_index, e.body from ev_leaf l
                      cross join lateral (select body from ev_entry
                        where tenant_id = :tenant and event_id = l.event_id offset 0) e
                      where l.tenant_id = :tenant and l.leaf_index = any(:indexes)
                      order by l.leaf_index""").param("indexes", indexes)
                .query((row, number) -> new LogLeaf(row.getLong("leaf_index"), row.getBytes("body"),
                        values.getOrDefault(row.getLong("leaf_index"), List.of())))
                .list();
    }

    /** Sorted here: a database may order pointers by its language, a pack has them by code point. */
    private static Map<Long, List<DisclosedValue>> values(TenantTx tx, long[] indexes) {
        return tx.sql("""
                      select l.leaf_index, v.pointer, v.salt, v.value from ev_leaf l
                      cross join lateral (
                        select pointer, salt, value from ev_disclosure
                        where tenant_id = :tenant and event_id = l.event_id
                        union all
                        select pointer, salt, convert_from(content, 'UTF8') from ev_value
                        where tenant_id = :tenant and event_id = l.event_id offset 0) v
                      where l.tenant_id = :tenant and l.leaf_index = any(:indexes)""").param("indexes", indexes)
                .query((row, number) -> new DisclosedValue(row.getLong("leaf_index"), row.getString("pointer"),
                        row.getBytes("salt"), row.getString("value")))
                .list().stream().sorted().collect(Collectors.groupingBy(DisclosedValue::index));
    }

    long disclosed(TenantTx tx, long from, long to) {
        return tx.sql(DISCLOSED + "and l.leaf_index >= :from and l.leaf_index < :to").param("from", from)
                .param("to", to).query(Long.class).single();
    }

    long disclosed(TenantTx tx, List<Long> positions) {
        return tx.sql(DISCLOSED + "and l.leaf_index = any(:indexes)")
                .param("indexes", positions.stream().mapToLong(Long::longValue).toArray()).query(Long.class)
                .single();
    }

    Optional<Head> headAfter(TenantTx tx, long index) {
        return tx.sql("""
                      select heads_index, note from ev_head where tenant_id = :tenant and size > :index
                      order by heads_index limit 1""").param("index", index)
                .query((row, number) -> new Head(row.getLong("heads_index"),
                        SignedCheckpoint.parse(row.getString("note").getBytes(UTF_8))))
                .optional();
    }
}
