package org.bailiwick.ledger.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.ledger.FoundBy;
import org.bailiwick.platform.GlobalTx;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the self-audit reads of a log, and where it says what it found. */
@Component
final class AuditStore {
    /** @param headed the size that the heads log has of this log and that its own checkpoints do not have so */
    record Beyond(@Nullable Long position, @Nullable Long headed) {}

    /** @param oldest since when the log that was gone through longest ago has not been gone through; null without logs */
    record Ages(@Nullable OffsetDateTime oldest, int faulty) {}

    long size(TenantTx tx) {
        return tx.sql("select coalesce(max(size), 0) from ev_checkpoint where tenant_id = :tenant").query(Long.class)
                .single();
    }

    List<LogContent.Leaf> leaves(TenantTx tx, long from, int most) {
        return tx.sql("""
                      select leaf_index, body, leaf_hash, %s
                      from ev_leaf left join ev_entry using (tenant_id, event_id)
                      where tenant_id = :tenant and leaf_index >= :from
                      order by leaf_index limit :most""".formatted(FoundBy.COLUMNS)).param("from", from)
                .param("most", most).query(AuditStore::leaf).list();
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

    /** In one statement, because the log grows on. */
    Beyond beyond(TenantTx tx) {
        return tx.sql("""
                      select
                        (select min(leaf_index) from ev_leaf where tenant_id = :tenant and leaf_index >=
                          (select coalesce(max(size), 0) from ev_checkpoint where tenant_id = :tenant)) as position,
                        (select min(h.size) from ev_head h where h.tenant_id = :tenant and not exists (
                          select 1 from ev_checkpoint c
                          where c.tenant_id = :tenant and c.size = h.size and c.note = h.note)) as headed""")
                .query((row, number) -> new Beyond(row.getObject("position", Long.class),
                        row.getObject("headed", Long.class)))
                .single();
    }

    /** An entry that has had no position for longer than {@code patience} although the log runs. */
    Optional<UUID> forgotten(TenantTx tx, Duration patience) {
        return tx.sql("""
                      select e.event_id from ev_entry e
                      where e.tenant_id = :tenant and e.occurred_at < :before
                        and not exists (select 1 from ev_leaf l
                          where l.tenant_id = :tenant and l.event_id = e.event_id)
                        and 'stopped' <> coalesce((select state from ev_log_state where tenant_id = :tenant
                          order by state_id desc limit 1), 'running')
                      order by e.occurred_at, e.event_id limit 1""")
                .param("before", OffsetDateTime.ofInstant(tx.now().minus(patience), ZoneOffset.UTC))
                .query(UUID.class).optional();
    }

    boolean isPerson(GlobalTx tx, long person, String subject) {
        return tx.sql("select exists (select 1 from person where person_id = :person and subject = :subject)")
                .param("person", person).param("subject", subject).query(Boolean.class).single();
    }

    Optional<LogFault> faultBefore(TenantTx tx) {
        return tx.sql("select fault, fault_index from ev_audit where tenant_id = :tenant and fault is not null")
                .query((row, number) -> new LogFault(row.getObject("fault_index", Long.class), row.getString("fault")))
                .optional();
    }

    void passed(TenantTx tx, RebuildLog.Pass pass) {
        var fault = pass.fault();
        tx.sql("""
               insert into ev_audit (tenant_id, passed_at, size, fault, fault_index, fault_since)
               values (:tenant, :now, :size, :fault, :index, case when cast(:fault as text) is null then null else :now end)
               on conflict (tenant_id) do update set passed_at = excluded.passed_at, size = excluded.size,
                 fault = excluded.fault, fault_index = excluded.fault_index,
                 fault_since = case when excluded.fault is null then null
                   else coalesce(ev_audit.fault_since, excluded.fault_since) end""")
                .param("size", pass.size())
                .param("fault", fault == null ? null : fault.what())
                .param("index", fault == null ? null : fault.index()).update();
    }

    long sizeOfHeads(GlobalTx tx) {
        return tx.sql("select coalesce(max(size), 0) from head_checkpoint").query(Long.class).single();
    }

    List<LogContent.Leaf> headLeaves(GlobalTx tx, long from, int most) {
        return tx.sql("""
                      select heads_index, convert_to(note, 'UTF8') as body from head_entry
                      where heads_index >= :from order by heads_index limit :most""").param("from", from)
                .param("most", most)
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

    /** A log that was never gone through is as old as its first checkpoint. */
    Ages ages(ReadTx tx) {
        return tx.sql("""
                      select min(coalesce(a.passed_at, c.signed_at)) as oldest,
                        count(*) filter (where a.fault is not null or s.state = 'stopped') as faulty
                      from tenant t
                      cross join lateral (select signed_at from ev_checkpoint
                        where tenant_id = t.tenant_id order by size limit 1) c
                      left join ev_audit a on a.tenant_id = t.tenant_id
                      left join lateral (select state from ev_log_state
                        where tenant_id = t.tenant_id order by state_id desc limit 1) s on true""")
                .query((row, number) -> new Ages(row.getObject("oldest", OffsetDateTime.class), row.getInt("faulty")))
                .single();
    }

    private static LogContent.Signed signed(ResultSet row, int number) throws SQLException {
        return new LogContent.Signed(row.getLong("size"), row.getInt("key_generation"), row.getBytes("root"),
                row.getString("note"));
    }
}
