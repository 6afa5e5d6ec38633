package org.bailiwick.ledger.log;

import java.time.Instant;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be removed of a tenant's record, and the removal itself; the hashes of the log are never touched. */
@Component
final class RetentionStore {
    Optional<Removal> newest(TenantTx tx) {
        return tx.sql("""
                      select removed_before, older_than, removed_at, event_id from ev_removal where tenant_id = :tenant
                      order by removed_before desc limit 1""")
                .query((row, number) -> new Removal(row.getLong("removed_before"),
                        row.getObject("older_than", OffsetDateTime.class).toInstant(),
                        row.getObject("removed_at", OffsetDateTime.class).toInstant(),
                        row.getObject("event_id", UUID.class)))
                .optional();
    }

    /** A clock that jumped is not believed before it has been right for so many days. */
    private static final int DAYS_SEEN = 5;
    private static final Duration FRESH = Duration.ofDays(1);

    /** Why nothing may be removed now: the log was not found whole lately, or the clock may have jumped; empty where nothing hinders. */
    Optional<String> hindrance(TenantTx tx) {
        boolean whole = tx.sql("""
                               select exists (select from ev_audit where tenant_id = :tenant and fault is null
                                   and passed_at between :fresh and :now)
                                 and 'stopped' <> coalesce((select state from ev_log_state where tenant_id = :tenant
                                   order by state_id desc limit 1), 'running')""")
                .param("fresh", OffsetDateTime.ofInstant(tx.now().minus(FRESH), ZoneOffset.UTC))
                .query(Boolean.class).single();
        if (!whole) {
            return Optional.of("its last self-audit is not of the last day, or did not find it whole");
        }
        int days = tx
                .sql("""
                     select count(distinct (signed_at at time zone 'UTC')::date) from head_checkpoint
                     where signed_at between :since and :now""")
                .param("since", OffsetDateTime.ofInstant(tx.now().minus(Duration.ofDays(31)), ZoneOffset.UTC))
                .query(Integer.class).single();
        return days < DAYS_SEEN
                ? Optional.of("the heads log grew on %d days of the last month, and %d are needed to believe the clock"
                        .formatted(days, DAYS_SEEN))
                : Optional.empty();
    }

    /**
     * @param time of the end of all time where it cannot be read, so that the entry is kept
     * @param hold what it says of a legal hold; null where it is about something else
     */
    record Said(Instant time, @Nullable HoldEntry hold) {}

    /** What the entries of these positions say themselves. */
    static List<Said> said(TenantTx tx, long from, long to) {
        return tx.sql("""
                      select e.body from ev_leaf l
                      join ev_entry e on e.tenant_id = l.tenant_id and e.event_id = l.event_id
                      where l.tenant_id = :tenant and l.leaf_index >= :from and l.leaf_index < :to""")
                .param("from", from).param("to", to)
                .query((row, number) -> ErasureStory.parse(row.getBytes("body"))
                        .map(said -> new Said(HoldEntry.time(said), HoldEntry.of(null, said).orElse(null)))
                        .orElse(new Said(Instant.MAX, null)))
                .list();
    }

    /**
     * Before which position everything is older, and under a head that was entered and, where somebody witnesses the
     * heads, cosigned: what is gone must be pinned by others first. What is still counted on stays until it is counted.
     *
     * @param cosigned how large a heads log witnesses have cosigned
     */
    long removable(TenantTx tx, long cosigned, long from, Instant olderThan, int most) {
        return tx.sql("""
                      with sealed as (
                        select coalesce(max(size), 0) as size from ev_head h
                        where h.tenant_id = :tenant and (not exists (select 1 from witness where removed_at is null)
                          or h.heads_index < :cosigned)),
                      young as (
                        select min(l.leaf_index) as first from ev_leaf l
                        join ev_entry e on e.tenant_id = l.tenant_id and e.event_id = l.event_id
                        where l.tenant_id = :tenant and l.leaf_index >= :from and l.leaf_index < :from + :most
                          and e.occurred_at >= :older),
                      counting as (
                        select min(l.leaf_index) as first from ev_tally t
                        join ev_leaf l on l.tenant_id = t.tenant_id and l.event_id = t.first_event
                        where t.tenant_id = :tenant and not t.closed)
                      select least(sealed.size, young.first, counting.first, :from + :most,
                        (select size from ev_audit where tenant_id = :tenant))
                      from sealed cross join young cross join counting""").param("cosigned", cosigned)
                .param("from", from).param("most", most)
                .param("older", OffsetDateTime.ofInstant(olderThan, ZoneOffset.UTC)).query(Long.class).single();
    }

    /** What witnesses that are asked now are said to have cosigned of the heads log by then, the largest first. */
    List<CosignatureLine> cosigned(TenantTx tx, Instant by, int most) {
        return tx.sql("""
                      select c.size, h.note, w.vkey, c.line from witness_cosignature c
                      join witness w on w.witness_id = c.witness_id and w.removed_at is null
                      join head_checkpoint h on h.size = c.size and h.root = c.root
                      where c.cosigned_at <= :by order by c.size desc limit :most""")
                .param("by", OffsetDateTime.ofInstant(by, ZoneOffset.UTC)).param("most", most)
                .query((row, number) -> WitnessStore.line(row)).list();
    }

    /** How many entries of the tenant's log a heads log of this size holds to. */
    long entered(TenantTx tx, long headsSize) {
        return tx.sql("""
                      select coalesce(max(size), 0) from ev_head
                      where tenant_id = :tenant and heads_index < :size""").param("size", headsSize).query(Long.class)
                .single();
    }

    /** Checkpoints that are said to have been signed by then, the largest first. */
    List<LogContent.Signed> signed(TenantTx tx, Instant by, int most) {
        return tx.sql("""
                      select size, key_generation, root, note from ev_checkpoint
                      where tenant_id = :tenant and signed_at <= :by
                      order by size desc, key_generation desc limit :most""")
                .param("by", OffsetDateTime.ofInstant(by, ZoneOffset.UTC)).param("most", most)
                .query((row, number) -> new LogContent.Signed(row.getLong("size"), row.getInt("key_generation"),
                        row.getBytes("root"), row.getString("note")))
                .list();
    }

    /** INVARIANT: not while a legal hold stands, whatever was asked before. */
    int remove(TenantTx tx, long from, long to) {
        for (var statement : new String[]{
            "delete from ev_tally where tenant_id = :tenant and closed and first_event in (%s)",
            "delete from ev_disclosure where tenant_id = :tenant and event_id in (%s)",
            "delete from ev_value where tenant_id = :tenant and event_id in (%s)"}) {
            removing(tx, statement, from, to);
        }
        return removing(tx, "delete from ev_entry where tenant_id = :tenant and event_id in (%s)", from, to);
    }

    private static int removing(TenantTx tx, String statement, long from, long to) {
        return tx.sql(statement.formatted("""
                                          select event_id from ev_leaf
                                          where tenant_id = :tenant and leaf_index >= :from and leaf_index < :to
                                            and not %s""".formatted(HoldStore.HELD)))
                .param("from", from).param("to", to).update();
    }

    void removed(TenantTx tx, long from, Removal removal) {
        tx.sql("""
               insert into ev_removal (tenant_id, removed_before, removed_from, older_than, removed_at, event_id)
               values (:tenant, :before, :from, :older, :now, :event)""").param("before", removal.before())
                .param("from", from).param("older", OffsetDateTime.ofInstant(removal.olderThan(), ZoneOffset.UTC))
                .param("event", removal.event()).update();
    }
}
