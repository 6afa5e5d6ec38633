package org.bailiwick.ledger.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Legal holds, and the lock between setting one and removing. */
@Component
final class HoldStore {
    /** Tells this lock from others in the same database. */
    private static final int LOCK = 0x686f6c64;

    /**
     * Whether a hold stands: by its row, or by an entry that set it and that no other lifted. The row alone could be
     * edited; what an entry says is under the log's signature.
     */
    static final String HELD = """
                               (exists (select 1 from ev_hold where tenant_id = :tenant and lifted_at is null)
                                 or exists (select 1 from ev_entry s
                                   where s.tenant_id = :tenant and s.action = 'legal hold set'
                                     and not exists (select 1 from ev_entry u
                                       where u.tenant_id = :tenant and u.action = 'legal hold lifted'
                                         and u.target = s.target)))""";

    void lock(TenantTx tx) {
        tx.sql("select pg_advisory_xact_lock(:lock, :tenant)").param("lock", LOCK).query((row, number) -> true).list();
    }

    void set(TenantTx tx, UUID id, String reason, @Nullable String ticket, boolean ofTenant) {
        tx.sql("""
               insert into ev_hold (tenant_id, public_id, reason, ticket, set_at, of_tenant)
               values (:tenant, :id, :reason, :ticket, :now, :of)""").param("id", id).param("reason", reason)
                .param("ticket", ticket).param("of", ofTenant).update();
    }

    boolean lift(TenantTx tx, UUID id, String reason) {
        return tx.sql("""
                      update ev_hold set lifted_at = :now, lift_reason = :reason
                      where tenant_id = :tenant and public_id = :id and lifted_at is null""").param("id", id)
                .param("reason", reason).update() == 1;
    }

    List<LegalHold> all(TenantTx tx) {
        return tx.sql("""
                      select public_id, reason, ticket, set_at, of_tenant, lifted_at, lift_reason from ev_hold
                      where tenant_id = :tenant order by set_at desc, hold_id desc""").query(HoldStore::hold).list();
    }

    boolean held(TenantTx tx) {
        return tx.sql("select " + HELD).query(Boolean.class).single();
    }

    /** Whether an entry says by its own bytes that this hold was lifted. */
    boolean lifted(TenantTx tx, String hold) {
        return tx.sql("""
                      select body from ev_entry
                      where tenant_id = :tenant and action = 'legal hold lifted' and target = :target""")
                .param("target", LegalHold.TARGET + "/" + hold).query((row, number) -> said(null, row)).list().stream()
                .flatMap(Optional::stream).anyMatch(entry -> entry.lifts() && entry.hold().equals(hold));
    }

    /**
     * All holds, and what entries say of holds that stand at this position or after it, or have no position yet. Read at
     * once, so that none is without its entry only because it was set in between.
     */
    LogContent.Holds since(TenantTx tx, long position) {
        var rows = new ArrayList<LegalHold>();
        var since = new ArrayList<HoldEntry>();
        tx.sql("""
               select hold_id, public_id, reason, ticket, set_at, of_tenant, lifted_at, lift_reason,
                 null::bigint as leaf_index, null::bytea as body
               from ev_hold where tenant_id = :tenant
               union all
               select null, null, null, null, null, null, null, null, l.leaf_index, e.body
               from ev_entry e left join ev_leaf l on l.tenant_id = e.tenant_id and l.event_id = e.event_id
               where e.tenant_id = :tenant and e.action in ('legal hold set', 'legal hold lifted')
                 and (l.leaf_index is null or l.leaf_index >= :position)
               order by hold_id, leaf_index""").param("position", position).query((row, number) -> {
            if (row.getBytes("body") == null) {
                rows.add(hold(row, number));
            } else {
                said(row.getObject("leaf_index", Long.class), row).ifPresent(since::add);
            }
            return number;
        }).list();
        return new LogContent.Holds(rows, since);
    }

    private static Optional<HoldEntry> said(@Nullable Long index, ResultSet row) throws SQLException {
        return ErasureStory.parse(row.getBytes("body")).flatMap(said -> HoldEntry.of(index, said));
    }

    private static LegalHold hold(ResultSet row, int number) throws SQLException {
        return new LegalHold(row.getObject("public_id", UUID.class), row.getString("reason"), row.getString("ticket"),
                row.getObject("set_at", OffsetDateTime.class).toInstant(), row.getBoolean("of_tenant"), lifted(row),
                row.getString("lift_reason"));
    }

    private static @Nullable Instant lifted(ResultSet row) throws SQLException {
        var at = row.getObject("lifted_at", OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
