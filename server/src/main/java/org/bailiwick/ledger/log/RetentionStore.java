package org.bailiwick.ledger.log;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.TenantTx;
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

    /**
     * Before which position everything is older, and under a head that was entered and, where somebody witnesses the
     * heads, cosigned: what is gone must be pinned by others first.
     */
    long removable(TenantTx tx, long from, Instant olderThan, int most) {
        return tx.sql("""
                      with sealed as (
                        select coalesce(max(size), 0) as size from ev_head h
                        where h.tenant_id = :tenant and (not exists (select 1 from witness where removed_at is null)
                          or h.heads_index < (select coalesce(max(c.size), 0) from witness_cosignature c
                            where exists (select 1 from head_checkpoint k where k.size = c.size and k.root = c.root)))),
                      young as (
                        select min(l.leaf_index) as first from ev_leaf l
                        join ev_entry e on e.tenant_id = l.tenant_id and e.event_id = l.event_id
                        where l.tenant_id = :tenant and l.leaf_index >= :from and l.leaf_index < :from + :most
                          and e.occurred_at >= :older)
                      select least(sealed.size, coalesce(young.first, :from + :most), :from + :most)
                      from sealed cross join young""").param("from", from).param("most", most)
                .param("older", OffsetDateTime.ofInstant(olderThan, ZoneOffset.UTC)).query(Long.class).single();
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
                                            and not exists (select 1 from ev_hold
                                              where tenant_id = :tenant and lifted_at is null)"""))
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
