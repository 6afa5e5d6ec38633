package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.bailiwick.ledger.Disclosure;
import org.bailiwick.ledger.FoundBy;
import org.bailiwick.platform.GlobalTx;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** What the self-audit reads of a log, and where it says what it found. */
@Component
final class AuditStore {
    private static final int VALUES_AT_ONCE = 200;
    /** Longer than an entry waits for its position by far: then whoever gives positions is away. */
    private static final Duration LATE = Duration.ofMinutes(5);

    /** @param headed the size that the heads log has of this log and that its own checkpoints do not have so */
    record Beyond(@Nullable Long position, @Nullable Long headed) {}

    /** @param oldest since when the log that was gone through longest ago has not been gone through; null without logs */
    record Ages(@Nullable OffsetDateTime oldest, int faulty) {}

    long positions(TenantTx tx) {
        return tx.sql("select count(*) from ev_leaf where tenant_id = :tenant").query(Long.class).single();
    }

    List<LogContent.Signed> newest(TenantTx tx, LogContent.@Nullable Signed before, int most) {
        return before(tx.sql("""
                             select size, key_generation, root, note from ev_checkpoint
                             where tenant_id = :tenant and (cast(:size as bigint) is null
                               or (size, key_generation) < (cast(:size as bigint), cast(:generation as int)))
                             order by size desc, key_generation desc limit :most"""), before, most);
    }

    private static List<LogContent.Signed> before(StatementSpec newest, LogContent.@Nullable Signed before, int most) {
        return newest.param("size", before == null ? null : before.size())
                .param("generation", before == null ? null : before.keyGeneration()).param("most", most)
                .query(AuditStore::signed).list();
    }

    List<LogContent.Leaf> leaves(TenantTx tx, long from, long to) {
        return tx.sql("""
                      select leaf_index, body, leaf_hash, %s
                      from ev_leaf left join ev_entry using (tenant_id, event_id)
                      where tenant_id = :tenant and leaf_index >= :from and leaf_index < :to
                      order by leaf_index""".formatted(FoundBy.COLUMNS)).param("from", from)
                .param("to", to).query(AuditStore::leaf).list();
    }

    /** Handed on one by one: a value may be as large as an upload. */
    void values(TenantTx tx, long from, long to, BiConsumer<Long, Disclosure> each) {
        for (var table : List.of("convert_to(v.value, 'UTF8') as content from ev_disclosure v",
                "v.content from ev_value v")) {
            tx.sql("""
                   select l.leaf_index, v.pointer, v.salt, %s
                   join ev_leaf l on l.tenant_id = v.tenant_id and l.event_id = v.event_id
                   where v.tenant_id = :tenant and l.leaf_index >= :from and l.leaf_index < :to
                   order by l.leaf_index, v.pointer""".formatted(table)).param("from", from).param("to", to)
                    .withFetchSize(VALUES_AT_ONCE).query(row -> {
                        each.accept(row.getLong("leaf_index"), new Disclosure(row.getString("pointer"),
                                row.getBytes("salt"), new String(row.getBytes("content"), UTF_8)));
                    });
        }
    }

    private static LogContent.Leaf leaf(ResultSet row, int number) throws SQLException {
        byte[] body = row.getBytes("body");
        return new LogContent.Leaf(row.getLong("leaf_index"), body, row.getBytes("leaf_hash"),
                body == null ? null : FoundBy.read(row));
    }

    List<LogContent.Signed> checkpoints(TenantTx tx, long after, long size) {
        return tx.sql("""
                      select size, key_generation, root, note from ev_checkpoint
                      where tenant_id = :tenant and size > :after and size <= :size
                      order by size, key_generation""").param("after", after).param("size", size)
                .query(AuditStore::signed).list();
    }

    /** The last position; -1 where there is none. */
    long last(TenantTx tx) {
        return tx.sql("select coalesce(max(leaf_index), -1) from ev_leaf where tenant_id = :tenant").query(Long.class)
                .single();
    }

