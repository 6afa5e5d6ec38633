package org.bailiwick.ledger.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Legal holds, and the lock between setting one and removing. */
@Component
final class HoldStore {
    /** Tells this lock from others in the same database. */
    private static final int LOCK = 0x686f6c64;

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
        return tx.sql("select exists (select 1 from ev_hold where tenant_id = :tenant and lifted_at is null)")
                .query(Boolean.class).single();
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
