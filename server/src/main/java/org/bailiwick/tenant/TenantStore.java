package org.bailiwick.tenant;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.platform.GlobalTx;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** The SQL of tenants: the directory that URLs need, and each tenant's own row. */
@Component
final class TenantStore {
    record Place(TenantId id, UUID publicId, String shortName) {}

    Optional<TenantId> byPublicId(GlobalTx tx, UUID publicId) {
        return tx.sql("select tenant_id from tenant_directory where public_id = :id").param("id", publicId)
                .query(Integer.class).optional().map(TenantId::new);
    }

    Optional<TenantId> byShortName(GlobalTx tx, String shortName) {
        return tx.sql("select tenant_id from tenant_directory where short_name = :name").param("name", shortName)
                .query(Integer.class).optional().map(TenantId::new);
    }

    TenantId next(GlobalTx tx) {
        return new TenantId(tx.sql("select nextval('tenant_number')").query(Integer.class).single());
    }

    /** Takes the short name, or finds who took it before. */
    Place reserve(GlobalTx tx, TenantId id, UUID publicId, String shortName) {
        tx.sql("""
               insert into tenant_directory (tenant_id, public_id, short_name) values (:id, :public, :name)
               on conflict do nothing""").param("id", id.value()).param("public", publicId).param("name", shortName)
                .update();
        return tx.sql("""
                      select tenant_id, public_id, short_name from tenant_directory
                      where short_name = :name or tenant_id = :id order by tenant_id = :id desc limit 1""")
                .param("id", id.value()).param("name", shortName)
                .query((row, number) -> new Place(new TenantId(row.getInt("tenant_id")),
                        row.getObject("public_id", UUID.class), row.getString("short_name")))
                .single();
    }

    /** @return whether it was not there yet */
    boolean insert(TenantTx tx, UUID publicId, String shortName, String name) {
        return tx.sql("""
                      insert into tenant (tenant_id, public_id, short_name, name, kind, created_at)
                      values (:tenant, :public, :short, :name, :kind, :now)
                      on conflict do nothing""").param("public", publicId).param("short", shortName)
                .param("name", name).param("kind", tx.tenant().equals(TenantId.MSP) ? "msp" : "customer").update() == 1;
    }

    List<Tenant> list(ReadTx tx, Set<TenantId> ids) {
        return tx.sql("""
                      select tenant_id, public_id, short_name, name, kind, created_at from tenant
                      where tenant_id in (:ids) order by lower(name), tenant_id""")
                .param("ids", ids.stream().map(TenantId::value).toList())
                .query((row, number) -> new Tenant(new TenantId(row.getInt("tenant_id")),
                        row.getObject("public_id", UUID.class), row.getString("short_name"), row.getString("name"),
                        row.getString("kind").equals("msp"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