    /**
     * What the heads log holds is what witnesses have cosigned.
     *
     * @param last the last position as it was before the end was looked for: the log grows on
     */
    Beyond beyond(TenantTx tx, long end, long last) {
        return tx.sql("""
                      select
                        (select min(leaf_index) from ev_leaf
                          where tenant_id = :tenant and leaf_index between :end and :last) as position,
                        (select min(h.size) from (
                            select size, note from ev_head where tenant_id = :tenant
                            union all
                            select case when split_part(note, chr(10), 2) ~ '^[0-9]{1,18}$'
                                then split_part(note, chr(10), 2)::bigint else 0 end, note
                            from head_entry where tenant_id = :tenant) h
                          where not exists (select 1 from ev_checkpoint c
                            where c.tenant_id = :tenant and c.size = h.size and c.note = h.note)) as headed""")
                .param("end", end).param("last", last)
                .query((row, number) -> new Beyond(row.getObject("position", Long.class),
                        row.getObject("headed", Long.class)))
                .single();
    }

    /** An entry without a position that does not wait for one either, although the log runs: nobody would ever take it. */
    Optional<UUID> forgotten(TenantTx tx) {
        return tx.sql("""
                      select e.event_id from ev_entry e
                      where e.tenant_id = :tenant
                        and not exists (select 1 from ev_leaf l
                          where l.tenant_id = :tenant and l.event_id = e.event_id)
                        and not exists (select 1 from ev_inbox i
                          where i.tenant_id = :tenant and i.event_id = e.event_id)
                        and 'stopped' <> coalesce((select state from ev_log_state where tenant_id = :tenant
                          order by state_id desc limit 1), 'running')
                      order by e.occurred_at, e.event_id limit 1""").query(UUID.class).optional();
    }

    boolean waits(TenantTx tx, UUID event) {
        return tx.sql("select exists (select 1 from ev_inbox where tenant_id = :tenant and event_id = :event)")
                .param("event", event).query(Boolean.class).single();
    }

    boolean isPerson(GlobalTx tx, long person, String subject) {
        return tx.sql("select exists (select 1 from person where person_id = :person and subject = :subject)")
                .param("person", person).param("subject", subject).query(Boolean.class).single();
    }

    LogFaults faultsBefore(TenantTx tx) {
        return tx.sql("select faults, fault_indexes, fault_count from ev_audit where tenant_id = :tenant")
                .query((row, number) -> new LogFaults(faults(row), row.getLong("fault_count"))).optional()
                .orElse(LogFaults.NONE);
    }

    static List<LogFault> faults(ResultSet row) throws SQLException {
        var faults = new ArrayList<LogFault>();
        var indexes = (Long[]) row.getArray("fault_indexes").getArray();
        var words = (String[]) row.getArray("faults").getArray();
        for (int i = 0; i < words.length; i++) {
            faults.add(new LogFault(indexes[i], words[i]));
        }
        return faults;
    }

    void passed(TenantTx tx, RebuildLog.Pass pass) {
        var fault = pass.fault();
        var named = pass.faults().named();
        tx.sql("""
               insert into ev_audit (tenant_id, passed_at, size, fault, fault_index, fault_since, fault_count,
                 fault_indexes, faults, waits_since)
               values (:tenant, :now, :size, :fault, :index, case when cast(:fault as text) is null then null else :now end,
                 :count, cast(:indexes as bigint[]), cast(:faults as text[]), (
                 select min(e.occurred_at) from ev_inbox i
                 join ev_entry e on e.tenant_id = i.tenant_id and e.event_id = i.event_id
                 where i.tenant_id = :tenant and e.occurred_at < :late))
               on conflict (tenant_id) do update set passed_at = excluded.passed_at, size = excluded.size,
                 fault = excluded.fault, fault_index = excluded.fault_index, fault_count = excluded.fault_count,
                 fault_indexes = excluded.fault_indexes, faults = excluded.faults,
                 waits_since = excluded.waits_since,
                 fault_since = case when excluded.fault is null then null
                   else coalesce(ev_audit.fault_since, excluded.fault_since) end""")
                .param("size", pass.size())
                .param("late", OffsetDateTime.ofInstant(tx.now().minus(LATE), ZoneOffset.UTC))
                .param("fault", fault == null ? null : fault.what())
                .param("index", fault == null ? null : fault.index())
                .param("count", pass.faults().count())
                .param("indexes", named.stream().map(LogFault::index).toArray(Long[]::new))
                .param("faults", named.stream().map(LogFault::what).toArray(String[]::new)).update();
    }

    long entriesOfHeads(GlobalTx tx) {
        return tx.sql("select count(*) from head_entry").query(Long.class).single();
    }

    List<LogContent.Signed> newestHeads(GlobalTx tx, LogContent.@Nullable Signed before, int most) {
        return before(tx.sql("""
                             select size, key_generation, root, note from head_checkpoint
                             where cast(:size as bigint) is null
                               or (size, key_generation) < (cast(:size as bigint), cast(:generation as int))
                             order by size desc, key_generation desc limit :most"""), before, most);
    }

    /** As {@link #last}, of the heads log. */
    long lastHead(GlobalTx tx) {
        return tx.sql("select coalesce(max(heads_index), -1) from head_entry").query(Long.class).single();
    }

    /** @param told where a tenant is told that its checkpoint stands, and it does not */
    record BeyondHeads(@Nullable Long position, @Nullable Long told) {}

    BeyondHeads beyondHeads(ReadTx tx, long end, long last) {
        return tx.sql("""
                      select
                        (select min(heads_index) from head_entry where heads_index between :end and :last) as position,
                        (select min(t.heads_index) from ev_head t
                          where not exists (select 1 from head_entry h
                            where h.heads_index = t.heads_index and h.note = t.note)) as told""").param("end", end)
                .param("last", last).query((row, number) -> new BeyondHeads(row.getObject("position", Long.class),
                        row.getObject("told", Long.class)))
                .single();
    }

    List<LogContent.Leaf> headLeaves(GlobalTx tx, long from, long to) {
        return tx.sql("""
                      select heads_index, convert_to(note, 'UTF8') as body from head_entry
                      where heads_index >= :from and heads_index < :to order by heads_index""").param("from", from)
                .param("to", to)
                .query((row, number) -> new LogContent.Leaf(row.getLong("heads_index"), row.getBytes("body"), null,
                        null))
                .list();
    }

    List<LogContent.Signed> headCheckpoints(GlobalTx tx, long after, long size) {
        return tx.sql("""
                      select size, key_generation, root, note from head_checkpoint
                      where size > :after and size <= :size order by size, key_generation""").param("after", after)
                .param("size", size).query(AuditStore::signed).list();
    }

    /** A checkpoint of a tenant as the heads log holds it. */
    record Entered(long index, UUID tenant, long size, String note) {}

    /**
     * Those that are not in the tenant's own log as it stands, or that stand beside another tenant's number.
     *
     * @return their indexes in the heads log
     */
    List<Long> unknown(ReadTx tx, List<Entered> entered) {
        return tx.sql("""
                      select n.heads_index
                      from unnest(:indexes::bigint[], :tenants::uuid[], :sizes::bigint[], :notes::text[])
                        as n (heads_index, public_id, size, note)
                      join head_entry h on h.heads_index = n.heads_index
                      left join tenant t on t.public_id = n.public_id
                      where h.tenant_id is distinct from t.tenant_id or not exists (select 1 from ev_checkpoint c
                        where c.tenant_id = t.tenant_id and c.size = n.size and c.note = n.note)
                      order by n.heads_index""")
                .param("indexes", entered.stream().mapToLong(Entered::index).toArray())
                .param("tenants", entered.stream().map(Entered::tenant).toArray(UUID[]::new))
                .param("sizes", entered.stream().mapToLong(Entered::size).toArray())
                .param("notes", entered.stream().map(Entered::note).toArray(String[]::new)).query(Long.class).list();
    }

    /** @param witness by its name */
    record Cosigned(String witness, CosignatureLine line) {}

    /** What is shown of witnesses first: of the largest and of the latest cosignatures so many each. */
    List<Cosigned> cosigned(ReadTx tx, int most) {
        return tx.sql("""
                      with chosen as (
                        (select witness_id, size, root, line from witness_cosignature order by size desc limit :most)
                        union
                        (select witness_id, size, root, line from witness_cosignature
                          order by cosigned_at desc limit :most))
                      select w.name, c.size, w.vkey, c.line, (select note from head_checkpoint h
                        where h.size = c.size and h.root = c.root order by key_generation limit 1) as note
                      from chosen c join witness w on w.witness_id = c.witness_id
                      order by c.size, w.name""").param("most", most)
                .query((row, number) -> new Cosigned(row.getString("name"), WitnessStore.line(row))).list();
    }

    /** Tenants with a log: with an entry at least, or with a checkpoint that the heads log holds; the MSP has that log. */
    List<TenantId> logs(ReadTx tx) {
        return tx.sql("""
                      select tenant_id from tenant t
                      where exists (select 1 from ev_entry where tenant_id = t.tenant_id)
                        or exists (select 1 from head_entry where tenant_id = t.tenant_id or t.tenant_id = :msp)
                      order by tenant_id""").param("msp", TenantId.MSP.value()).query(Integer.class).list().stream()
                .map(TenantId::new).toList();
    }

    /** Tenants of which a pass is ordered or under way. */
    List<TenantId> ordered(GlobalTx tx) {
        return tx.sql("select tenant_id from work where kind = :kind").param("kind", AuditLog.KIND)
                .query(Integer.class).list().stream().map(TenantId::new).toList();
    }

    /**
     * A log that was never gone through is as old as its first checkpoint, and without any as its first entry. One that
     * the heads log knows and that has no checkpoint is wrong whether or not somebody has gone through it.
     */
    Ages ages(ReadTx tx) {
        return tx.sql("""
                      select min(coalesce(a.passed_at, c.signed_at, e.occurred_at)) as oldest,
                        count(*) filter (where a.fault is not null or s.state = 'stopped'
                          or c.signed_at is null and h.headed)
                        + (select count(*) from (select state from head_state order by state_id desc limit 1) heads
                          where heads.state = 'stopped') as faulty
                      from tenant t
                      cross join lateral (select exists (
                        select 1 from head_entry where tenant_id = t.tenant_id) as headed) h
                      left join lateral (select signed_at from ev_checkpoint
                        where tenant_id = t.tenant_id order by size limit 1) c on true
                      left join lateral (select occurred_at from ev_entry
                        where tenant_id = t.tenant_id order by occurred_at limit 1) e on true
                      left join ev_audit a on a.tenant_id = t.tenant_id
                      left join lateral (select state from ev_log_state
                        where tenant_id = t.tenant_id order by state_id desc limit 1) s on true""")
                .query((row, number) -> new Ages(row.getObject("oldest", OffsetDateTime.class), row.getInt("faulty")))
                .single();
    }

    /** When the entry happened that waits longest for its position; empty where none waits. */
    Optional<OffsetDateTime> waitsSince(ReadTx tx) {
        return tx.sql("""
                      select e.occurred_at from ev_inbox i
                      join ev_entry e on e.tenant_id = i.tenant_id and e.event_id = i.event_id
                      order by e.occurred_at limit 1""").query(OffsetDateTime.class).optional();
    }

    private static LogContent.Signed signed(ResultSet row, int number) throws SQLException {
        return new LogContent.Signed(row.getLong("size"), row.getInt("key_generation"), row.getBytes("root"),
                row.getString("note"));
    }
}
